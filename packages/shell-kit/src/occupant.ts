import type { ModuleEntry, ModuleVersion, MountedModule, ReleasedModule } from '@sunshine-aid/host-contract'
import { createHost, type HostHandle, type ShellServices } from './createHost.ts'
import { watchLeftovers } from './leftovers.ts'
import { withinTime } from './timeLimit.ts'

/** A version of a module that is, or is about to be, on the page. */
export interface Occupant {
  readonly version: ModuleVersion
  readonly mounting: Promise<MountedModule>
  readonly isBlocking: HostHandle['isBlocking']
  /** Whether the same person sits here as when it came. */
  readonly isSamePerson: () => boolean
  /** Takes it out of sight; rejects when it does not answer in time. */
  readonly park: () => Promise<void>
  /** Brings it back; rejects when it does not answer in time. */
  readonly unpark: () => Promise<void>
  /** Takes it away, by force when it does not go in time; then `false`. */
  readonly leave: () => Promise<boolean>
}

export interface Seat {
  readonly module: ReleasedModule
  readonly version: ModuleVersion
  readonly entry: ModuleEntry
  readonly outlet: HTMLElement
  readonly services: ShellServices
  readonly offStyles: () => void
  /** Milliseconds in which it must go, or come back. */
  readonly limits: { readonly mountMs: number; readonly unmountMs: number }
}

/** Mounts a module into an element of its own. */
export function seat({ module, version, entry, outlet, services, offStyles, limits }: Seat): Occupant {
  const leftovers = watchLeftovers()
  const element = document.createElement('div')
  element.dataset['mf'] = version.manifest.id
  outlet.append(element)
  const { account } = services.session
  const person = account.get()
  const handle = createHost({ ...module, ...version }, element, services)
  const mounting = mount(entry, element, handle)
  const mounted = async (act: (module: MountedModule) => Promise<void>) => act(await mounting)
  /** Nobody types into what is on its way out, and the keyboard is not left on what is no longer there. */
  const withdraw = () => {
    const { activeElement } = document
    if ([element, handle.host.ui.overlayRoot].some(root => root.contains(activeElement))) focusOn(outlet)
    element.inert = true
  }

  return {
    version,
    mounting,
    isBlocking: handle.isBlocking,
    isSamePerson: () => account.get() === person,
    async park() {
      withdraw()
      await withinTime(
        mounted(module => module.suspend()),
        limits.unmountMs,
        'suspending',
      )
      handle.park()
      element.remove()
    },
    async unpark() {
      outlet.append(element)
      element.inert = false
      handle.unpark()
      await withinTime(
        mounted(module => module.resume()),
        limits.mountMs,
        'resuming',
      )
    },
    async leave() {
      withdraw()
      element.hidden = true
      // Requests end first, so that it waits for nothing.
      handle.dispose()
      const gone = await withinTime(unmount(mounting), limits.unmountMs, 'unmounting').catch(
        () => 'stays' as const,
      )
      if (gone !== 'left') leftovers.remove()
      element.remove()
      offStyles()
      return gone !== 'stays'
    },
  }
}

function focusOn(element: HTMLElement): void {
  if (!element.hasAttribute('tabindex')) element.tabIndex = -1
  element.focus({ preventScroll: true })
}

async function unmount(mounting: Promise<MountedModule>): Promise<'left' | 'never-came'> {
  const module = await mounting.catch(() => undefined)
  await module?.unmount()
  return module ? 'left' : 'never-came'
}

/** A moment later, when it is known who sits here; and a rejection also for what throws before there is a promise. */
async function mount(entry: ModuleEntry, element: HTMLElement, { host }: HostHandle): Promise<MountedModule> {
  await Promise.resolve()
  return entry.mount(element, host)
}
