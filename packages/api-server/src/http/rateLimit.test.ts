import { expect, test } from 'vitest'
import { rateLimit } from './rateLimit.ts'

const MINUTE = 60_000

function passed(limit: ReturnType<typeof rateLimit>, times: readonly number[], key = 'a'): number {
  return times.filter(at => limit.secondsToWait(key, at) === 0).length
}

test('the request after the last allowed one waits for the rest of the window', () => {
  const limit = rateLimit(3, MINUTE)
  expect(passed(limit, [0, 1, 2])).toBe(3)
  expect(limit.secondsToWait('a', 20_000)).toBe(40)
})

test('one account does not use up what another may send', () => {
  const limit = rateLimit(1, MINUTE)
  expect(passed(limit, [0], 'a')).toBe(1)
  expect(passed(limit, [0], 'b')).toBe(1)
})

test('nobody sends twice the limit around the end of a window', () => {
  const limit = rateLimit(100, MINUTE)
  const around = Array.from({ length: 400 }, (_, n) => MINUTE - 1_000 + n * 5)
  expect(passed(limit, around)).toBeLessThan(105)
})

test('a quiet minute later everything is allowed again', () => {
  const limit = rateLimit(2, MINUTE)
  passed(limit, [0, 1, 2, 3])
  expect(passed(limit, [2 * MINUTE + 1, 2 * MINUTE + 2])).toBe(2)
})
