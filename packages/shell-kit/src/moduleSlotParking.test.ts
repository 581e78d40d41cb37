import type { ModuleEntry, MountedModule } from '@sunshine-aid/host-contract'
import { describe, expect, it } from 'vitest'
import { createParking } from './parking.ts'
import { aModule, anAccount, anEntry, aRelease, someServices } from './testing/samples.ts'
import { aSlot, loads, module, outcome, outlet, usePage } from './testing/slots.ts'

usePage()

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
