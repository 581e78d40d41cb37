import type { ModuleEntry, ReleasedModule } from '@sunshine-aid/host-contract'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { deferred } from './deferred.ts'
import type { LoadModule } from './importModule.ts'
import { LoadError } from './loadError.ts'
import { createModuleSlot } from './moduleSlot.ts'
import { aModule, anEntry, aRelease, someServices } from './testing/samples.ts'
import { aSlot, failing, loads, module, never, outcome, outlet, shows, usePage } from './testing/slots.ts'

usePage()

describe('a slot', () => {
  it('shows its module and takes it away', async () => {
    const { slot } = aSlot(loads(anEntry()))
    await slot.open()
    expect(slot.state.get()).toEqual({ is: 'open', usesPrevious: false })
    expect(outlet.textContent).toBe('module sample')
    await slot.close()
    expect(slot.state.get()).toEqual({ is: 'empty' })
    expect(document.body.children).toHaveLength(1)
    expect(outlet.children).toHaveLength(0)
  })

  it('is occupied from the first moment in which code of the module runs', async () => {
    let wasOccupied: boolean | undefined
    const { slot } = aSlot(
      failing((el, host) => {
        wasOccupied = slot.isOccupied()
        return anEntry().mount(el, host)
      }),
    )
    await slot.open()
    expect(wasOccupied).toBe(true)
  })

  it('refuses a module that does not fit before any of its code runs', async () => {
    const unfit = aModule('sample', { shared: { vue: '^4.0.0' } })
    let loaded = false
    const tried = aSlot(() => ((loaded = true), never), { module: unfit })
    await tried.slot.open()
    expect([...outcome(tried), loaded]).toEqual(['preflight', 'shared', false])
  })

  it('refuses a module that cannot do without what the shell lacks', async () => {
    const needy = aModule('sample', { capabilities: { needs: ['badges'], likes: [] } })
    const without = aSlot(loads(anEntry()), { module: needy })
    await without.slot.open()
    expect(outcome(without)).toEqual(['preflight', 'capability'])
    const services = { ...someServices([needy]), badges: { set: () => undefined } }
    const withBadges = aSlot(loads(anEntry()), { module: needy, services })
    await withBadges.slot.open()
    expect(outcome(withBadges)).toEqual(['open'])
  })

  it.each<[string, LoadModule, string]>([
    ['does not arrive', () => Promise.reject(new LoadError('unreachable', 'x')), 'unreachable'],
    ['has the wrong bytes', () => Promise.reject(new LoadError('wrong_hash', 'x')), 'wrong_hash'],
    ['takes too long to arrive', () => never, 'late'],
  ])('says so when the program %s, and loads it on retry', async (_, firstLoad, reason) => {
    const answers = [firstLoad, loads(anEntry())]
    const tried = aSlot(one => answers.shift()!(one))
    await tried.slot.open()
    expect(outcome(tried)).toEqual(['load', reason])
    await tried.slot.open()
    expect(outcome(tried)).toEqual(['open'])
  })

  it('starts a module that throws once more by itself', async () => {
    const entries = [anEntry({ mount: () => Promise.reject(new Error('no')) }), anEntry()]
    const tried = aSlot(() => Promise.resolve(entries.shift()!))
    await tried.slot.open()
    expect(outlet.textContent).toBe('module sample')
    expect(tried.names()).toEqual([])
  })

  it.each<[string, ModuleEntry['mount']]>([
    ['rejects', () => Promise.reject(new Error('no'))],
    [
      'throws',
      () => {
        throw new Error('no')
      },
    ],
  ])('says so when mounting %s twice, leaves nothing of it, and tries again when asked', async (_, mount) => {
    const entries = [anEntry({ mount }), anEntry({ mount }), anEntry()]
    const tried = aSlot(() => Promise.resolve(entries.shift()!))
    await tried.slot.open()
    expect(outcome(tried)).toEqual(['mount', 'mount_failed'])
    expect(outlet.children).toHaveLength(0)
    expect(document.body.children).toHaveLength(1)
    await tried.slot.open()
    expect(outlet.textContent).toBe('module sample')
  })

  it('takes away by force a module that does not go, with what it did to the page', async () => {
    const mount: ModuleEntry['mount'] = async (el, host) => {
      document.head.append(document.createElement('style'))
      document.body.append(document.createElement('aside'))
      document.body.style.overflow = 'hidden'
      outlet.setAttribute('aria-hidden', 'true')
      return anEntry({ unmount: () => never }).mount(el, host)
    }
    const { slot, names } = aSlot(failing(mount))
    await slot.open()
    await slot.close()
    expect(document.querySelectorAll('aside, head style, [aria-hidden]')).toHaveLength(0)
    expect(document.body.style.overflow).toBe('')
    expect(outlet.children).toHaveLength(0)
    expect(names()).toEqual(['unmount_forced'])
  })

  it('keeps the keyboard in the outlet when what had it goes', async () => {
    const mount: ModuleEntry['mount'] = async (el, host) => {
      const mounted = await anEntry().mount(el, host)
      el.append(document.createElement('input'))
      return mounted
    }
    const { slot } = aSlot(failing(mount))
    await slot.open()
    outlet.querySelector('input')!.focus()
    await slot.close()
    expect(document.activeElement).toBe(outlet)
  })

  it('unmounts at once what finishes mounting after it was left', async () => {
    const gate = deferred<undefined>()
    let unmounted = false
    const slow = anEntry({ unmount: async () => void (unmounted = true) })
    const mount: ModuleEntry['mount'] = async (el, host) => gate.promise.then(() => slow.mount(el, host))
    const limits = { loadMs: 30, mountMs: 1_000, unmountMs: 1_000 }
    const { slot } = aSlot(failing(mount), { limits })
    const opening = slot.open()
    await new Promise(resolve => setTimeout(resolve))
    const closing = slot.close()
    gate.resolve(undefined)
    await Promise.all([opening, closing])
    expect(unmounted).toBe(true)
    expect(outcome({ slot })).toEqual(['empty'])
  })

  it('does not show a module that arrives after it was left', async () => {
    const arrival = deferred<ModuleEntry>()
    const { slot } = aSlot(() => arrival.promise)
    const opening = slot.open()
    await slot.close()
    arrival.resolve(anEntry())
    await opening
    expect(outlet.children).toHaveLength(0)
    expect(outcome({ slot })).toEqual(['empty'])
  })
})

