import { expect, it } from 'vitest'
import { isLoopback, isOwnHost } from './loopback.ts'

it.each([
  ['127.0.0.1', true],
  ['127.8.8.8', true],
  ['localhost', true],
  ['[::1]', true],
  ['127.0.0.1.evil.example', false],
  ['localhost.evil.example', false],
  ['10.0.0.1', false],
  ['portal.example', false],
])('%s is loopback: %s', (name, expected) => {
  expect(isLoopback(name)).toBe(expected)
  expect(isOwnHost(`${name}:4400`, 4400)).toBe(expected)
  expect(isOwnHost(`${name}:4401`, 4400)).toBe(false)
})

it('a request without a host is nobody’s', () => {
  expect(isOwnHost(undefined, 4400)).toBe(false)
})
