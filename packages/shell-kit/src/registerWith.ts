import { issuePassport, type ReleasedModule } from '@sunshine-aid/host-contract'
import { guardAddresses, type Trespass } from './guardAddresses.ts'
import { keepScroll } from './keepScroll.ts'
import { createModuleSet, type ModuleSet, type ModuleSetOptions, type UsableRelease } from './moduleSet.ts'
import type { ModuleSlot } from './moduleSlot.ts'
import { mayOpen, pageAt } from './pageAt.ts'
import type { Lifecycles, SingleSpa } from './singleSpa.ts'

export type RegisterOptions = ModuleSetOptions
export type RegisteredModules = Omit<ModuleSet, 'onAdded'>

/**
 * single-spa would warn about, or give up on, what the slots already bound, within two seconds at most. Longer than
 * that only keeps its timers: it starts two for every step and never clears them.
 */
const PATIENT = { millis: 3_000, dieOnTimeout: false, warningMillis: 3_000 }

/**
 * Registers every module of the release on its pages, for as long as somebody is signed in who may open them.
 * single-spa decides when; a slot does the work and never fails, so that no module is ever marked as broken for good
 * and none keeps another from mounting.
 * @param singleSpa single-spa 6 or 7: the one copy of it that the shell has
 */
export function registerWith(singleSpa: SingleSpa, options: RegisterOptions): RegisteredModules {
  const { account, auth } = options.services.session
  const set = createModuleSet(options)
  const scroll = keepScroll()
  const left = new Set<string>()

  function register(id: string) {
    const slot = set.slots.get(id)
    if (!slot) return
    slot.state.subscribe(({ is }) => {
      if (is === 'open') scroll.arrived()
      if (is === 'open' || is === 'slow') left.add(id)
    })
    singleSpa.registerApplication({
      name: id,
      app: () => Promise.resolve(lifecyclesOf(slot)),
      activeWhen({ pathname }) {
        const page = pageAt(set.modules.get(), pathname)
        return page?.module.manifest.id === id && account.get() !== null && mayOpen(page, auth.can)
      },
    })
  }

  const presence = (id: string) => {
    if (set.slots.get(id)?.isOccupied()) return 'open'
    return left.has(id) ? 'left' : 'never'
  }
  for (const id of set.slots.keys()) register(id)
  const offs = [
    set.onAdded(register),
    ...[account, set.modules].map(signal => signal.subscribe(() => void singleSpa.triggerAppChange())),
  ]
  singleSpa.start({ urlRerouteOnly: true })
  const offGuard = guardAddresses({
    modules: () => set.modules.get(),
    presence,
    filesAt: filesOf(options.release),
    report: trespassReporter(options),
  })
  return {
    ...set,
    async stop() {
      for (const off of [...offs, scroll.stop]) off()
      await Promise.all([...set.slots.keys()].map(id => singleSpa.unregisterApplication(id)))
      await set.stop()
      offGuard()
    },
  }
}

function lifecyclesOf(slot: ModuleSlot): Lifecycles {
  const nothing = () => Promise.resolve()
  return {
    bootstrap: nothing,
    init: nothing,
    // Not awaited: whoever navigates on while a module still loads must not wait for it.
    mount: () => {
      void slot.open()
      return Promise.resolve()
    },
    unmount: () => slot.close(),
    timeouts: { bootstrap: PATIENT, init: PATIENT, mount: PATIENT, unmount: PATIENT, unload: PATIENT },
  }
}

/** Once for each module and kind: what outlives its module tries again at every step. */
function trespassReporter({ services }: RegisterOptions): (trespass: Trespass) => void {
  const told = new Set<string>()
  return ({ moduleId, version, kind }) => {
    if (told.has(`${moduleId} ${kind}`)) return
    told.add(`${moduleId} ${kind}`)
    const phase = kind === 'outside' ? 'render' : 'unmount'
    const passport = issuePassport({ module: moduleId, version, phase, problem: 'address_refused' })
    services.record({
      moduleId,
      version,
      kind: 'error',
      name: 'address_refused',
      attributes: { ...passport },
    })
  }
}

/** The folder of the release file; where that is not known, the one that holds the modules' folders. */
function filesOf({ place, modules }: UsableRelease): string {
  if (place) return new URL('.', new URL(place.url, document.baseURI)).href
  const [first] = modules as readonly (ReleasedModule | undefined)[]
  return new URL('../../', new URL(first?.base ?? '/mf/a/b/', document.baseURI)).href
}
