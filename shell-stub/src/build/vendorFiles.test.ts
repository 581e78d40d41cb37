import { expect, it } from 'vitest'
import { importMapOf } from './importMap.ts'
import { aBuiltModule, integrity } from './testing/samples.ts'
import { vendorFiles } from './vendorFiles.ts'

it('packages share one file as long as their names differ', () => {
  const exports = { vue: ['ref'], pinia: ['defineStore'] }
  expect(vendorFiles('framework', exports)).toEqual({ framework: exports })
})

it.each([
  ['the same name', { vue: ['ref', 'useLink'], 'vue-router': ['useLink'] }],
  ['all of a package', { vue: ['*'], 'vue-router': ['useLink'] }],
  ['a default export', { vue: ['ref'], 'vue-router': ['default'] }],
])('%s puts the second package into a file of its own', (_, exports) => {
  expect(Object.keys(vendorFiles('framework', exports))).toEqual(['framework', 'framework-2'])
})

it('the import map leads each package to its file, and knows every script under each of its addresses', () => {
  const exports = { vue: ['a'], pinia: ['a'] }
  const vendor = {
    base: './vendor/1/',
    group: 'framework',
    exports,
    entries: { framework: 'f.js', 'framework-2': 'g.js' },
    files: { 'f.js': 'F', 'g.js': 'G', 'x.css': 'X' },
  } as const
  const map = importMapOf([vendor], [aBuiltModule('m', '1')])
  expect(map).toEqual({
    imports: { vue: './vendor/1/f.js', pinia: './vendor/1/g.js' },
    integrity: {
      './vendor/1/f.js': 'F',
      './vendor/1/g.js': 'G',
      './m/1/m.js': integrity('A'),
      './m/1/m.js?retry=1': integrity('A'),
      './m/1/m.js?retry=2': integrity('A'),
      './m/1/m.js?retry=3': integrity('A'),
    },
  })
})
