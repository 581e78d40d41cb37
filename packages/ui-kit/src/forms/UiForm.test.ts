import { mount } from '@vue/test-utils'
import type { VueWrapper } from '@vue/test-utils'
import { h, nextTick } from 'vue'
import { afterEach, expect, it } from 'vitest'
import UiField from './UiField.vue'
import UiForm from './UiForm.vue'
import UiRadioGroup from './UiRadioGroup.vue'
import UiTextInput from './UiTextInput.vue'

let form: VueWrapper | undefined
afterEach(() => form?.unmount())

const phoneWrong = { field: 'phone', text: '电话少了 4 位' }
const kindMissing = { field: 'applicant.kind', text: '请选择由谁提出' }

function show(errors: (typeof phoneWrong)[] = []) {
  const fields = () => [
    h(UiField, { label: '电话', name: 'phone' }, () => h(UiTextInput)),
    h(UiField, { label: '由谁提出', name: 'applicant.kind' }, () =>
      h(UiRadioGroup, { modelValue: '', choices: [{ value: 's', label: '本人' }] }),
    ),
  ]
  return (form = mount(UiForm, { props: { errors }, slots: { default: fields }, attachTo: document.body }))
}

it('errors found while typing stay at their fields; after a submit they are summed up and focused', async () => {
  const form = show([phoneWrong])
  expect(form.find('.sa-errors').exists()).toBe(false)
  await form.trigger('submit')
  await nextTick()
  expect(form.emitted('submit')).toHaveLength(1)
  expect(document.activeElement).toBe(form.get('.sa-errors').element)
})

it('errors that the server sends later are focused too, once', async () => {
  const form = show()
  await form.trigger('submit')
  await form.setProps({ errors: [phoneWrong] })
  await nextTick()
  expect(document.activeElement).toBe(form.get('.sa-errors').element)
  const input = form.get<HTMLInputElement>('input[type="text"]')
  input.element.focus()
  await form.setProps({ errors: [phoneWrong, kindMissing] })
  await nextTick()
  expect(document.activeElement).toBe(input.element)
})

it('once somebody edits again, a new error does not pull the focus away', async () => {
  const form = show()
  await form.trigger('submit')
  const input = form.get<HTMLInputElement>('input[type="text"]')
  input.element.focus()
  await input.trigger('input')
  await form.setProps({ errors: [phoneWrong] })
  await nextTick()
  expect(document.activeElement).toBe(input.element)
})

it.each([
  [phoneWrong, 'text'],
  [kindMissing, 'radio'],
])('the link of an error ($text) leads to its field', async (error, type) => {
  const form = show([error])
  await form.trigger('submit')
  await nextTick()
  await form.get('.sa-errors a').trigger('click')
  expect((document.activeElement as HTMLInputElement).type).toBe(type)
  expect(location.hash).toBe('')
})
