import { describe, expect, it } from 'vitest'
import { readRelease, releaseInPage } from './loadRelease.ts'
import { inRange, preflight } from './preflight.ts'
import { ReleaseError } from './releaseError.ts'
import { aModule, aRelease } from './testing/samples.ts'

const good = aRelease([aModule('mentors')])

describe('a release', () => {
  it('that is as the schema says is taken as it is', () => {
    expect(readRelease(structuredClone(good))).toEqual(good)
  })

  it.each<[string, unknown]>([
    ['is not an object', []],
    ['is from the future', { ...good, schema: 2 }],
    ['lacks its modules', { ...good, modules: undefined }],
    ['has an unknown member in its import map', { ...good, importMap: { ...good.importMap, extra: {} } }],
    ['has a hash of another kind', { ...good, importMap: { imports: {}, integrity: { '/a.js': 'md5-x' } } }],
    ['leads out of its folder', { ...good, modules: [{ ...aModule('a'), base: '/mf/../secret/' }] }],
    ['has an entry outside of its folder', { ...good, modules: [aModule('a', { entry: '../b.js' })] }],
    ['has an entry at another origin', { ...good, modules: [aModule('a', { entry: 'https://x/b.js' })] }],
  ])('that %s is refused', (_, content) => {
    expect(() => readRelease(content)).toThrow(ReleaseError)
  })

  it('that is cut off in the page is refused by name', () => {
    const element = document.body.appendChild(document.createElement('script'))
    Object.assign(element, { type: 'application/json', id: 'release', textContent: '{"schema": 1,' })
    expect(() => releaseInPage()).toThrow('not JSON')
    document.body.replaceChildren()
    expect(() => releaseInPage()).toThrow('holds no release')
  })
})

describe('the preflight', () => {
  it('lets a module through whose ranges are met', () => {
    expect(preflight(aModule('a', { shared: { vue: '^3.5.40' } }), good)).toEqual([])
  })

  it('names each range that is not', () => {
    const module = aModule('a', { contract: '^1.7', shared: { vue: '^3.6.0', pinia: '^4.0.0' } })
    expect(preflight(module, good)).toEqual([
      'it needs host contract ^1.7, this shell offers 1.0',
      'it needs vue ^3.6.0, the release has 3.5.45',
      'it needs pinia ^4.0.0, the release has none',
    ])
  })

  it.each([
    ['3.5.45', '^3.5.40', true],
    ['3.5.39', '^3.5.40', false],
    ['3.10.0', '^3.5.40', true],
    ['4.0.0', '^3.5.40', false],
    ['0.1.4', '^0.1.0', true],
    ['0.2.0', '^0.1.0', false],
    ['0.0.2', '^0.0.1', false],
    ['1.0.0', '^1.0', true],
    ['1.2.0-rc.1', '^1.1', true],
  ])('%s is in %s: %s', (version, range, expected) => {
    expect(inRange(version, range)).toBe(expected)
  })
})
