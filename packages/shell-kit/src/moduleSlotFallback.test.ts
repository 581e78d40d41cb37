import type { ModuleVersion, ReleasedModule } from '@sunshine-aid/host-contract'
import { describe, expect, it } from 'vitest'
import type { LoadModule } from './importModule.ts'
import { LoadError } from './loadError.ts'
import { sessionQuarantine } from './quarantine.ts'
import { aManifest, anEntry } from './testing/samples.ts'
import { aSlot, loads, module, never, outcome, outlet, shows, usePage } from './testing/slots.ts'

usePage()

const before: ModuleVersion = {
  base: '/mf/sample/1.1.0/',
  train: 't1',
  manifest: aManifest('sample', { version: '1.1.0' }),
}
const after: ReleasedModule = { ...module, previous: before }
const broken: LoadModule = ({ manifest }) =>
  manifest.version === '1.1.0'
    ? Promise.resolve(shows('the version before'))
    : Promise.reject(new LoadError('script_failed', 'x'))

describe('a version that does not work', () => {
  it('gives way to the one before, and one event tells', async () => {
    const { slot, services, names } = aSlot(broken, { module: after })
    await slot.open()
    expect(outlet.textContent).toBe('the version before')
    const state = slot.state.get()
    expect(state).toMatchObject({
      is: 'open',
      usesPrevious: true,
      passport: { version: '1.2.3', problem: 'script_failed' },
    })
    expect(names()).toEqual(['script_failed', 'used_previous_version'])
    expect(services.records.filter(({ kind }) => kind === 'event')).toHaveLength(1)
    expect(slot.module()).toMatchObject({ basePath: '/sample/', manifest: { version: '1.1.0' } })
  })

  it.each<[string, LoadModule | undefined, ReleasedModule]>([
    ['throws twice while it starts', undefined, after],
    ['does not fit', undefined, { ...after, manifest: { ...after.manifest, contract: '^1.9' } }],
  ])('gives way when it %s', async (_, __, next) => {
    const load: LoadModule = ({ manifest }) =>
      Promise.resolve(
        manifest.version === '1.1.0'
          ? shows('the version before')
          : anEntry({ mount: () => Promise.reject(new Error('no')) }),
      )
    const { slot } = aSlot(load, { module: next })
    await slot.open()
    expect(outlet.textContent).toBe('the version before')
  })

  it('is not tried again in this tab, and only its name is remembered', async () => {
    const asked: string[] = []
    const counting: LoadModule = version => {
      asked.push(version.manifest.version)
      return broken(version)
    }
    const first = aSlot(counting, { module: after })
    await first.slot.open()
    await first.slot.close()
    await first.slot.open()
    await aSlot(counting, { module: after }).slot.open()
    expect(asked).toEqual(['1.2.3', '1.1.0', '1.1.0', '1.1.0'])
    expect(Object.values(sessionStorage)).toEqual(['["sample@1.2.3"]'])
    expect(first.names().filter(name => name === 'used_previous_version')).toHaveLength(1)
  })

  it('is tried again when the network was at fault', async () => {
    const answers = [
      () => Promise.reject(new LoadError('unreachable', 'x')),
      loads(shows('old')),
      loads(shows('new')),
    ]
    const { slot } = aSlot(one => answers.shift()!(one), { module: after })
    await slot.open()
    expect(outlet.textContent).toBe('old')
    await slot.close()
    await slot.open()
    expect(outlet.textContent).toBe('new')
  })

  it('says why itself when the one before does not work either, and both are tried on retry', async () => {
    const tried = aSlot(() => Promise.reject(new LoadError('missing', 'x')), { module: after })
    await tried.slot.open()
    expect(outcome(tried)).toEqual(['load', 'missing'])
    await tried.slot.open()
    expect(tried.names()).toEqual(['missing', 'missing', 'missing', 'missing'])
  })

  it('gives way when it was stopped for the second time', async () => {
    const load: LoadModule = ({ manifest }) =>
      Promise.resolve(
        manifest.version === '1.1.0' ? shows('the version before') : anEntry({ mount: () => never }),
      )
    const { slot } = aSlot(load, { module: after })
    for (const round of ['first', 'second']) {
      const opening = slot.open()
      await expect.poll(() => outcome({ slot })).toEqual(['slow'])
      slot.giveUp()
      await opening
      if (round === 'first') expect(outcome({ slot })).toEqual(['hang', 'mount_hang'])
    }
    expect(outlet.textContent).toBe('the version before')
  })

  it('is no matter for a browser that keeps nothing', () => {
    const forbidden = () => {
      throw new DOMException('denied', 'SecurityError')
    }
    const quarantine = sessionQuarantine(forbidden)
    quarantine.add(after)
    expect([quarantine.has(after), quarantine.has(before)]).toEqual([true, false])
  })
})
