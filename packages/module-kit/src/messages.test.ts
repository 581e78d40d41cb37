import { describe, expect, expectTypeOf, it } from 'vitest'
import { defineMessages, textsIn } from './messages.ts'

const messages = defineMessages({
  'zh-CN': { plain: '直接', found: '共 {count} 位，{place}' },
  en: { plain: 'plain', found: '{count} {count|person|people} in {place}' },
})

describe('a text', () => {
  it('without placeholders is a string', () => {
    expect(textsIn(messages, 'en').plain).toBe('plain')
    expectTypeOf(textsIn(messages, 'en').plain).toEqualTypeOf<string>()
  })

  it.each([
    [1, '1 person in 苏州'],
    [0, '0 people in 苏州'],
    [2, '2 people in 苏州'],
  ])('with placeholders is a function of them that knows one from many (%i)', (count, text) => {
    expect(textsIn(messages, 'en').found({ count, place: '苏州' })).toBe(text)
  })

  it('takes values as they are, also ones that look like patterns', () => {
    expect(textsIn(messages, 'zh-CN').found({ count: 3, place: '{count} $& $1' })).toBe(
      '共 3 位，{count} $& $1',
    )
  })

  it('is made once', () => {
    expect(textsIn(messages, 'en')).toBe(textsIn(messages, 'en'))
  })
})

it('messages that lack a text or a placeholder in one language do not compile', () => {
  const bothWays = () => {
    // @ts-expect-error a text is missing
    defineMessages({ 'zh-CN': { a: '一', b: '二' }, en: { a: 'one' } })
    // @ts-expect-error a text too many
    defineMessages({ 'zh-CN': { a: '一' }, en: { a: 'one', b: 'two' } })
    // @ts-expect-error a placeholder is missing
    defineMessages({ 'zh-CN': { a: '共 {count}' }, en: { a: 'all' } })
    // @ts-expect-error a placeholder too many
    defineMessages({ 'zh-CN': { a: '共' }, en: { a: 'all {count}' } })
    // @ts-expect-error a value is missing
    textsIn(messages, 'en').found({ count: 1 })
  }
  expect(bothWays).toBeTypeOf('function')
})
