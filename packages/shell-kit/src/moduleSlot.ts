import type { ModuleEntry, MountedModule, Release, ReleasedModule, Signal } from '@sunshine-aid/host-contract'
import { createHost, type HostHandle, type ShellServices } from './createHost.ts'
import { watchLeftovers, type Leftovers } from './leftovers.ts'
import { moduleImporter, type LoadModule } from './importModule.ts'
import { useStyles } from './moduleStyles.ts'
import { preflight } from './preflight.ts'
import { createSignal } from './signal.ts'
import { withinTime } from './timeLimit.ts'

/** Where a module stopped working. */
export type FailedPhase = 'preflight' | 'load' | 'mount'

export type SlotState =
  | { readonly is: 'empty' }
  | { readonly is: 'loading' }
  | { readonly is: 'open' }
  | { readonly is: 'failed'; readonly phase: FailedPhase; readonly error: unknown }

export interface SlotOptions {
  readonly module: ReleasedModule
  readonly release: Release
  readonly services: ShellServices
  /** Where the module's element goes. */
  readonly outlet: HTMLElement
  readonly load?: LoadModule
  readonly limits?: Partial<Limits>
}

export interface Limits {
  readonly loadMs: number
  readonly mountMs: number
  readonly unmountMs: number
}

const LIMITS: Limits = { loadMs: 8_000, mountMs: 5_000, unmountMs: 2_000 }

/** The place of one module. Whatever the module does, `open` and `close` settle, and no other module notices. */
export interface ModuleSlot {
  readonly state: Signal<SlotState>
  /** Puts the module on the page; a failure becomes the state `failed`. */
  readonly open: () => Promise<void>
  /** Takes it off the page, by force when it does not go. */
  readonly close: () => Promise<void>
}

interface Occupant {
  readonly element: HTMLElement
  readonly handle: HostHandle
  readonly leftovers: Leftovers
  readonly offStyles: () => void
  readonly mounting: Promise<MountedModule>
}

export function createModuleSlot(options: SlotOptions): ModuleSlot {
  const { module, services } = options
  const limits = { ...LIMITS, ...options.limits }
  const importEntry = options.load ?? moduleImporter()
  const state = createSignal<SlotState>({ is: 'empty' })
  let occupant: Occupant | undefined
  // Counts openings and closings: what was begun before the last one must not show up after it.
  let turn = 0

  async function load(): Promise<readonly [ModuleEntry, () => void]> {
    const entry = importEntry(module)
    const styles = useStyles(module.manifest.css.map(file => module.base + file))
    entry.catch(
      () =>
        void styles.then(
          off => off(),
          () => undefined,
        ),
    )
    return Promise.all([entry, styles])
  }

  async function open() {
    turn += 1
    const mine = turn
    let phase: FailedPhase = 'preflight'
    try {
      state.set({ is: 'loading' })
      refuseUnfit(options)
      phase = 'load'
      const [entry, offStyles] = await withinTime(load(), limits.loadMs, `loading ${module.manifest.id}`)
      if (mine !== turn) {
        offStyles()
        return
      }
      phase = 'mount'
      occupant = occupy(entry, offStyles)
      await withinTime(occupant.mounting, limits.mountMs, `mounting ${module.manifest.id}`)
      if (mine === turn) state.set({ is: 'open' })
    } catch (error) {
      if (mine === turn) await fail(phase, error)
    }
  }

  function occupy(entry: ModuleEntry, offStyles: () => void): Occupant {
    const leftovers = watchLeftovers()
    const element = document.createElement('div')
    element.dataset['mf'] = module.manifest.id
    options.outlet.append(element)
    const handle = createHost(module, element, services)
    return { element, handle, leftovers, offStyles, mounting: entry.mount(element, handle.host) }
  }

  async function fail(phase: FailedPhase, error: unknown) {
    report('failed', { phase })
    await vacate()
    state.set({ is: 'failed', phase, error })
  }

  /** Requests end first, so that a module on its way out waits for nothing. */
  async function vacate() {
    const leaving = occupant
    occupant = undefined
    if (!leaving) return
    leaving.handle.dispose()
    const gone = leaving.mounting.then(mounted => mounted.unmount())
    try {
      await withinTime(gone, limits.unmountMs, `unmounting ${module.manifest.id}`)
    } catch {
      report('unmount-forced', {})
      leaving.leftovers.remove()
    }
    leaving.element.remove()
    leaving.offStyles()
  }

  function report(name: string, attributes: Readonly<Record<string, string>>) {
    const { id, version } = module.manifest
    services.record({ moduleId: id, version, kind: 'error', name, attributes })
  }

  return {
    state,
    open,
    async close() {
      turn += 1
      await vacate()
      state.set({ is: 'empty' })
    },
  }
}

function refuseUnfit({ module, release }: SlotOptions): void {
  const reasons = preflight(module, release)
  if (reasons.length > 0) throw new Error(`${module.manifest.id} does not fit: ${reasons.join('; ')}`)
}
