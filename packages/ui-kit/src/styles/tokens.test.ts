import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { contrast, mix, parseColour } from '../root/colour.ts'
import type { Rgb } from '../root/colour.ts'

const sheet = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')

function declarations(block: string): Map<string, string> {
  return new Map(
    [...block.matchAll(/(--sa-[\w-]+):\s*([^;]+);/g)].map(found => [found[1] ?? '', found[2] ?? '']),
  )
}

const shared = declarations(sheet.slice(0, sheet.indexOf('[data-density')))

function tokensOf(theme: string): Map<string, string> {
  const start = sheet.indexOf(`[data-theme='${theme}']`)
  return new Map([...shared, ...declarations(sheet.slice(start, sheet.indexOf('}', start)))])
}

/** Resolves a token as the browser does: `var()` with its fallback, `color-mix()` in sRGB. */
function colourOf(tokens: Map<string, string>, value: string): Rgb {
  const [, name, fallback] = /^var\((--[\w-]+)(?:,\s*(.+))?\)$/.exec(value) ?? []
  if (name) return colourOf(tokens, tokens.get(name) ?? fallback ?? '')
  const [, first, share, second] = /^color-mix\(in srgb, (.+) (\d+)%, (.+)\)$/.exec(value) ?? []
  if (first && second) return mix(colourOf(tokens, first), colourOf(tokens, second), Number(share) / 100)
  const colour = parseColour(value)
  if (!colour) throw new Error(`no colour: ${value}`)
  return colour
}

const grounds = ['surface', 'sunken', 'hover', 'raised', 'accent-soft']
const tones = ['neutral', 'info', 'success', 'warning', 'danger']
const readPairs: [string, string][] = [
  ...['ink', 'ink-2', 'ink-3', 'accent', 'accent-hover'].flatMap(ink =>
    grounds.map((on): [string, string] => [ink, on]),
  ),
  ...tones.flatMap((tone): [string, string][] => [
    [tone, `${tone}-soft`],
    [tone, 'surface'],
    ['ink', `${tone}-soft`],
    ['accent', `${tone}-soft`],
  ]),
  ['danger', 'raised'],
  ['danger', 'hover'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-hover'],
  ['surface', 'ink'],
  ...['heat-1', 'heat-2', 'heat-3', 'split-2', 'split-3', 'split-4'].map((on): [string, string] => [
    'ink',
    on,
  ]),
  ...['heat-4', 'heat-5'].map((on): [string, string] => [`${on}-ink`, on]),
  ['split-ink', 'split-1'],
  ['split-ink', 'split-5'],
]
/** Borders of controls, marks and the focus: WCAG 1.4.11 and 2.4.13. */
const seenPairs = ['line-strong', 'focus', 'accent'].flatMap(line =>
  grounds.map((on): [string, string] => [line, on]),
)

const failing = (theme: string, pairs: [string, string][], least: number) => {
  const tokens = tokensOf(theme)
  const ratio = ([ink, on]: [string, string]) =>
    contrast(colourOf(tokens, `var(--sa-${ink})`), colourOf(tokens, `var(--sa-${on})`))
  return pairs
    .filter(pair => ratio(pair) < least)
    .map(pair => `${pair.join(' on ')}: ${ratio(pair).toFixed(2)}`)
}

it.each([
  ['light', 4.5],
  ['dark', 4.5],
  ['contrast', 7],
])('text can be read on every ground of the %s theme, at %d : 1 or better', (theme, least) => {
  expect(failing(theme, readPairs, least)).toEqual([])
})

it.each(['light', 'dark', 'contrast'])(
  'borders of controls and the focus ring are seen in the %s theme',
  theme => {
    expect(failing(theme, seenPairs, 3)).toEqual([])
  },
)

it('every theme gives every colour that another one gives', () => {
  const names = (theme: string) => {
    const start = sheet.indexOf(`[data-theme='${theme}']`)
    return [...declarations(sheet.slice(start, sheet.indexOf('}', start))).keys()]
  }
  const own = ['--sa-focus', '--sa-focus-width', '--sa-accent-line']
  expect(names('dark')).toEqual(names('light'))
  expect(names('contrast').filter(name => !own.includes(name))).toEqual(names('light'))
})
