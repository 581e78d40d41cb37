import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import UiSavedState from './UiSavedState.vue'

it('says when it was saved', () => {
  expect(mount(UiSavedState, { props: { state: 'saved', at: '14:02' } }).text()).toBe('已保存 14:02')
})

it('offers to try again when saving failed', async () => {
  const wrapper = mount(UiSavedState, { props: { state: 'failed' } })
  await wrapper.get('button').trigger('click')
  expect(wrapper.emitted('retry')).toHaveLength(1)
  expect(wrapper.text()).toContain('尚未保存')
})
