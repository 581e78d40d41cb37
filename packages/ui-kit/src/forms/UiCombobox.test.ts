import '../testing/browserGaps.ts'
import { mount } from '@vue/test-utils'
import type { VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Choice } from './choice.ts'
import UiCombobox from './UiCombobox.vue'

const people: Choice[] = [
  { value: '1', label: '张雨桐', description: '七年级' },
  { value: '2', label: '张明', disabled: true },
  { value: '3', label: '张子涵' },
]
let wrapper: VueWrapper | undefined
beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  wrapper?.unmount()
  vi.useRealTimers()
})

function show(search: (query: string, signal: AbortSignal) => Promise<readonly Choice[]>, more: object = {}) {
  const mounted = mount(UiCombobox, {
    props: {
      label: '学生',
      search,
      ...more,
      'onUpdate:modelValue': (value: Choice | null) => mounted.setProps({ modelValue: value }),
    },
    attachTo: document.body,
  })
  wrapper = mounted
  const input = mounted.get('input')
  const type = async (text: string) => {
    await input.setValue(text)
    await vi.advanceTimersByTimeAsync(300)
  }
  const press = async (key: string) => {
    await input.trigger('keydown', { key })
    await vi.advanceTimersByTimeAsync(20)
  }
  return { mounted, input, type, press }
}

const options = () => [...document.querySelectorAll('[role="option"]')]
const activeOption = (id: string | undefined) => options().find(option => option.id === id)?.textContent

it('typing searches after a pause, arrows move, Enter chooses', async () => {
  const search = vi.fn(async () => people)
  const { mounted, input, type, press } = show(search)
  await type('张')
  expect(search).toHaveBeenCalledTimes(1)
  expect(input.attributes('aria-expanded')).toBe('true')
  expect(activeOption(input.attributes('aria-activedescendant'))).toContain('张雨桐')
  await press('ArrowUp')
  expect(activeOption(input.attributes('aria-activedescendant'))).toContain('张子涵')
  await press('Enter')
  expect(mounted.emitted('update:modelValue')).toEqual([[people[2]]])
  expect(input.element.value).toBe('张子涵')
  expect(input.attributes('aria-expanded')).toBe('false')
})

it('a choice that is not possible cannot be chosen', async () => {
  const { mounted, type, press } = show(async () => people)
  await type('张')
  await press('ArrowDown')
  await press('Enter')
  expect(mounted.emitted('update:modelValue')).toBeUndefined()
})

it('Escape closes the list and brings back what was chosen', async () => {
  const { input, type, press } = show(async () => people, { modelValue: people[0] })
  await type('李')
  await press('Escape')
  expect(input.element.value).toBe('张雨桐')
  expect(options()).toEqual([])
})

it('an answer that arrives late is dropped, and its request was told', async () => {
  const answers: ((found: Choice[]) => void)[] = []
  const signals: AbortSignal[] = []
  const { type } = show(async (_, signal) => {
    signals.push(signal)
    return new Promise<Choice[]>(resolve => answers.push(resolve))
  })
  await type('张')
  await type('张子')
  answers[1]?.([people[2]!])
  answers[0]?.(people)
  await vi.advanceTimersByTimeAsync(20)
  expect(signals.map(signal => signal.aborted)).toEqual([true, false])
  expect(options().map(option => option.textContent)).toEqual([expect.stringContaining('张子涵')])
})

it('while an input method composes, nothing is searched', async () => {
  const search = vi.fn(async () => people)
  const { input } = show(search)
  input.element.value = 'zhang'
  input.element.dispatchEvent(new InputEvent('input', { isComposing: true, bubbles: true }))
  await vi.advanceTimersByTimeAsync(500)
  expect(search).not.toHaveBeenCalled()
})

it.each([
  ['too little was typed', '', async () => people, '至少输入 1 个字'],
  ['nothing was found', '王', async () => [], '没有符合的结果'],
  ['the search failed', '王', () => Promise.reject(new Error('offline')), '查找失败'],
])('it says so when %s', async (_, typed, search, message) => {
  const { mounted, input, type } = show(search)
  await input.trigger('click')
  if (typed) await type(typed)
  await vi.advanceTimersByTimeAsync(300)
  expect(mounted.get('[role="status"]').text()).toContain(message)
})

it('leaving an emptied input takes the choice away', async () => {
  const { mounted, input } = show(async () => people, { modelValue: people[0] })
  await input.setValue('')
  await input.trigger('blur')
  expect(mounted.emitted('update:modelValue')).toEqual([[null]])
})
