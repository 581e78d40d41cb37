import type { ModuleEntry, ReleasedModule } from '@sunshine-aid/host-contract'
import { beforeEach, describe, expect, it } from 'vitest'
import type { LoadModule } from './importModule.ts'
import { LoadError } from './loadError.ts'
import { createModuleSet, type ModuleSetOptions, type UsableRelease } from './moduleSet.ts'
import { createNavigation } from './navigation.ts'
import { aModule, anEntry, aRelease, someServices } from './testing/samples.ts'

let outlet: HTMLElement

beforeEach(() => {
  outlet = document.body.appendChild(document.createElement('div'))
  return () => {
    document.body.replaceChildren()
    sessionStorage.clear()
  }
})

const at = (id: string, version: string): ReleasedModule => ({
  ...aModule(id, { version }),
  base: `/mf/${id}/${version}/`,
})

/** As a build writes it: every script has its integrity. */
function released(id: string, modules: readonly ReleasedModule[]): UsableRelease {
  const integrity = Object.fromEntries(
    modules.map(({ base, manifest }) => [base + manifest.entry, 'sha384-x']),
  )
  return { ...aRelease(modules), id, importMap: { imports: {}, integrity } }
}

const one = at('one', '1.0.0')
const two = at('two', '1.0.0')
const first = released('r1', [one, two])
const second = released('r2', [at('one', '2.0.0'), at('two', '2.0.0')])
const showsItsVersion: LoadModule = async ({ manifest }): Promise<ModuleEntry> =>
  anEntry({
    mount: async (el, host) => {
      const mounted = await anEntry().mount(el, host)
      el.textContent = manifest.version
      return mounted
    },
  })

function aSet(changes: Partial<ModuleSetOptions> = {}) {
  const services = someServices([])
  const set = createModuleSet({
    release: first,
    services,
    outlet,
    load: showsItsVersion,
    extendImportMap: () => true,
    ...changes,
  })
  const versions = () => set.modules.get().map(({ manifest }) => `${manifest.id} ${manifest.version}`)
  return { set, services, versions, slot: (id: string) => set.slots.get(id)! }
}

describe('a new release', () => {
  it('leaves a form alone that somebody fills in, however long, and moves on all others', async () => {
    const navigation = createNavigation()
    let mayLeave = false
    const withForm: LoadModule = async version =>
      anEntry({
        mount: async (el, host) => {
          host.nav.block(async () => mayLeave)
          return (await showsItsVersion(version)).mount(el, host)
        },
      })
    const { set, slot, versions } = aSet({ load: withForm, services: { ...someServices([]), navigation } })
    history.replaceState(null, '', '/one/')
    await slot('one').open()
    set.apply(second)
    expect([outlet.textContent, versions()]).toEqual(['1.0.0', ['one 1.0.0', 'two 2.0.0']])
    set.apply({ ...released('r3', [at('one', '3.0.0'), at('two', '2.0.0')]) })
    expect(await navigation.push('/two/')).toBe(false)
    expect([outlet.textContent, versions()]).toEqual(['1.0.0', ['one 1.0.0', 'two 2.0.0']])

    mayLeave = true
    expect(await navigation.push('/two/')).toBe(true)
    await slot('one').close()
    await slot('one').open()
    expect([outlet.textContent, versions()]).toEqual(['3.0.0', ['one 3.0.0', 'two 2.0.0']])
    navigation.stop()
  })

  it('does not take away a module that somebody is in, though it is no part of it any more', async () => {
    const { set, slot, versions } = aSet()
    await slot('one').open()
    set.apply(released('r2', [two]))
    expect([outlet.textContent, versions()]).toEqual(['1.0.0', ['one 1.0.0', 'two 1.0.0']])
    await slot('one').close()
    expect(versions()).toEqual(['two 1.0.0'])
  })

  it('brings modules that were not there before', () => {
    const { set, versions } = aSet()
    const added: string[] = []
    set.onAdded(id => added.push(id))
    set.apply(released('r2', [one, two, at('three', '1.0.0')]))
    expect([added, versions()]).toEqual([['three'], ['one 1.0.0', 'two 1.0.0', 'three 1.0.0']])
  })

  it('adds to the import map of the page what is new, and nothing that is there', () => {
    const added: string[][] = []
    const { set } = aSet({
      extendImportMap: ({ importMap }) => added.push(Object.keys(importMap.integrity)) > 0,
    })
    set.apply(released('r2', [at('one', '2.0.0'), two]))
    set.apply(released('r3', [one, two]))
    expect(added).toEqual([['/mf/one/2.0.0/one.js']])
  })

  it('waits for a page load where the browser takes no further import map, and says so', async () => {
    const { set, slot, versions } = aSet({ extendImportMap: () => false })
    set.apply(released('r2', [at('one', '2.0.0'), two]))
    expect([versions(), set.needsReload.get()]).toEqual([['one 1.0.0', 'two 1.0.0'], true])
    await slot('one').open()
    expect(outlet.textContent).toBe('1.0.0')
    set.apply(first)
    expect(set.needsReload.get()).toBe(false)
  })

  it('mends a module that could not be loaded, without anybody asking again', async () => {
    const load: LoadModule = version =>
      version.manifest.version === '1.0.0'
        ? Promise.reject(new LoadError('missing', 'x'))
        : showsItsVersion(version)
    const { set, slot } = aSet({ load })
    let heard = 0
    set.onFailedLoad(() => (heard += 1))
    await slot('one').open()
    expect([slot('one').state.get().is, heard]).toEqual(['failed', 1])
    set.apply(second)
    await expect.poll(() => outlet.textContent).toBe('2.0.0')
  })
})

describe('modules of a release', () => {
  it('link to each other as the release says that counts now', async () => {
    const provides = { 'archive.open': { path: '/:studentId', params: { studentId: 'string' as const } } }
    const archives = aModule('archives', { intents: { provides, calls: {} } })
    const links: (string | undefined)[] = []
    const load: LoadModule = async () =>
      anEntry({
        mount: async (el, host) => {
          links.push(host.nav.href('archive.open', { studentId: '7' }))
          return anEntry().mount(el, host)
        },
      })
    const { set, slot } = aSet({ load })
    await slot('one').open()
    await slot('one').close()
    set.apply(released('r2', [one, two, archives]))
    await slot('one').open()
    expect(links).toEqual([undefined, '/archives/7'])
  })

  it('that had to be left out are reported, each with a code', () => {
    const refused = [{ reason: 'duplicate_id', detail: 'x', id: 'one' }] as const
    const { set, services } = aSet({ release: { ...first, refused } })
    const [refusal] = set.refused.get()
    expect(refusal?.passport.code).toMatch(/^ONE-/)
    expect(services.records.map(({ name, attributes }) => [name, attributes['code']])).toEqual([
      ['duplicate_id', refusal?.passport.code],
    ])
  })

  it('leave nothing when the shell stops, parked or not', async () => {
    const { set, slot } = aSet({ keepAlive: { most: 2 } })
    await slot('one').open()
    await slot('one').close()
    await slot('two').open()
    await set.stop()
    expect([outlet.children.length, document.body.children.length]).toEqual([0, 1])
    expect(slot('one').state.get()).toEqual({ is: 'empty' })
  })
})
