import type { ModuleEntry, ReleasedModule } from '@sunshine-aid/host-contract'
import {
  createHost,
  createSignal,
  mayOpen,
  pageAt,
  type LoadModule,
  type ModuleSlot,
  type RegisteredModules,
  type RegisterOptions,
  type SlotState,
} from '@sunshine-aid/shell-kit/core'
import { registerApplication, start, triggerAppChange } from 'single-spa'

/**
 * What a portal that is one build has in the place of shell-kit's `registerModules`: it shows the module whose
 * address it is and takes it away again. No release, no check, no time-out, no way back to an older version.
 */
export function registerModules(options: RegisterOptions, load: LoadModule): RegisteredModules {
  const { release, services } = options
  const { account, auth } = services.session
  const modules = createSignal(release.modules)
  const slots = new Map<string, ModuleSlot>()
  for (const module of release.modules) {
    const { id } = module.manifest
    const { slot, lifecycles } = placeOf(module, () => load(module), options)
    slots.set(id, slot)
    registerApplication({
      name: id,
      app: () => Promise.resolve(lifecycles),
      activeWhen({ pathname }) {
        const page = pageAt(release.modules, pathname)
        return page?.module === module && account.get() !== null && mayOpen(page, auth.can)
      },
    })
  }
  account.subscribe(() => void triggerAppChange())
  start({ urlRerouteOnly: true })
  return {
    slots,
    modules,
    refused: createSignal([]),
    needsReload: createSignal(false),
    apply: () => undefined,
    onFailedLoad: () => () => undefined,
    stop: () => Promise.resolve(),
  }
}

function placeOf(
  module: ReleasedModule,
  load: () => Promise<ModuleEntry>,
  { outlet, services }: RegisterOptions,
) {
  const state = createSignal<SlotState>({ is: 'empty' })
  let leave = () => Promise.resolve()

  async function mount() {
    state.set({ is: 'loading' })
    const entry = await load()
    const element = document.createElement('div')
    element.dataset['mf'] = module.manifest.id
    outlet.append(element)
    const { host, dispose } = createHost(module, element, services)
    const mounted = await entry.mount(element, host)
    leave = async () => {
      dispose()
      await mounted.unmount()
      element.remove()
    }
    state.set({ is: 'open', usesPrevious: false })
  }

  async function unmount() {
    await leave()
    state.set({ is: 'empty' })
  }

  const nothing = () => undefined
  const slot: ModuleSlot = {
    state,
    module: () => module,
    isOccupied: () => state.get().is === 'open',
    open: mount,
    close: unmount,
    goOn: nothing,
    giveUp: nothing,
    offer: nothing,
  }
  return { slot, lifecycles: { bootstrap: () => Promise.resolve(), mount, unmount } }
}
