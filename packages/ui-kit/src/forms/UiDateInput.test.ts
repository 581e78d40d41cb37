import '../testing/browserGaps.ts'
import { mount } from '@vue/test-utils'
import type { VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import UiDateInput from './UiDateInput.vue'

const settle = () => new Promise(resolve => setTimeout(resolve, 20))
let wrapper: VueWrapper | undefined
afterEach(() => wrapper?.unmount())

function show(props: InstanceType<typeof UiDateInput>['$props']) {
  const mounted = mount(UiDateInput, {
    props: {
      label: '日期',
      ...props,
      'onUpdate:modelValue': (value: string) => mounted.setProps({ modelValue: value }),
    },
    attachTo: document.body,
  })
  wrapper = mounted
  return { mounted, input: mounted.get('input') }
}

it('a day typed in another way becomes the one way when the input is left', async () => {
  const { mounted, input } = show({ modelValue: '' })
  await input.setValue('2026年11月21日')
  expect(mounted.props('modelValue')).toBe('2026-11-21')
  await input.trigger('change')
  expect(input.element.value).toBe('2026-11-21')
})

it('text that is no day stays as it was typed, for the schema to refuse', async () => {
  const { mounted, input } = show({ modelValue: '' })
  await input.setValue('2026-02-30')
  await input.trigger('change')
  expect(mounted.props('modelValue')).toBe('2026-02-30')
  expect(input.element.value).toBe('2026-02-30')
})

it('a day is picked from the calendar, weeks begin on Monday, the focus returns to the input', async () => {
  const { mounted, input } = show({ modelValue: '2026-11-21' })
  await mounted.get('button').trigger('click')
  await settle()
  const weekdays = [...document.querySelectorAll('.sa-calendar__weekday')].map(day => day.textContent)
  expect(weekdays[0]).toBe('一')
  document.querySelector<HTMLElement>('[data-value="2026-11-25"]')?.click()
  await settle()
  expect(mounted.props('modelValue')).toBe('2026-11-25')
  expect(document.querySelector('.sa-calendar')).toBeNull()
  expect(document.activeElement).toBe(input.element)
})

it('days outside the limits cannot be picked', async () => {
  const { mounted } = show({ modelValue: '2026-11-21', max: '2026-11-24' })
  await mounted.get('button').trigger('click')
  await settle()
  document.querySelector<HTMLElement>('[data-value="2026-11-25"]')?.click()
  await settle()
  expect(mounted.props('modelValue')).toBe('2026-11-21')
})
