import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createNotices } from './notices.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('a notice goes by itself, an error waits until it is dismissed', () => {
  const notices = createNotices()
  notices.add({ kind: 'success', text: '已保存' })
  notices.add({ kind: 'error', text: '没有保存' })
  vi.advanceTimersByTime(6_000)
  expect(notices.shown.get().map(({ text }) => text)).toEqual(['没有保存'])
  notices.remove(notices.shown.get()[0]!.key)
  expect(notices.shown.get()).toEqual([])
})

it('the newest four stay when many come at once', () => {
  const notices = createNotices()
  for (let number = 1; number <= 6; number += 1) notices.add({ kind: 'error', text: String(number) })
  expect(notices.shown.get().map(({ text }) => text)).toEqual(['3', '4', '5', '6'])
})
