import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import UiCheckbox from './UiCheckbox.vue'
import UiCheckboxGroup from './UiCheckboxGroup.vue'
import UiCheckboxSections from './UiCheckboxSections.vue'
import UiRadioGroup from './UiRadioGroup.vue'
import UiSelect from './UiSelect.vue'
import UiSwitch from './UiSwitch.vue'

const choices = [
  { value: 'a', label: '家庭教育指导', description: '指导监护人' },
  { value: 'b', label: '学业辅导' },
  { value: 'c', label: '心理援助', disabled: true },
]

it('a checkbox group keeps the order of its choices, whatever the order of the clicks', async () => {
  const wrapper = mount(UiCheckboxGroup, { props: { choices, label: '服务', modelValue: ['b'] } })
  await wrapper.findAll('input')[0]!.setValue(true)
  expect(wrapper.emitted('update:modelValue')).toEqual([[['a', 'b']]])
})

it('choices under headings are one list, in the order in which they stand, each named with its heading', async () => {
  const sections = [
    { key: 'home', label: '家庭', choices: choices.slice(0, 1) },
    { key: 'school', label: '学校', choices: choices.slice(1) },
  ]
  const wrapper = mount(UiCheckboxSections, { props: { sections, label: '服务', modelValue: ['b'] } })
  await wrapper.findAll('input')[0]!.setValue(true)
  expect(wrapper.emitted('update:modelValue')).toEqual([[['a', 'b']]])
  const names = wrapper
    .findAll('[role="group"] [role="group"]')
    .map(group => wrapper.get(`[id="${group.attributes('aria-labelledby')}"]`).text())
  expect(names).toEqual(['家庭', '学校'])
})

it('the description of a choice is read with it', () => {
  const wrapper = mount(UiRadioGroup, { props: { choices, label: '服务', modelValue: '' } })
  const described = wrapper.findAll('input')[0]!.attributes('aria-describedby') ?? ''
  expect(wrapper.get(`[id="${described}"]`).text()).toBe('指导监护人')
})

it('a radio group gives the value that was chosen', async () => {
  const wrapper = mount(UiRadioGroup, { props: { choices, label: '服务', modelValue: '' } })
  await wrapper.findAll('input')[1]!.setValue(true)
  expect(wrapper.emitted('update:modelValue')).toEqual([['b']])
})

it('a select without a value shows that nothing is chosen yet, and does not offer it again', async () => {
  const wrapper = mount(UiSelect, { props: { choices, label: '服务', modelValue: '' } })
  expect(wrapper.get<HTMLOptionElement>('option').element.disabled).toBe(true)
  await wrapper.get('select').setValue('b')
  expect(wrapper.emitted('update:modelValue')).toEqual([['b']])
})

it('a select with an empty choice can be emptied', async () => {
  const wrapper = mount(UiSelect, { props: { choices, label: '服务', modelValue: 'b', empty: '全部' } })
  await wrapper.get('select').setValue('')
  expect(wrapper.emitted('update:modelValue')).toEqual([['']])
})

it('a value that is no longer among the choices is not shown as one of them', () => {
  const wrapper = mount(UiSelect, { props: { choices, label: '服务', modelValue: 'gone' } })
  expect(wrapper.get('select').element.value).toBe('')
})

it.each([
  ['checkbox', UiCheckbox],
  ['switch', UiSwitch],
])('a %s is turned on and off', async (_, component) => {
  const wrapper = mount(component, { props: { label: '提醒我' } })
  await wrapper.get('input').setValue(true)
  expect(wrapper.emitted('update:modelValue')).toEqual([[true]])
})
