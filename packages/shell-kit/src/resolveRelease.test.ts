import { describe, expect, it } from 'vitest'
import type { Release, ReleasedModule } from '@sunshine-aid/host-contract'
import { ReleaseError } from './releaseError.ts'
import { resolveRelease, type ReleasePlace } from './resolveRelease.ts'
import { aManifest, aModule, aRelease } from './testing/samples.ts'

const hash = (letter: string) => `sha384-${letter.repeat(64)}`
const published: ReleasedModule = {
  base: './mentors/2.0.0-b/',
  basePath: 'mentors/',
  train: 't2',
  manifest: aManifest('mentors', { version: '2.0.0', files: { 'mentors.js': hash('b') } }),
  previous: {
    base: './mentors/1.0.0-a/',
    train: 't1',
    manifest: aManifest('mentors', { version: '1.0.0', files: { 'mentors.js': hash('a') } }),
  },
}
const release: Release = {
  ...aRelease([published]),
  importMap: {
    imports: { vue: './vendor/f2/vue.js' },
    scopes: { './mentors/1.0.0-a/': { vue: './vendor/f1/vue.js' } },
    integrity: { './vendor/f2/vue.js': hash('v') },
  },
}
const atHome: ReleasePlace = { url: '/mf/release.json', portalBase: '/' }
const afar: ReleasePlace = { url: 'https://cdn.example/x/release.json?v=3', portalBase: '/portal-b/' }

describe('a release that was published', () => {
  it('has the addresses of its own folder', () => {
    const { importMap, modules } = resolveRelease(release, atHome)
    expect(modules[0]).toMatchObject({
      base: '/mf/mentors/2.0.0-b/',
      basePath: '/mentors/',
      previous: { base: '/mf/mentors/1.0.0-a/' },
    })
    expect(importMap.imports).toEqual({ vue: '/mf/vendor/f2/vue.js' })
    expect(importMap.scopes).toEqual({ '/mf/mentors/1.0.0-a/': { vue: '/mf/vendor/f1/vue.js' } })
  })

  it('may lie at another origin than the portal, whose pages have a base path of their own', () => {
    const { importMap, modules } = resolveRelease(release, afar)
    expect(modules[0]).toMatchObject({
      base: 'https://cdn.example/x/mentors/2.0.0-b/',
      basePath: '/portal-b/mentors/',
    })
    expect(importMap.imports['vue']).toBe('https://cdn.example/x/vendor/f2/vue.js')
  })

  it('has the integrity of every script, under each further address of an entry as well', () => {
    const { integrity } = resolveRelease(release, atHome).importMap
    expect(integrity).toEqual({
      '/mf/vendor/f2/vue.js': hash('v'),
      '/mf/mentors/2.0.0-b/mentors.js?retry=1': hash('b'),
      '/mf/mentors/2.0.0-b/mentors.js?retry=2': hash('b'),
      '/mf/mentors/2.0.0-b/mentors.js?retry=3': hash('b'),
      '/mf/mentors/1.0.0-a/mentors.js?retry=1': hash('a'),
      '/mf/mentors/1.0.0-a/mentors.js?retry=2': hash('a'),
      '/mf/mentors/1.0.0-a/mentors.js?retry=3': hash('a'),
    })
  })

  it.each([atHome, afar])('is not changed when it is resolved again', place => {
    const once = resolveRelease(release, place)
    expect(resolveRelease(once, place)).toEqual(once)
  })
})

describe('an address is refused when', () => {
  const withBase = (base: string) => aRelease([{ ...published, base }])
  const withFile = (entry: string) => aRelease([aModule('mentors', { entry })])
  const withVue = (vue: string) => ({ ...release, importMap: { ...release.importMap, imports: { vue } } })
  const withPrevious = (base: string) =>
    aRelease([{ ...published, previous: { ...published.previous!, base } }])

  it.each<[string, Release, string]>([
    ['it goes up', withBase('./a/../../secret/'), 'outside_folder'],
    ['it begins by going up', withBase('../secret/'), 'outside_folder'],
    ['it goes up in escapes', withBase('./%2e%2e/secret/'), 'outside_folder'],
    ['it goes up with the other slash', withBase('.\\..\\..\\secret/'), 'outside_folder'],
    ['it goes up for a shared file', withVue('./../vue.js'), 'outside_folder'],
    ['it goes up for the version before', withPrevious('./../old/'), 'outside_folder'],
    ['an entry goes up', withFile('../b.js'), 'outside_folder'],
    ['an entry begins at the root', withFile('/b.js'), 'outside_folder'],
    ['an entry is at another origin', withFile('https://x.example/b.js'), 'outside_folder'],
    ['it is no address', withBase('http://['), 'outside_folder'],
    ['it is a program', withVue('javascript:alert(1)'), 'other_scheme'],
    ['it is data', withVue('data:text/javascript,0'), 'other_scheme'],
    ['it names another host without a scheme', withBase('//x.example/a/'), 'other_scheme'],
  ])('%s', (_, content, reason) => {
    const act = () => resolveRelease(content, atHome)
    expect(act).toThrow(ReleaseError)
    expect(act).toThrow(expect.objectContaining({ reason }) as Error)
  })
})
