import { releaseSchema, type Release } from '@sunshine-aid/host-contract'
import { violations } from '@sunshine-aid/shell-kit/pages'
import { describe, expect, it } from 'vitest'
import { composeRelease } from './composeRelease.ts'
import { aBuiltModule, aVendor } from './testing/samples.ts'
import { whereFound } from './testing/whereFound.ts'

const [mentors, archives] = [aBuiltModule('mentors'), aBuiltModule('archives')]
const first = composeRelease({ modules: [archives, mentors], vendor: aVendor('1') }, undefined)
const newer = aBuiltModule('mentors', '1.1.0')

const moduleOf = (release: Release, id: string) => release.modules.find(({ manifest }) => manifest.id === id)

describe('the first release', () => {
  it('has nothing before it', () => {
    expect(first.previous).toBeNull()
    expect(first.modules.filter(({ previous }) => previous)).toEqual([])
    expect(first.importMap.scopes).toBeUndefined()
  })

  it('is relative to itself and to the portal', () => {
    const addresses = [...Object.keys(first.importMap.integrity), ...Object.values(first.importMap.imports)]
    expect(addresses.filter(address => !address.startsWith('./'))).toEqual([])
    expect(first.modules.map(({ basePath }) => basePath)).toEqual(['archives/', 'mentors/'])
  })
})

describe('a release after another one', () => {
  it('is the same release when nothing has changed', () => {
    expect(composeRelease({ modules: [mentors, archives], vendor: aVendor('1') }, first)).toBe(first)
  })

  it('says what ran before, for the modules that changed and for no other', () => {
    const second = composeRelease({ modules: [archives, newer], vendor: aVendor('1') }, first)
    expect(second.previous).toBe(first.id)
    expect(moduleOf(second, 'mentors')?.previous?.manifest.version).toBe('1.0.0')
    expect(moduleOf(second, 'archives')?.previous).toBeUndefined()
    expect(violations(releaseSchema, second)).toEqual([])
  })

  it('knows the integrity of the version before under each of its addresses', () => {
    const second = composeRelease({ modules: [archives, newer], vendor: aVendor('1') }, first)
    const known = Object.keys(second.importMap.integrity)
    expect(known.filter(address => address.startsWith('./mentors/1.0.0/'))).toHaveLength(4)
  })

  it('remembers one version back, not all of them', () => {
    const second = composeRelease({ modules: [archives, newer], vendor: aVendor('1') }, first)
    const newest = aBuiltModule('mentors', '1.2.0')
    const third = composeRelease({ modules: [archives, newest], vendor: aVendor('1') }, second)
    expect(moduleOf(third, 'mentors')?.previous?.manifest.version).toBe('1.1.0')
    expect(JSON.stringify(third)).not.toContain('./mentors/1.0.0/')
  })

  it('that goes back to what an earlier one had is another release with another name', () => {
    const second = composeRelease({ modules: [archives, newer], vendor: aVendor('1') }, first)
    const third = composeRelease({ modules: [archives, mentors], vendor: aVendor('1') }, second)
    expect(third.id).not.toBe(first.id)
    expect(moduleOf(third, 'mentors')?.previous?.manifest.version).toBe('1.1.0')
  })
})

describe('a version on other shared files than the release', () => {
  const second = composeRelease({ modules: [archives, newer], vendor: aVendor('2') }, first)
  const old = moduleOf(second, 'mentors')?.previous

  it('finds its own Vue and its own kit, and the kit finds the same Vue', () => {
    const entry = './mentors/1.0.0/mentors.js'
    expect(whereFound(second, entry, 'vue')).toBe('./vendor/framework-1/framework.js')
    expect(whereFound(second, entry, '@sunshine-aid/module-kit')).toBe('./vendor/kit-1/kit.js')
    expect(whereFound(second, './vendor/kit-1/kit.js', 'vue')).toBe('./vendor/framework-1/framework.js')
  })

  it('leaves all others on those of the release', () => {
    for (const from of [
      './mentors/1.1.0/mentors.js',
      './archives/1.0.0/archives.js',
      './vendor/kit-2/kit.js',
    ])
      expect([from, whereFound(second, from, 'vue')]).toEqual([from, './vendor/framework-2/framework.js'])
  })

  it('has a train that the release tells, and the integrity of its shared files', () => {
    expect(old?.train).toBe(first.train)
    expect(second.trains[first.train]).toEqual(first.trains[first.train])
    for (const file of ['./vendor/framework-1/framework.js', './vendor/kit-1/kit.js'])
      expect(second.importMap.integrity[file]).toBe(first.importMap.integrity[file])
  })

  it('shares what is the same in both', () => {
    const [kit, framework] = [aVendor('2')[0]!, aVendor('1')[1]!]
    const release = composeRelease({ modules: [archives, newer], vendor: [kit, framework] }, first)
    expect(release.importMap.scopes).toEqual({
      './mentors/1.0.0/': { '@sunshine-aid/module-kit': './vendor/kit-1/kit.js' },
    })
  })

  it('may be one that stays while the others move, for as long as somebody keeps it', () => {
    const stays = moduleOf(first, 'mentors')!
    const mixed = composeRelease({ modules: [archives], vendor: aVendor('2'), kept: [stays] }, first)
    expect(moduleOf(mixed, 'mentors')).toEqual(stays)
    expect(moduleOf(mixed, 'archives')?.train).toBe(mixed.train)
    expect(whereFound(mixed, './mentors/1.0.0/mentors.js', 'vue')).toBe('./vendor/framework-1/framework.js')

    const parts = { modules: [aBuiltModule('archives', '1.1.0')], vendor: aVendor('3'), kept: [stays] }
    const later = composeRelease(parts, mixed)
    expect(whereFound(later, './mentors/1.0.0/mentors.js', 'vue')).toBe('./vendor/framework-1/framework.js')
    expect(whereFound(later, './archives/1.0.0/archives.js', 'vue')).toBe('./vendor/framework-2/framework.js')
    expect(Object.keys(later.trains)).toHaveLength(3)
    expect(violations(releaseSchema, later)).toEqual([])
  })

  it('is refused when nobody knows its shared files', () => {
    const stays = { ...moduleOf(first, 'mentors')!, train: 'lost' }
    const parts = { modules: [archives], vendor: aVendor('2'), kept: [stays] }
    expect(() => composeRelease(parts, first)).toThrow('It is not known on which shared files mentors runs.')
  })
})
