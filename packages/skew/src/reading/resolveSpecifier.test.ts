import { expect, it } from 'vitest'
import { mergedMapping, resolveSpecifier } from './resolveSpecifier.ts'

const mapping = {
  imports: { vue: '/v/new.js', 'kit/': '/k/', 'kit/deep/': '/d/' },
  scopes: { '/m/': { vue: '/v/old.js' }, '/m/1/': { pinia: '/p.js' } },
}

it.each([
  ['vue', '/a/1/a.js', '/v/new.js'],
  ['vue', '/m/1/m.js', '/v/old.js'],
  ['pinia', '/m/1/m.js', '/p.js'],
  ['pinia', '/a/1/a.js', undefined],
  ['kit/x.js', '/a/1/a.js', '/k/x.js'],
  ['kit/deep/x.js', '/a/1/a.js', '/d/x.js'],
  ['./b.js', '/a/1/a.js', '/a/1/b.js'],
  ['../c.js', 'https://files.example/a/1/a.js', 'https://files.example/a/c.js'],
])('%s in %s leads to %s', (specifier, importer, expected) => {
  expect(resolveSpecifier(mapping, specifier, importer)).toBe(expected)
})

it('a second map adds rules to a page and changes none', () => {
  const late = {
    imports: { vue: '/v/late.js', axios: '/x.js' },
    scopes: { '/m/': { vue: '/l.js', zod: '/z.js' } },
  }
  expect(mergedMapping(mapping, late)).toEqual({
    imports: { ...mapping.imports, axios: '/x.js' },
    scopes: { '/m/': { vue: '/v/old.js', zod: '/z.js' }, '/m/1/': { pinia: '/p.js' } },
  })
})
