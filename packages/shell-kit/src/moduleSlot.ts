import type {
  ModuleEntry,
  ModuleVersion,
  Passport,
  Release,
  ReleasedModule,
  Signal,
} from '@sunshine-aid/host-contract'
import { capabilitiesOf, type ShellServices } from './createHost.ts'
import { moduleImporter, type LoadModule } from './importModule.ts'
import { useStyles } from './moduleStyles.ts'
import { seat, type Occupant } from './occupant.ts'
import { pageAt } from './pageAt.ts'
import type { Parked, Parking } from './parking.ts'
import { waitFor, type Patience } from './patience.ts'
import { preflight, UnfitError } from './preflight.ts'
import { sessionQuarantine, type Quarantine } from './quarantine.ts'
import { createSignal } from './signal.ts'
import {
  isOfTheVersion,
  passportFor,
  slotFailure,
  type FailedPhase,
  type SlotFailure,
} from './slotFailure.ts'
import type { SlotState } from './slotState.ts'
import { withinTime } from './timeLimit.ts'

export interface SlotOptions {
  readonly module: ReleasedModule
  readonly release: Pick<Release, 'trains'>
  readonly services: ShellServices
  /** Where the module's element goes. */
  readonly outlet: HTMLElement
  readonly load?: LoadModule
  readonly limits?: Partial<Limits>
  /** Versions that did not work; default: those of this tab. */
  readonly quarantine?: Quarantine
  /** Present: a module that is left with nothing unsaved is kept as it was. */
  readonly parking?: Parking
}

/** Milliseconds. */
export interface Limits {
  readonly loadMs: number
  /** After this time somebody is asked whether to wait on. */
  readonly mountMs: number
  readonly unmountMs: number
}

const LIMITS: Limits = { loadMs: 8_000, mountMs: 5_000, unmountMs: 2_000 }

/** The place of one module. Whatever the module does, `open` and `close` settle, and no other module notices. */
export interface ModuleSlot {
  readonly state: Signal<SlotState>
  /** The version that is on the page; where none is, the one that comes next. */
  readonly module: () => ReleasedModule
  /** Whether any of its code may be on the page, in sight. */
  readonly isOccupied: () => boolean
  /** Puts the module on the page; a failure becomes the state `failed`. */
  readonly open: () => Promise<void>
  /** Takes it off the page, by force when it does not go. */
  readonly close: () => Promise<void>
  /** In the state `slow`: waits on. */
  readonly goOn: () => void
  /** In the state `slow`: stops it. */
  readonly giveUp: () => void
  /** Another version for the next time that it is opened; what is on the page stays as it is. */
  readonly offer: (module: ReleasedModule, release: Pick<Release, 'trains'>) => void
}

