import type { ModuleEntry } from '@sunshine-aid/host-contract'
import { beforeEach } from 'vitest'
import type { LoadModule } from '../importModule.ts'
import { createModuleSlot, type SlotOptions } from '../moduleSlot.ts'
import { aModule, anEntry, aRelease, someServices } from './samples.ts'

/** The module in the slot, unless a test puts another one there. */
export const module = aModule('sample')
export const never = new Promise<never>(() => undefined)
/** Where the slot shows its module; another one in each test. */
export let outlet: HTMLElement

/** Gives each test of the file a page with an empty outlet, at the address of the module. */
export function usePage(): void {
  beforeEach(() => {
    history.replaceState(null, '', '/sample/')
    outlet = document.body.appendChild(document.createElement('div'))
    return () => {
      document.body.replaceChildren()
      sessionStorage.clear()
    }
  })
}

/** A slot that gets its module from `load`, with time limits that a test can wait for. */
export function aSlot(load: LoadModule, changes: Partial<SlotOptions> = {}) {
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

export const loads =
  (entry: ModuleEntry): LoadModule =>
  () =>
    Promise.resolve(entry)
/** A module that arrives, and mounts like this. */
export const failing = (mount: ModuleEntry['mount']) => loads(anEntry({ mount }))

/** What the slot came to: its state, or the phase and the reason of its failure. */
export const outcome = ({ slot }: Pick<ReturnType<typeof aSlot>, 'slot'>) => {
  const state = slot.state.get()
  return state.is === 'failed' ? [state.phase, state.reason] : [state.is]
}

/** A module that writes `text`. */
export const shows = (text: string): ModuleEntry =>
  anEntry({
    mount: async (el, host) => {
      const mounted = await anEntry().mount(el, host)
      el.textContent = text
      return mounted
    },
  })
