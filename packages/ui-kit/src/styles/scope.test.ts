import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const folder = import.meta.dirname
const sheets = readdirSync(folder).filter(name => name.endsWith('.css') && name !== 'index.css')
const read = (name: string) => readFileSync(join(folder, name), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')

/** Selectors that no other rule encloses, those inside `@media` included. */
function outerSelectors(css: string): string[] {
  const found: string[] = []
  const open: string[] = []
  for (const [, head = '', bracket] of css.matchAll(/([^{};]*)([{};])/g)) {
    const enclosed = open.some(outer => !outer.startsWith('@media'))
    if (bracket === '{' && !enclosed) found.push(...head.split(/,\s*(?![^(]*\))/).map(each => each.trim()))
    if (bracket === '{') open.push(head.trim())
    if (bracket === '}') open.pop()
  }
  return found.filter(selector => !selector.startsWith('@media'))
}

it.each(sheets)('%s styles nothing outside .sa-root', sheet => {
  const strangers = outerSelectors(read(sheet)).filter(
    selector => !/^(\.sa-root|@keyframes sa-)/.test(selector),
  )
  expect(strangers).toEqual([])
})

it.each(sheets)('every class in %s has the prefix of the kit', sheet => {
  const classes = [...read(sheet).matchAll(/\.([a-z_][\w-]*)/gi)].map(found => found[1] ?? '')
  expect(classes.filter(name => !name.startsWith('sa-') && !/^\d/.test(name))).toEqual([])
})

it.each(sheets)('%s needs nothing that a strict policy refuses, and no layer', sheet => {
  expect(read(sheet)).not.toMatch(/url\(|data:|@layer|@import/)
})