export function createModuleSlot(options: SlotOptions): ModuleSlot {
  const { services, outlet, parking } = options
  const limits = { ...LIMITS, ...options.limits }
  const importEntry = options.load ?? moduleImporter()
  const quarantine = options.quarantine ?? sessionQuarantine()
  const state = createSignal<SlotState>({ is: 'empty' })
  const stopped = new Set<string>()
  let { module, release } = options
  let occupant: Occupant | undefined
  let parked: Occupant | undefined
  let patience: Patience | undefined
  let leaving: Promise<void> = Promise.resolve()
  let passport: Passport | undefined
  // Counts openings and closings: what was begun before the last one must not show up after it.
  let turn = 0

  /** The versions to try, the best one first. */
  function candidates(): [ModuleVersion, ...ModuleVersion[]] {
    const { previous } = module
    if (!previous) return [module]
    return quarantine.has(module) ? [previous, module] : [module, previous]
  }

  async function open() {
    if (occupant) return
    turn += 1
    const mine = turn
    if (!parked) state.set({ is: 'loading' })
    await leaving
    if (await comesBack(mine)) return
    if (mine === turn) await start(mine)
  }

  async function start(mine: number) {
    state.set({ is: 'loading' })
    let first: SlotFailure | undefined
    for (const version of candidates()) {
      const failure = await attempt(version, mine)
      if (mine !== turn) return
      if (!failure) {
        opened(version, first)
        return
      }
      first ??= failure
      if (!isGivenUp(version, failure)) break
    }
    if (first) state.set({ is: 'failed', ...first })
  }

  /** Whether another version shall be tried in the place of this one. */
  function isGivenUp(version: ModuleVersion, failure: SlotFailure): boolean {
    if (failure.reason === 'permission') return false
    if (failure.reason === 'mount_hang' && !stopped.has(version.base)) {
      stopped.add(version.base)
      return false
    }
    if (version.base === module.base && module.previous && isOfTheVersion(failure)) quarantine.add(version)
    return true
  }

  function opened(version: ModuleVersion, failure: SlotFailure | undefined) {
    const usesPrevious = version.base === module.previous?.base
    passport = failure?.passport ?? passport
    state.set({ is: 'open', usesPrevious, ...(usesPrevious && passport && { passport }) })
    if (usesPrevious && failure) {
      record(version, 'event', 'used_previous_version', { ...failure.passport })
    }
  }

  /** What throws while it starts may have been unlucky: it starts once more, from nothing. */
  async function attempt(version: ModuleVersion, mine: number): Promise<SlotFailure | undefined> {
    let failure = await attemptOnce(version, mine)
    if (failure?.reason === 'mount_failed' && mine === turn) failure = await attemptOnce(version, mine)
    if (failure && mine === turn) record(version, 'error', failure.reason, { ...failure.passport })
    return failure
  }

  async function attemptOnce(version: ModuleVersion, mine: number): Promise<SlotFailure | undefined> {
    let phase: FailedPhase = 'preflight'
    try {
      refuseUnfit(version)
      phase = 'load'
      const [entry, offStyles] = await load(version)
      await leaving
      if (mine !== turn) {
        offStyles()
        return undefined
      }
      phase = 'mount'
      occupant = seat({ module, version, entry, outlet, services, offStyles, limits })
      patience = waitFor(occupant.mounting, limits.mountMs, () => state.set({ is: 'slow' }))
      if ((await patience.outcome) === 'done') return undefined
      phase = 'hang'
      throw new Error(`${version.manifest.id} took too long to start.`)
    } catch (error) {
      if (mine !== turn) return undefined
      leaving = vacate()
      // Whoever has waited for long enough does not wait for its end as well.
      if (phase !== 'hang') await leaving
      return slotFailure(version, phase, error, routeHere())
    }
  }

  function refuseUnfit(version: ModuleVersion): void {
    const offer = { capabilities: capabilitiesOf(services), can: services.session.auth.can }
    const [first, ...more] = preflight(version, release, offer)
    if (first) throw new UnfitError(version.manifest.id, [first, ...more])
  }

  async function load(version: ModuleVersion): Promise<readonly [ModuleEntry, () => void]> {
    const styles = useStyles(version.manifest.css.map(file => version.base + file))
    const loading = Promise.all([importEntry(version), styles])
    try {
      return await withinTime(loading, limits.loadMs, `loading ${version.manifest.id}`)
    } catch (error) {
      void styles.then(
        off => off(),
        () => undefined,
      )
      throw error
    }
  }

  async function vacate() {
    const gone = occupant
    occupant = undefined
    if (gone) await sendAway(gone)
  }

  async function sendAway(gone: Occupant) {
    if (await gone.leave()) return
    const { version } = gone
    const facts = passportFor(version, { phase: 'unmount', problem: 'unmount_forced', route: routeHere() })
    record(version, 'error', 'unmount_forced', { ...facts })
  }

  function mayPark(candidate: Occupant): boolean {
    const isWanted = candidates()[0].base === candidate.version.base
    return state.get().is === 'open' && isWanted && !candidate.isBlocking() && candidate.isSamePerson()
  }

  const place: Parked = {
    async evict() {
      const gone = parked
      parked = undefined
      if (state.get().is === 'parked') state.set({ is: 'empty' })
      if (gone) await sendAway(gone)
    },
  }

  async function park(leaver: Occupant, { add }: Parking) {
    occupant = undefined
    try {
      await leaver.park()
    } catch {
      await sendAway(leaver)
      return
    }
    parked = leaver
    add(place)
    if (!leaver.isSamePerson()) await place.evict()
  }

  /** Whether the module that was parked is on the page again. */
  async function comesBack(mine: number): Promise<boolean> {
    const back = parked
    if (!back || mine !== turn) return false
    parked = undefined
    parking?.remove(place)
    if (back.version.base !== candidates()[0].base || !back.isSamePerson()) {
      await sendAway(back)
      return false
    }
    occupant = back
    try {
      await back.unpark()
      if (mine === turn) opened(back.version, undefined)
      return true
    } catch {
      if (mine === turn) await vacate()
      return false
    }
  }

  function routeHere(): string | undefined {
    return pageAt([present()], location.pathname)?.route.path
  }

  function present(): ReleasedModule {
    return { ...module, ...(occupant?.version ?? candidates()[0]) }
  }

  function record(
    { manifest: { id, version } }: ModuleVersion,
    kind: 'event' | 'error',
    name: string,
    attributes: Readonly<Record<string, string>>,
  ) {
    services.record({ moduleId: id, version, kind, name, attributes })
  }

  return {
    state,
    module: present,
    isOccupied: () => occupant !== undefined,
    open,
    async close() {
      turn += 1
      const mine = turn
      leaving = parking && occupant && mayPark(occupant) ? park(occupant, parking) : vacate()
      patience?.giveUp()
      await leaving
      if (mine === turn) state.set({ is: parked ? 'parked' : 'empty' })
    },
    goOn() {
      state.set({ is: 'loading' })
      patience?.goOn()
    },
    giveUp: () => patience?.giveUp(),
    offer(next, nextRelease) {
      module = next
      release = nextRelease
    },
  }
}
