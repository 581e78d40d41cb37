import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import UiEmpty from './UiEmpty.vue'
import UiError from './UiError.vue'
import UiLive from './UiLive.vue'
import UiLoading from './UiLoading.vue'
import UiNotice from './UiNotice.vue'

it('an error says what to do, shows its code, and can be retried', async () => {
  const wrapper = mount(UiError, {
    props: { title: '没有加载出来', text: '请稍后再试', code: 'APP-7F3K-0412' },
  })
  expect(wrapper.attributes('role')).toBe('alert')
  expect(wrapper.get('code').text()).toBe('APP-7F3K-0412')
  await wrapper.get('button').trigger('click')
  expect(wrapper.emitted('retry')).toHaveLength(1)
})

it('an error that trying again cannot help offers no retry', () => {
  const wrapper = mount(UiError, { props: { title: '没有权限', retriable: false } })
  expect(wrapper.find('button').exists()).toBe(false)
})

it('an empty state has a way to go on', () => {
  const wrapper = mount(UiEmpty, {
    props: { title: '还没有家访', text: '记录后出现' },
    slots: { action: 'GO' },
  })
  expect(wrapper.text()).toBe('还没有家访记录后出现GO')
})

it('the meaning of a notice is not its colour alone', () => {
  expect(mount(UiNotice, { props: { tone: 'warning' }, slots: { default: '被退回过' } }).text()).toBe(
    '注意被退回过',
  )
})

it('only a notice that has just come is read out', () => {
  const role = (props: InstanceType<typeof UiNotice>['$props']) =>
    mount(UiNotice, { props }).attributes('role')
  expect(role({ tone: 'danger' })).toBeUndefined()
  expect(role({ tone: 'danger', announce: true })).toBe('alert')
  expect(role({ tone: 'success', announce: true })).toBe('status')
})

it('loading is said, not only drawn', () => {
  expect(mount(UiLoading).get('[role="status"]').text()).toBe('正在加载…')
})

it('a live region is polite', () => {
  expect(mount(UiLive, { props: { text: '已复制' } }).attributes('aria-live')).toBe('polite')
})
