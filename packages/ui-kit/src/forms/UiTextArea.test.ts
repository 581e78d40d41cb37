import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import UiTextArea from './UiTextArea.vue'

it('counts what is left, and lets a long paste stand while saying how much too long it is', async () => {
  const wrapper = mount(UiTextArea, { props: { label: '理由', max: 5, modelValue: '一二三' } })
  expect(wrapper.text()).toBe('还可输入 2 字')
  await wrapper.get('textarea').setValue('一二三四五六七')
  expect(wrapper.emitted('update:modelValue')).toEqual([['一二三四五六七']])
  await wrapper.setProps({ modelValue: '一二三四五六七' })
  expect(wrapper.text()).toBe('超出 2 字')
})

it('the count is read with the box', () => {
  const wrapper = mount(UiTextArea, { props: { label: '理由', max: 5 } })
  expect(wrapper.get('textarea').attributes('aria-describedby')).toBe(
    wrapper.get('.sa-textarea__count').attributes('id'),
  )
})
