import { describe, expect, it } from 'vitest'
import { readRelease } from './readRelease.ts'
import { aModule, aRelease } from './testing/samples.ts'

const place = { url: '/mf/release.json', portalBase: '/portal/' }
const good = aModule('mentors')
const release = aRelease([good])

/** A release as somebody may have written it, read. */
const read = (content: object) => readRelease(JSON.parse(JSON.stringify(content)), place)
const manifestWith = (changes: object) => ({
  ...aModule('odd'),
  manifest: { ...aModule('odd').manifest, ...changes },
})

describe('reading a release', () => {
  it('takes one that is as the schema says', () => {
    expect(read(release)).toMatchObject({ id: 'r1', modules: [good], refused: [] })
  })

  it('leaves alone what it does not know: a later build may have added it', () => {
    const importMap = { ...release.importMap, later: {} }
    const modules = [{ ...good, later: 1, manifest: { ...good.manifest, later: true } }]
    expect(read({ ...release, importMap, modules, later: 'x' }).modules).toHaveLength(1)
  })

  it.each<[string, object, string]>([
    ['is for a later shell', { ...release, schema: 2 }, 'from_future'],
    ['lacks its modules', { ...release, modules: undefined }, 'malformed'],
    ['has no import map', { ...release, importMap: 7 }, 'malformed'],
    [
      'has a hash of another kind',
      { ...release, importMap: { imports: {}, integrity: { '/a.js': 'md5-x' } } },
      'malformed',
    ],
  ])('refuses all of one that %s', (_, content, reason) => {
    expect(() => read(content)).toThrow(expect.objectContaining({ reason }) as Error)
  })
})

describe('a bad module', () => {
  it.each<[string, object | number, string]>([
    ['is no module', 7, 'malformed'],
    ['lacks its title', manifestWith({ title: undefined }), 'malformed'],
    ['was written for a later shell', manifestWith({ schema: 2 }), 'from_future'],
    ['needs a later contract', manifestWith({ contract: '^2.0' }), 'from_future'],
    ['has an entry outside of its folder', manifestWith({ entry: '../b.js' }), 'malformed'],
    [
      'has an entry that steps out in escapes',
      { ...aModule('odd'), base: './a/%2e%2e/%2e%2e/x/' },
      'outside_folder',
    ],
    [
      'lies at another host without a scheme',
      { ...aModule('odd'), base: '//x.example/odd/' },
      'other_scheme',
    ],
    ['has the name of another', { ...aModule('mentors'), basePath: 'others/' }, 'duplicate_id'],
    ['lives at the address of another', { ...aModule('odd'), basePath: '/mentors/' }, 'overlapping_paths'],
    ['lives inside of another', { ...aModule('odd'), basePath: '/mentors/inside/' }, 'overlapping_paths'],
  ])('that %s is left out by name, and takes no other with it', (_, entry, reason) => {
    const { modules, refused } = read({ ...release, modules: [good, entry, aModule('archives')] })
    expect(modules.map(({ manifest }) => manifest.id)).toEqual(['mentors', 'archives'])
    expect(refused.map(one => one.reason)).toEqual([reason])
  })

  it('says whose pages are missing', () => {
    const odd = { ...manifestWith({ contract: '^2.0' }), basePath: 'odd/' }
    expect(read({ ...release, modules: [odd] }).refused).toEqual([
      {
        reason: 'from_future',
        detail: 'The manifest needs host contract ^2.0.',
        id: 'odd',
        basePath: '/portal/odd/',
      },
    ])
  })
})
