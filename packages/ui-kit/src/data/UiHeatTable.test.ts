import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import UiHeatTable from './UiHeatTable.vue'
import type { HeatRow } from './heatCell.ts'

const rows: HeatRow[] = [
  {
    key: 'tc',
    label: '太仓市',
    cells: {
      a: { kind: 'value', text: '86%', level: 5, to: '/gaps' },
      b: { kind: 'suppressed', text: '<5' },
    },
  },
]
const columns = [
  { key: 'a', label: '小学' },
  { key: 'b', label: '初中' },
  { key: 'c', label: '普高' },
]
const show = () =>
  mount(UiHeatTable, {
    props: { caption: '覆盖', rowHead: '地区', columns, rows, legend: ['1', '2', '3', '4', '5'] },
  })

it('every cell has its number in words, with row and column as its heads', () => {
  const wrapper = show()
  expect(wrapper.get('tbody th').attributes('scope')).toBe('row')
  expect(wrapper.findAll('tbody td').map(cell => cell.text())).toEqual([
    '86%',
    '<5人数过少，不显示具体数字',
    '—不适用',
  ])
})

it('a figure opens its list', () => {
  expect(show().get('tbody td a').attributes('href')).toBe('/gaps')
})

it('the legend explains five classes, the withheld and the impossible cell', () => {
  expect(show().findAll('.sa-heat__key')).toHaveLength(7)
})
