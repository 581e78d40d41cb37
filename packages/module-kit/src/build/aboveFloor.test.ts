import { describe, expect, it } from 'vitest'
import { aboveFloor } from './aboveFloor.ts'
import { BROWSERS } from './modulePreset.ts'

describe('syntax above the declared browsers', () => {
  it.each([
    ['{ using x = open() }', 'using'],
    ['async () => { await using x = open() }', 'using'],
    ['@tagged class A {}', 'decorator'],
    ['class A { accessor x = 1 }', 'accessor'],
    ['/(?i:a)b/', 'regular expression with modifiers'],
    ['/a(?-m:b)/', 'regular expression with modifiers'],
    ['new RegExp("(?i:a)b")', 'regular expression with modifiers'],
  ])('is found in %s', (code, name) => {
    expect(aboveFloor(code, BROWSERS)).toEqual([name])
  })

  it.each([
    'a ??= b?.c ?? 1_000n',
    'class A { #p; static { this.x = 1 } has(o) { return #p in o } }',
    'await import("./x.js")',
    '/(?:a)(?=b)(?!c)(?<=d)(?<!e)(?<f>g)\\k<f>/dv',
    'new RegExp("(?:a)", flags)',
    'const { a, ...b } = c; for await (const d of e) f()',
  ])('is not in %s', code => {
    expect(aboveFloor(code, BROWSERS)).toEqual([])
  })

  it.each([
    ['/[a--b]/v', ['chrome111'], ['regular expression with the flag v']],
    ['/[a--b]/v', ['chrome112'], []],
    ['new RegExp("[a--b]", "v")', ['safari16.4'], ['regular expression with the flag v']],
    ['/(?<y>a)|(?<y>b)/', ['chrome127', 'firefox115'], ['regular expression with a name twice']],
    ['import x from "./x.json" with { type: "json" }', ['safari17'], ['import attributes']],
    ['import x from "./x.json" with { type: "json" }', ['safari17.2'], []],
  ] as const)('in %s for %o is %o', (code, browsers, found) => {
    expect(aboveFloor(code, browsers)).toEqual(found)
  })

  it('is not guessed for a browser that nobody knows', () => {
    expect(() => aboveFloor('@a class B {}', ['netscape4'])).toThrow('netscape4')
  })
})
