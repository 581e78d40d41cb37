import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import UiBar from './UiBar.vue'
import UiFilterBar from './UiFilterBar.vue'
import UiPager from './UiPager.vue'
import UiSearch from './UiSearch.vue'
import UiStat from './UiStat.vue'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('a figure that nobody can have is neither 0 nor 100', () => {
  expect(mount(UiStat, { props: { label: '覆盖', value: null, unit: '%' } }).text()).toBe('覆盖不适用')
  expect(mount(UiBar, { props: { value: null } }).text()).toBe('不适用')
})

it('a share is written out beside its bar', () => {
  expect(mount(UiBar, { props: { value: 0.864 } }).text()).toBe('86.4%')
})

it('a pager says how many are shown, in a live region', async () => {
  const wrapper = mount(UiPager, { props: { shown: 50, total: 126, hasNext: true } })
  expect(wrapper.get('[role="status"]').text()).toBe('已显示 50 条，共 126 条')
  await wrapper.setProps({ from: 51 })
  expect(wrapper.get('[role="status"]').text()).toBe('第 51–100 条，共 126 条')
})

it('the first page has no way back', async () => {
  const wrapper = mount(UiPager, { props: { shown: 50, hasNext: true } })
  const [previous, next] = wrapper.findAll('button')
  await previous!.trigger('click')
  await next!.trigger('click')
  expect(wrapper.emitted()).toMatchObject({ next: [[]] })
  expect(wrapper.emitted('previous')).toBeUndefined()
})

it('filters that are set can be cleared', async () => {
  const wrapper = mount(UiFilterBar, { props: { label: '筛选', active: 2 } })
  await wrapper.get('button').trigger('click')
  expect(wrapper.emitted('clear')).toHaveLength(1)
  await wrapper.setProps({ active: 0 })
  expect(wrapper.find('button').exists()).toBe(false)
})

it('a search waits for a pause, and not for Enter', async () => {
  const wrapper = mount(UiSearch, { props: { label: '姓名' } })
  await wrapper.get('input').setValue('张')
  expect(wrapper.emitted('update:modelValue')).toBeUndefined()
  await vi.advanceTimersByTimeAsync(300)
  expect(wrapper.emitted('update:modelValue')).toEqual([['张']])
  await wrapper.get('input').setValue('张 ')
  await wrapper.get('input').setValue(' 张雨 ')
  await wrapper.get('input').trigger('keydown', { key: 'Enter' })
  expect(wrapper.emitted('update:modelValue')).toEqual([['张'], ['张雨']])
})

it('a search that is unmounted in the pause leaves no timer', async () => {
  const wrapper = mount(UiSearch, { props: { label: '姓名' } })
  await wrapper.get('input').setValue('张')
  wrapper.unmount()
  expect(vi.getTimerCount()).toBe(0)
})
