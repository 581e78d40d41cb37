import type { ModuleEntry, ModuleVersion, MountedModule, ReleasedModule } from '@sunshine-aid/host-contract'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { deferred } from './deferred.ts'
import type { LoadModule } from './importModule.ts'
import { LoadError } from './loadError.ts'
import { createModuleSlot, type SlotOptions } from './moduleSlot.ts'
import { createParking } from './parking.ts'
import { sessionQuarantine } from './quarantine.ts'
import { aManifest, aModule, anAccount, anEntry, aRelease, someServices } from './testing/samples.ts'

const module = aModule('sample')
const never = new Promise<never>(() => undefined)
let outlet: HTMLElement

beforeEach(() => {
  history.replaceState(null, '', '/sample/')
  outlet = document.body.appendChild(document.createElement('div'))
  return () => {
    document.body.replaceChildren()
    sessionStorage.clear()
  }
})

function aSlot(load: LoadModule, changes: Partial<SlotOptions> = {}) {
  const services = changes.services
    ? (changes.services as ReturnType<typeof someServices>)
    : someServices([module])
  const slot = createModuleSlot({
    module,
    release: aRelease([module]),
    services,
    outlet,
    load,
    limits: { loadMs: 30, mountMs: 30, unmountMs: 30 },
    ...changes,
  })
  return { slot, services, names: () => services.records.map(({ name }) => name) }
}

const loads =
  (entry: ModuleEntry): LoadModule =>
  () =>
    Promise.resolve(entry)
const failing = (mount: ModuleEntry['mount']) => loads(anEntry({ mount }))
const outcome = ({ slot }: Pick<ReturnType<typeof aSlot>, 'slot'>) => {
  const state = slot.state.get()
  return state.is === 'failed' ? [state.phase, state.reason] : [state.is]
}

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

const before: ModuleVersion = {
  base: '/mf/sample/1.1.0/',
  train: 't1',
  manifest: aManifest('sample', { version: '1.1.0' }),
}
const after: ReleasedModule = { ...module, previous: before }
const shows = (text: string): ModuleEntry =>
  anEntry({
    mount: async (el, host) => {
      const mounted = await anEntry().mount(el, host)
      el.textContent = text
      return mounted
    },
  })
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

describe('a module that was left', () => {
  const limits = { loadMs: 30, mountMs: 30, unmountMs: 30 }
  const aKept = (most = 2, mount?: ModuleEntry['mount']) => {
    const services = someServices([module])
    const account = services.session.account as unknown as { set: (value: unknown) => void }
    account.set(anAccount)
    const parking = createParking(most, services.session.account)
    const calls: string[] = []
    const entry = anEntry({
      mount: async (el, host) => {
        calls.push(`mount ${host.moduleId}`)
        const mounted: MountedModule = await (mount ?? anEntry().mount)(el, host)
        const note = (name: 'suspend' | 'resume' | 'unmount') => async () => {
          calls.push(`${name} ${host.moduleId}`)
          await mounted[name]()
        }
        return { ...mounted, suspend: note('suspend'), resume: note('resume'), unmount: note('unmount') }
      },
    })
    const slotOf = (id: string) =>
      aSlot(loads(entry), { module: aModule(id), services, parking, limits }).slot
    return { services, account, calls, slotOf }
  }

  it('comes back as it was', async () => {
    const { slotOf, calls } = aKept()
    const slot = slotOf('sample')
    await slot.open()
    outlet.querySelector('[data-mf]')!.append('typed')
    await slot.close()
    expect([outcome({ slot }), outlet.textContent, document.body.children.length]).toEqual([
      ['parked'],
      '',
      1,
    ])
    await slot.open()
    expect(outlet.textContent).toBe('module sampletyped')
    expect(calls).toEqual(['mount sample', 'suspend sample', 'resume sample'])
  })

  it('goes for good when too many wait, the one that waited longest first', async () => {
    const { slotOf, calls } = aKept(1)
    for (const slot of [slotOf('one'), slotOf('two')]) {
      await slot.open()
      await slot.close()
    }
    expect(calls).toEqual(['mount one', 'suspend one', 'mount two', 'suspend two', 'unmount one'])
  })

  it('is not kept when it holds something unsaved: leaving it was agreed to', async () => {
    const { slotOf, calls } = aKept(2, async (el, host) => {
      host.nav.block(async () => true)
      return anEntry().mount(el, host)
    })
    const slot = slotOf('sample')
    await slot.open()
    await slot.close()
    expect([calls, outcome({ slot })]).toEqual([['mount sample', 'unmount sample'], ['empty']])
  })

  it('is not kept for another person', async () => {
    const { slotOf, calls, account } = aKept()
    const [left, here] = [slotOf('left'), slotOf('here')]
    await left.open()
    await left.close()
    await here.open()
    account.set(null)
    account.set({ ...anAccount, user: { ...anAccount.user, id: 'u2' } })
    await here.close()
    expect(calls).toEqual(['mount left', 'suspend left', 'mount here', 'unmount left', 'unmount here'])
  })

  it('makes way for a new version', async () => {
    const { slotOf, calls } = aKept()
    const slot = slotOf('sample')
    await slot.open()
    await slot.close()
    const next = { ...aModule('sample'), base: '/mf/sample/2.0.0/' }
    slot.offer(next, aRelease([next]))
    await slot.open()
    expect(calls).toEqual(['mount sample', 'suspend sample', 'unmount sample', 'mount sample'])
  })

  it('is mounted anew when it does not come back', async () => {
    const { slotOf } = aKept(2, async (el, host) => ({
      ...(await anEntry().mount(el, host)),
      resume: () => Promise.reject(new Error('no')),
    }))
    const slot = slotOf('sample')
    await slot.open()
    await slot.close()
    await slot.open()
    expect([outlet.textContent, outcome({ slot })]).toEqual(['module sample', ['open']])
  })

  it('cannot move the portal while it is out of sight', async () => {
    let late: (() => void) | undefined
    const { slotOf, services } = aKept(2, async (el, host) => {
      late = () => host.ui.setTitle('late')
      return anEntry().mount(el, host)
    })
    const slot = slotOf('sample')
    await slot.open()
    await slot.close()
    late!()
    expect([services.titles, services.records.map(({ name }) => name)]).toEqual([[], ['used-while-parked']])
    await slot.open()
    late!()
    expect(services.titles).toEqual(['late'])
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
