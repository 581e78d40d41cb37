import { mount } from '@vue/test-utils'
import type { VueWrapper } from '@vue/test-utils'
import type { Component } from 'vue'
import { h } from 'vue'
import { expect, it } from 'vitest'
import UiCheckboxGroup from './UiCheckboxGroup.vue'
import UiDateInput from './UiDateInput.vue'
import UiField from './UiField.vue'
import UiRadioGroup from './UiRadioGroup.vue'
import UiSelect from './UiSelect.vue'
import UiTextArea from './UiTextArea.vue'
import UiTextInput from './UiTextInput.vue'

const choices = [
  { value: 'a', label: '同意' },
  { value: 'b', label: '不同意', description: '请写明理由' },
]
const withField = (control: Component, props: object, field: object) =>
  mount(UiField, { props: { label: '电话', ...field }, slots: { default: () => h(control, props) } })

const textOf = (field: VueWrapper, ids: string | undefined) =>
  (ids ?? '').split(' ').map(id => field.get(`[id="${id}"]`).text())

it.each([
  ['text input', UiTextInput, {}],
  ['text area', UiTextArea, {}],
  ['select', UiSelect, { choices }],
  ['date input', UiDateInput, {}],
])('a field wires label, hint and error to its %s', (_, control, props) => {
  const field = withField(control, props, { hint: '用于约定家访', error: '少了 4 位', required: true })
  const input = field.get('input, textarea, select')
  expect(field.get('label').attributes('for')).toBe(input.attributes('id'))
  expect(input.attributes()).toMatchObject({ 'aria-invalid': 'true', 'aria-required': 'true' })
  expect(textOf(field, input.attributes('aria-describedby'))).toEqual(['用于约定家访', '少了 4 位'])
})

it('a field without an error says nothing of one, and follows when one comes', async () => {
  const field = withField(UiTextInput, {}, { error: undefined })
  const input = field.get('input')
  expect(input.attributes('aria-invalid')).toBeUndefined()
  expect(input.attributes('aria-describedby')).toBeUndefined()
  await field.setProps({ error: '请填写' })
  expect(input.attributes('aria-invalid')).toBe('true')
  expect(textOf(field, input.attributes('aria-describedby'))).toEqual(['请填写'])
})

it.each([
  ['radio group', UiRadioGroup, '[role="radiogroup"]', ''],
  ['checkbox group', UiCheckboxGroup, '[role="group"]', []],
])('the label of a field names a %s as a whole', async (_, control, selector, modelValue) => {
  const field = withField(control, { choices, modelValue }, { error: '请选择' })
  await field.vm.$nextTick()
  const group = field.get(selector)
  expect(textOf(field, group.attributes('aria-labelledby'))[0]).toContain('电话')
  expect(textOf(field, group.attributes('aria-describedby'))).toEqual(['请选择'])
  expect(field.findAll('label[for]')).toHaveLength(0)
})

it('an optional field says so, a required one is marked', () => {
  expect(withField(UiTextInput, {}, { optional: true }).text()).toContain('选填')
  expect(
    withField(UiTextInput, {}, { required: true }).get('.sa-field__star').attributes('aria-hidden'),
  ).toBe('true')
})

it('two fields of the same name never share an id', () => {
  const id = () => withField(UiTextInput, {}, { name: 'phone' }).get('input').attributes('id')
  expect(id()).not.toBe(id())
})

it.each([false, true])(
  'why a field is asked is read by whoever presses for it, a hidden label or not (%s)',
  async labelHidden => {
    const field = mount(UiField, {
      props: { label: '电话', labelHidden },
      slots: { default: () => h(UiTextInput), help: '用于约定家访' },
    })
    const why = field.get('button')
    expect(why.text()).toBe('为什么要填：电话')
    expect(field.get('label').text()).toBe('电话')
    expect(field.text()).not.toContain('用于约定家访')
    await why.trigger('click')
    expect(field.get(`[id="${why.attributes('aria-controls')}"]`).text()).toBe('用于约定家访')
    await why.trigger('click')
    expect(field.text()).not.toContain('用于约定家访')
  },
)