describe('a module that takes long to start', () => {
  const aSlowOne = () => {
    const gate = deferred<undefined>()
    const mount: ModuleEntry['mount'] = async (el, host) => gate.promise.then(() => anEntry().mount(el, host))
    return { ...aSlot(failing(mount)), arrive: () => gate.resolve(undefined) }
  }

  it('is said to, and opens when it is there after all', async () => {
    const { slot, arrive } = aSlowOne()
    const opening = slot.open()
    await expect.poll(() => outcome({ slot })).toEqual(['slow'])
    arrive()
    await opening
    expect(outlet.textContent).toBe('module sample')
  })

  it('is waited for when somebody wants to, and asked about again', async () => {
    const { slot, arrive } = aSlowOne()
    const opening = slot.open()
    await expect.poll(() => outcome({ slot })).toEqual(['slow'])
    slot.goOn()
    expect(outcome({ slot })).toEqual(['loading'])
    await expect.poll(() => outcome({ slot })).toEqual(['slow'])
    arrive()
    await opening
  })

  it('is stopped when somebody does not want to, at once, and nothing of it shows up later', async () => {
    const { slot, arrive, services } = aSlowOne()
    const opening = slot.open()
    await expect.poll(() => outcome({ slot })).toEqual(['slow'])
    slot.giveUp()
    await opening
    expect(outcome({ slot })).toEqual(['hang', 'mount_hang'])
    expect(services.records[0]?.attributes).toMatchObject({
      phase: 'hang',
      problem: 'mount_hang',
      route: '/',
    })
    arrive()
    await expect.poll(() => outlet.children.length).toBe(0)
  })
})

describe('a failure', () => {
  it('has a code that staff can read out, and that telemetry knows', async () => {
    const { slot, services } = aSlot(() => Promise.reject(new LoadError('missing', 'x')))
    await slot.open()
    const state = slot.state.get()
    const passport = state.is === 'failed' ? state.passport : undefined
    expect(passport?.code).toMatch(/^SAM-[0-9A-Z]{4}-\d{4}$/)
    expect(services.records).toEqual([
      { moduleId: 'sample', version: '1.2.3', kind: 'error', name: 'missing', attributes: passport },
    ])
    expect(passport).toMatchObject({
      module: 'sample',
      phase: 'load',
      version: '1.2.3',
      train: 't1',
      route: '/',
    })
  })
})

describe('a new release', () => {
  const next: ReleasedModule = { ...aModule('sample', { version: '2.0.0' }), base: '/mf/sample/2.0.0/' }
  const load: LoadModule = ({ manifest }) => Promise.resolve(shows(manifest.version))

  it('does not touch what is on the page, and is there when it is opened again', async () => {
    const { slot } = aSlot(load)
    await slot.open()
    slot.offer(next, aRelease([next]))
    await new Promise(resolve => setTimeout(resolve))
    expect([outlet.textContent, slot.module().manifest.version]).toEqual(['1.2.3', '1.2.3'])
    await slot.close()
    await slot.open()
    expect([outlet.textContent, slot.module().manifest.version]).toEqual(['2.0.0', '2.0.0'])
  })
})

it('time limits are those of the design unless the shell gives others', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const slot = createModuleSlot({
    module,
    release: aRelease([module]),
    services: someServices([module]),
    outlet,
    load: failing(() => never),
  })
  void slot.open()
  await vi.advanceTimersByTimeAsync(4_999)
  expect(outcome({ slot })).toEqual(['loading'])
  await vi.advanceTimersByTimeAsync(1)
  expect(outcome({ slot })).toEqual(['slow'])
})
