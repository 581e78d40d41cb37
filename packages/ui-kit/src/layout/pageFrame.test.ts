import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import UiBreadcrumb from './UiBreadcrumb.vue'
import UiDescriptionList from './UiDescriptionList.vue'
import UiFold from './UiFold.vue'
import UiPage from './UiPage.vue'
import UiPaper from './UiPaper.vue'
import UiProgress from './UiProgress.vue'
import UiStatusTag from './UiStatusTag.vue'
import UiSteps from './UiSteps.vue'
import UiTabs from './UiTabs.vue'

it('the heading of a page can take the focus, and who is next is read before the rest', () => {
  const wrapper = mount(UiPage, { props: { title: '申请' }, slots: { default: 'REST', aside: 'NEXT' } })
  expect(wrapper.get('h1').attributes('tabindex')).toBe('-1')
  expect(wrapper.text()).toMatch(/申请.*NEXT.*REST/s)
})

it('the last crumb is the page itself', () => {
  const wrapper = mount(UiBreadcrumb, { props: { items: [{ label: '首页', to: '/' }, { label: '申请' }] } })
  expect(wrapper.findAll('a')).toHaveLength(1)
  expect(wrapper.get('[aria-current="page"]').text()).toBe('申请')
})

it('steps before the current one are done, and each says so in words', () => {
  const steps = [
    { key: 'a', label: '申请' },
    { key: 'b', label: '家访' },
    { key: 'c', label: '评议' },
  ]
  const wrapper = mount(UiSteps, { props: { steps, current: 'b' } })
  expect(wrapper.findAll('.sa-unseen').map(word => word.text())).toEqual([', 已完成', ', 进行中', ', 未开始'])
  expect(wrapper.get('[aria-current="step"]').text()).toContain('家访')
})

it('an empty value says that it was not given; zero is a value', () => {
  const items = [
    { key: 'a', label: '住址', value: '' },
    { key: 'b', label: '次数', value: 0 },
  ]
  const values = mount(UiDescriptionList, { props: { items } }).findAll('dd')
  expect(values.map(value => value.text())).toEqual(['未填写', '0'])
})

it('a status has an icon and a word', () => {
  const tag = mount(UiStatusTag, { props: { tone: 'danger', text: '退回' } })
  expect(tag.text()).toBe('退回')
  expect(tag.find('svg').attributes('aria-hidden')).toBe('true')
})

it('only the chosen tab is rendered, and arrows with Enter choose another', async () => {
  const tabs = [
    { key: 'mine', label: '等我处理' },
    { key: 'all', label: '全部' },
  ]
  const wrapper = mount(UiTabs, {
    props: { tabs, label: '视图', modelValue: 'mine' },
    slots: { mine: 'MINE', all: 'ALL' },
    attachTo: document.body,
  })
  expect(wrapper.text()).toContain('MINE')
  expect(wrapper.text()).not.toContain('ALL')
  wrapper.get<HTMLElement>('[role="tab"]').element.focus()
  await wrapper.get('[role="tab"]').trigger('keydown', { key: 'ArrowRight' })
  await wrapper.findAll('[role="tab"]')[1]!.trigger('keydown', { key: 'Enter' })
  expect(wrapper.emitted('update:modelValue')).toEqual([['all']])
  wrapper.unmount()
})

it('work of unknown length has no figure, and can be cancelled', async () => {
  const wrapper = mount(UiProgress, { props: { label: '正在检查', cancellable: true } })
  expect(wrapper.get('[role="progressbar"]').attributes('aria-valuenow')).toBeUndefined()
  await wrapper.setProps({ value: 0.426 })
  expect(wrapper.get('[role="progressbar"]').attributes('aria-valuenow')).toBe('43')
  await wrapper.get('button').trigger('click')
  expect(wrapper.emitted('cancel')).toHaveLength(1)
})

it('a fold can be opened by the page, for an error inside it', async () => {
  const wrapper = mount(UiFold, { props: { summary: '选填' }, slots: { default: 'field' } })
  expect((wrapper.element as HTMLDetailsElement).open).toBe(false)
  await wrapper.setProps({ open: true })
  expect((wrapper.element as HTMLDetailsElement).open).toBe(true)
})

it('a line of a paper form fills the width, whether it holds one value or two', () => {
  const rows = [
    [
      { label: '学生', value: '张明' },
      { label: '班级', value: '三（2）班' },
    ],
    [{ label: '事实和理由', value: '父母在外务工' }],
  ]
  const wrapper = mount(UiPaper, {
    props: { title: '申请表', rows, signatures: ['经办人'], dateLabel: '日期' },
  })
  expect(wrapper.findAll('td').map(cell => cell.attributes('colspan'))).toEqual(['1', '1', '3'])
  expect(wrapper.get('.sa-paper__signatures').text()).toContain('经办人')
})
