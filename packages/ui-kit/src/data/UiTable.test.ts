import { mount } from '@vue/test-utils'
import { h } from 'vue'
import { expect, it } from 'vitest'
import UiName from '../root/UiName.vue'
import UiTable from './UiTable.vue'
import type { TableColumn, TableSort } from './tableColumn.ts'
import { nextSort } from './tableColumn.ts'

interface Row {
  id: string
  name: string
  days: number
}
const rows: Row[] = [
  { id: 'a', name: '欧阳明远', days: 3 },
  { id: 'b', name: '张雨桐', days: 12 },
]
const columns: TableColumn<Row>[] = [
  { key: 'name', label: '姓名', value: row => row.name },
  { key: 'days', label: '等待天数', value: row => row.days, align: 'end', sortable: true },
]
const base = { caption: '申请', columns, rows, rowKey: (row: Row) => row.id }
const show = (props: object = {}, slots: object = {}) =>
  mount(UiTable<Row>, { props: { ...base, ...props }, slots })

it('a sortable head asks for an order and says which one there is', async () => {
  const wrapper = show({ sort: { key: 'days', direction: 'ascending' } satisfies TableSort })
  const [name, days] = wrapper.findAll('thead th')
  expect(days!.attributes('aria-sort')).toBe('ascending')
  expect(name!.attributes('aria-sort')).toBeUndefined()
  await days!.get('button').trigger('click')
  expect(wrapper.emitted('update:sort')).toEqual([[{ key: 'days', direction: 'descending' }]])
})

it('pressing a head goes from ascending to descending to no order', () => {
  const first = nextSort(null, 'days')
  const second = nextSort(first, 'days')
  expect([first?.direction, second?.direction, nextSort(second, 'days')]).toEqual([
    'ascending',
    'descending',
    null,
  ])
  expect(nextSort(second, 'name')).toEqual({ key: 'name', direction: 'ascending' })
})

it('the first cell heads its row, and is the link where a row leads somewhere', () => {
  const wrapper = show({ rowTo: (row: Row) => `/rows/${row.id}` })
  const head = wrapper.get('tbody th')
  expect(head.attributes('scope')).toBe('row')
  expect(head.get('a').attributes('href')).toBe('/rows/a')
  expect(wrapper.findAll('tbody a')).toHaveLength(2)
})

it('cells carry the name of their column, which stands beside them on a phone', () => {
  expect(
    show()
      .findAll('tbody [data-label]')
      .map(cell => cell.attributes('data-label')),
  ).toEqual(['姓名', '等待天数', '姓名', '等待天数'])
})

it('a box selects its row and is named by it; the one in the head selects all', async () => {
  const wrapper = show({ selectable: true, selected: ['b'] })
  const [all, first, second] = wrapper.findAll('input')
  expect((all!.element as HTMLInputElement).indeterminate).toBe(true)
  const name = wrapper.get(`[id="${first!.attributes('aria-labelledby') ?? ''}"]`)
  expect(name.text()).toBe('欧阳明远')
  await first!.setValue(true)
  await second!.setValue(false)
  await all!.setValue(true)
  expect(wrapper.emitted('update:selected')).toEqual([[['b', 'a']], [['a']], [['a', 'b']]])
})

it('slots replace cells, end rows and act on what is selected', () => {
  const wrapper = show(
    { selectable: true, selected: ['a'] },
    {
      'cell-name': ({ row }: { row: Row }) => h(UiName, { name: row.name }),
      actions: ({ row }: { row: Row }) => h('button', `open ${row.id}`),
      bulk: ({ selected }: { selected: string[] }) => h('button', `remind ${selected.join()}`),
    },
  )
  expect(wrapper.find('tbody .sa-name').text()).toBe('欧阳明远')
  expect(wrapper.text()).toContain('open b')
  expect(wrapper.text()).toContain('remind a')
})

it('while rows are loaded it is busy, with their shape; rows that are there already stay', async () => {
  const wrapper = show({ rows: [], loading: true })
  expect(wrapper.get('table').attributes('aria-busy')).toBe('true')
  expect(wrapper.findAll('.sa-bone').length).toBeGreaterThan(0)
  await wrapper.setProps({ rows })
  expect(wrapper.findAll('.sa-bone')).toHaveLength(0)
  expect(wrapper.text()).toContain('张雨桐')
})

it('an empty list says what will be here', () => {
  const wrapper = show({ rows: [], emptyTitle: '还没有申请', emptyText: '提交后出现在这里' })
  expect(wrapper.text()).toContain('还没有申请')
  expect(wrapper.text()).toContain('提交后出现在这里')
})

it('a load that failed never looks like an empty list, and can be repeated', async () => {
  const wrapper = show({
    rows: [],
    error: { title: '没有加载出来', code: 'APP-7F3K' },
    emptyTitle: '还没有申请',
  })
  expect(wrapper.text()).not.toContain('还没有申请')
  expect(wrapper.get('[role="alert"]').text()).toContain('APP-7F3K')
  await wrapper.get('[role="alert"] button').trigger('click')
  expect(wrapper.emitted('retry')).toHaveLength(1)
})
