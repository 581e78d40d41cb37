import { expect, test } from 'vitest'
import { accepts, languageOf } from './accept.ts'

test.each([
  [undefined, true],
  ['', true],
  ['*/*', true],
  ['text/html, application/*;q=0.5', true],
  ['application/JSON', true],
  ['text/html', false],
  ['application/json;q=0', false],
  ['*/*;q=nonsense', false],
])('Accept: %s takes JSON: %s', (header, expected) => {
  expect(accepts(header, 'application/json')).toBe(expected)
})

test.each([
  [undefined, 'zh-CN'],
  ['en-GB,en;q=0.9,zh;q=0.8', 'en'],
  ['zh-TW, en', 'zh-CN'],
  ['en;q=0.2, zh-CN;q=0.9', 'zh-CN'],
  ['fr, en;q=0.1', 'en'],
  ['english', 'zh-CN'],
])('Accept-Language: %s is answered in %s', (header, expected) => {
  expect(languageOf(header)).toBe(expected)
})
