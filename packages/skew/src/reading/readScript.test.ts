import { expect, it } from 'vitest'
import { readScript } from './readScript.ts'

it.each([
  ['import{a as b,default as c}from"x"', [['x', ['a', 'default']]]],
  ['import d, { e } from "x"', [['x', ['default', 'e']]]],
  ['import d, * as all from "x"', [['x', ['default']]]],
  ['import * as all from "x"', [['x', []]]],
  ['import "x"', [['x', []]]],
  ['import{"a-b" as c}from"x"', [['x', ['a-b']]]],
  ['export{a as b}from"x"', [['x', ['a']]]],
  ['export * as all from "x"', [['x', []]]],
  ['import { a /* , z */ } from "x"', [['x', ['a']]]],
  ['const from = 1; import { from as f } from "from"', [['from', ['from']]]],
])('%s wants %o', async (code, expected) => {
  const { imports } = await readScript(code)
  expect(imports.map(({ specifier, names }) => [specifier, names])).toEqual(expected)
})

it('knows what a file exports itself, and what it passes on', async () => {
  const script = await readScript(
    'const k=1;export{k as l,k as default};export*from"./m.js";export const n=2',
  )
  expect([...script.exports].sort()).toEqual(['default', 'l', 'n'])
  expect(script.stars).toEqual(['./m.js'])
})

it('follows what is loaded later as far as it is written down', async () => {
  const { dynamicImports } = await readScript('import("./a.js");import(b)')
  expect(dynamicImports).toEqual(['./a.js'])
})
