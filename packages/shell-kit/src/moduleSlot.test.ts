import type { ModuleEntry } from '@sunshine-aid/host-contract'
import { beforeEach, describe, expect, it } from 'vitest'
import { deferred } from './deferred.ts'
import type { LoadModule } from './importModule.ts'
import { createModuleSlot, type SlotOptions } from './moduleSlot.ts'
import { aModule, anEntry, aRelease, someServices } from './testing/samples.ts'

const module = aModule('sample')
const never = new Promise<never>(() => undefined)
let outlet: HTMLElement

beforeEach(() => {
  outlet = document.body.appendChild(document.createElement('div'))
  return () => document.body.replaceChildren()
})

function aSlot(load: LoadModule, changes: Partial<SlotOptions> = {}) {
  const services = someServices([module])
  const limits = { loadMs: 30, mountMs: 30, unmountMs: 30 }
  const slot = createModuleSlot({
    module,
    release: aRelease([module]),
    services,
    outlet,
    load,
    limits,
    ...changes,
  })
  return { slot, services }
}

const loads =
  (entry: ModuleEntry): LoadModule =>
  () =>
    Promise.resolve(entry)
const failedPhase = ({ slot }: ReturnType<typeof aSlot>) => {
  const state = slot.state.get()
  return state.is === 'failed' ? state.phase : state.is
}

describe('a slot', () => {
  it('shows its module and takes it away', async () => {
    const { slot } = aSlot(loads(anEntry()))
    await slot.open()
    expect(slot.state.get()).toEqual({ is: 'open' })
    expect(outlet.textContent).toBe('module sample')
    await slot.close()
    expect(slot.state.get()).toEqual({ is: 'empty' })
    expect(document.body.children).toHaveLength(1)
    expect(outlet.children).toHaveLength(0)
  })

  it('refuses a module that does not fit before any of its code runs', async () => {
    const unfit = aModule('sample', { shared: { vue: '^4.0.0' } })
    let loaded = false
    const tried = aSlot(() => ((loaded = true), never), { module: unfit })
    await tried.slot.open()
    expect([failedPhase(tried), loaded]).toEqual(['preflight', false])
  })

  it.each<[string, LoadModule]>([
    ['does not arrive', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['takes too long to arrive', () => never],
  ])('says so when the program %s, and loads it on retry', async (_, firstLoad) => {
    const answers = [firstLoad, loads(anEntry())]
    const tried = aSlot(one => answers.shift()!(one))
    await tried.slot.open()
    expect(failedPhase(tried)).toBe('load')
    await tried.slot.open()
    expect(tried.slot.state.get()).toEqual({ is: 'open' })
  })

  it.each<[string, ModuleEntry['mount']]>([
    ['throws', () => Promise.reject(new Error('no'))],
    ['hangs', () => never],
  ])('says so when mounting %s, leaves nothing of it, and mounts it on retry', async (_, mount) => {
    const entries = [anEntry({ mount }), anEntry()]
    const tried = aSlot(() => Promise.resolve(entries.shift()!))
    await tried.slot.open()
    expect(failedPhase(tried)).toBe('mount')
    expect(outlet.children).toHaveLength(0)
    expect(document.body.children).toHaveLength(1)
    await tried.slot.open()
    expect(outlet.textContent).toBe('module sample')
  })

  it('takes away by force a module that does not go, with what it added to the page', async () => {
    const mount: ModuleEntry['mount'] = async (el, host) => {
      document.head.append(document.createElement('style'))
      document.body.append(document.createElement('aside'))
      return anEntry({ unmount: () => never }).mount(el, host)
    }
    const { slot, services } = aSlot(loads(anEntry({ mount })))
    await slot.open()
    await slot.close()
    expect(document.querySelectorAll('aside, head style')).toHaveLength(0)
    expect(outlet.children).toHaveLength(0)
    expect(services.records.map(({ name }) => name)).toEqual(['unmount-forced'])
  })

  it('unmounts at once what finishes mounting after it was left', async () => {
    const gate = deferred<undefined>()
    let unmounted = false
    const slow = anEntry({ unmount: async () => void (unmounted = true) })
    const mount: ModuleEntry['mount'] = async (el, host) => gate.promise.then(() => slow.mount(el, host))
    const { slot } = aSlot(loads(anEntry({ mount })), {
      limits: { loadMs: 30, mountMs: 1_000, unmountMs: 1_000 },
    })
    const opening = slot.open()
    await Promise.resolve()
    await new Promise(resolve => setTimeout(resolve))
    const closing = slot.close()
    gate.resolve(undefined)
    await Promise.all([opening, closing])
    expect(unmounted).toBe(true)
    expect(slot.state.get()).toEqual({ is: 'empty' })
  })

  it('does not show a module that arrives after it was left', async () => {
    const arrival = deferred<ModuleEntry>()
    const { slot } = aSlot(() => arrival.promise)
    const opening = slot.open()
    await slot.close()
    arrival.resolve(anEntry())
    await opening
    expect(outlet.children).toHaveLength(0)
    expect(slot.state.get()).toEqual({ is: 'empty' })
  })
})
