import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { foreignRules } from './foreignRules.ts'

it.each([
  '.sa-card { color: red }',
  '.sa-root h1 { margin: 0 }',
  ".sa-root { & :where(h1, h2) { margin: 0 } &[data-theme='dark'] { color: red } svg.sa-icon { top: 0 } }",
  '.sa-root { @media (max-width: 1px) { .sa-card { top: 0 } } [aria-sort] .sa-x { top: 0 } }',
  "[data-mf='mentors'] > p { color: red }",
  ':where(.sa-a, [data-mf]) p, :is(.sa-b) { color: red }',
  '.sa-a + .sa-b { color: red }',
  '.sa-a .x + p { color: red }',
  '@keyframes sa-spin { to { opacity: 0 } } .sa-a { animation: sa-spin 1s; --sa-gap: 1px; gap: var(--shell-gap) }',
  "@font-face { font-family: 'sa-numbers'; src: url(a.woff2) }",
  '@media print { .sa-page { display: none } }',
  '.sa-root { --lightningcss-light: initial; --lightningcss-dark: ; color-scheme: light }',
])('%s stays among our own elements', css => {
  expect(foreignRules(css)).toEqual([])
})

it.each([
  ['h1 { margin: 0 }', 'the selector "h1"'],
  ['* { margin: 0 }', 'the selector "*"'],
  [':root { color: red }', 'the selector ":root"'],
  ['html, body { margin: 0 }', 'the selector "html"'],
  ['body .sa-card { top: 0 }', 'the selector "body .sa-card"'],
  ['.el-button { top: 0 }', 'the selector ".el-button"'],
  ['#app .sa-card { top: 0 }', 'the selector "#app .sa-card"'],
  ['[data-theme] .sa-card { top: 0 }', 'the selector "[data-theme] .sa-card"'],
  ['.dark { .sa-card { top: 0 } }', 'the selector ".dark .sa-card"'],
  ['.sa-root { .dark & { top: 0 } }', 'the selector ".dark .sa-root"'],
  [':is(.sa-a, main) p { top: 0 }', 'the selector ":is(.sa-a, main) p"'],
  [':not(.sa-a) { top: 0 }', 'the selector ":not(.sa-a)"'],
  ['body:has(.sa-dialog) { top: 0 }', 'the selector "body:has(.sa-dialog)"'],
  ['.sa-root + p { top: 0 }', 'the selector ".sa-root + p"'],
  ['.sa-root ~ * .sa-x { top: 0 }', 'the selector ".sa-root ~ * .sa-x"'],
  ['::selection { color: red }', 'the selector "::selection"'],
  ['@media print { p { top: 0 } }', 'the selector "p"'],
  ['@keyframes spin { to { opacity: 0 } }', '@keyframes spin'],
  ["@font-face { font-family: 'Inter'; src: url(a.woff2) }", '@font-face Inter'],
  ['.sa-a { --gap: 1px }', 'the property --gap'],
  ["@property --gap { syntax: '*'; inherits: true }", '@property --gap'],
  ["@import 'https://elsewhere.example/a.css';", '@import'],
  ['@layer base { .sa-a { top: 0 } }', '@layer'],
  ['@page { margin: 1cm }', '@page'],
])('%s is refused: %s', (css, reason) => {
  expect(foreignRules(css)).toContain(reason)
})

it('of all our own style sheets there are none', () => {
  const folder = join(import.meta.dirname, '../../../ui-kit/src/styles')
  const sheets = readdirSync(folder).filter(name => name.endsWith('.css') && name !== 'index.css')
  expect(sheets.length).toBeGreaterThan(3)
  for (const name of sheets)
    expect([name, foreignRules(readFileSync(join(folder, name), 'utf8'))]).toEqual([name, []])
})
