// Before single-spa, on purpose: see there.
import './popStateGate.ts'
import type { Release } from '@sunshine-aid/host-contract'
import { registerApplication, start, triggerAppChange, type LifeCycles } from 'single-spa'
import type { ShellServices } from './createHost.ts'
import type { LoadModule } from './importModule.ts'
import { createModuleSlot, type Limits, type ModuleSlot } from './moduleSlot.ts'
import { mayOpen, pageAt } from './pageAt.ts'

export interface RegisterOptions {
  readonly release: Release
  readonly services: ShellServices
  /** Where the modules' elements go. */
  readonly outlet: HTMLElement
  readonly load?: LoadModule
  readonly limits?: Partial<Limits>
}

/**
 * single-spa would warn about, or give up on, what the slots already bound, within two seconds at most. Longer than
 * that only keeps its timers: it starts two for every step and never clears them.
 */
const PATIENT = { millis: 3_000, dieOnTimeout: false, warningMillis: 3_000 }

/**
 * Registers every module of the release on its pages, for as long as somebody is signed in who may open them.
 * single-spa decides when; a slot does the work and never fails, so that no module is ever marked as broken for good
 * and none keeps another from mounting.
 */
export function registerModules(options: RegisterOptions): ReadonlyMap<string, ModuleSlot> {
  const { release, services } = options
  const { account, auth } = services.session
  const slots = new Map<string, ModuleSlot>()
  for (const module of release.modules) {
    const slot = createModuleSlot({ ...options, module })
    slots.set(module.manifest.id, slot)
    registerApplication({
      name: module.manifest.id,
      app: () => Promise.resolve(lifeCyclesOf(slot)),
      activeWhen({ pathname }) {
        const page = pageAt(release.modules, pathname)
        return page?.module === module && account.get() !== null && mayOpen(page, auth.can)
      },
    })
  }
  account.subscribe(() => void triggerAppChange())
  start({ urlRerouteOnly: true })
  return slots
}

function lifeCyclesOf(slot: ModuleSlot): LifeCycles {
  return {
    bootstrap: () => Promise.resolve(),
    // Not awaited: whoever navigates on while a module still loads must not wait for it.
    mount: () => {
      void slot.open()
      return Promise.resolve()
    },
    unmount: () => slot.close(),
    timeouts: { bootstrap: PATIENT, mount: PATIENT, unmount: PATIENT, unload: PATIENT },
  } as LifeCycles
}
