import { describe, expect, it } from 'vitest'
import { importedNames, unionOf } from './importedNames.ts'

describe('the imported names', () => {
  it.each<[string, Record<string, string[]>]>([
    ['import { ref as a, h } from "vue"', { vue: ['ref', 'h'] }],
    ['import x from "vue"', { vue: ['default'] }],
    ['import * as x from "vue"', { vue: ['*'] }],
    ['export { ref } from "vue"', { vue: ['ref'] }],
    ['export * from "vue"', { vue: ['*'] }],
    ['import "vue"', { vue: [] }],
    ['import { z } from "zod"', {}],
    ['const text = `import { ref } from "vue"`', {}],
  ])('of %s are %o', (code, names) => {
    expect(importedNames(code, ['vue'])).toEqual(names)
  })

  it('of a source leave out types', () => {
    const code =
      'import { ref, type Ref } from "vue"; import type { App } from "vue"; export type { Slot } from "vue"'
    expect(importedNames(code, ['vue'], 'source.ts')).toEqual({ vue: ['ref'] })
  })

  it('of several files are joined and sorted, so that the same input gives the same file', () => {
    const union = unionOf([{ vue: ['ref', 'h'] }, { pinia: ['a'], vue: ['computed', 'h'] }])
    expect(JSON.stringify(union)).toBe('{"pinia":["a"],"vue":["computed","h","ref"]}')
  })
})
