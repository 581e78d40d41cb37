import {
  issuePassport,
  type Off,
  type Passport,
  type Release,
  type ReleasedModule,
  type Signal,
} from '@sunshine-aid/host-contract'
import type { ShellServices } from './createHost.ts'
import { installImportMap } from './importMap/installImportMap.ts'
import type { LoadModule } from './importModule.ts'
import { createModuleSlot, type Limits, type ModuleSlot } from './moduleSlot.ts'
import { newEntries } from './newEntries.ts'
import { createParking } from './parking.ts'
import { sessionQuarantine } from './quarantine.ts'
import type { RefusedModule, ResolvedRelease } from './readRelease.ts'
import { createSignal } from './signal.ts'

/** What `resolveRelease` gives will do; `fetchRelease` and `releaseInPage` tell more. */
export type UsableRelease = Release & Partial<Pick<ResolvedRelease, 'place' | 'refused'>>

export interface ModuleSetOptions {
  readonly release: UsableRelease
  readonly services: ShellServices
  /** Where the modules' elements go. */
  readonly outlet: HTMLElement
  readonly load?: LoadModule
  readonly limits?: Partial<Limits>
  /** Present: a module that is left with nothing unsaved stays as it was, out of sight; no more than `most` of them. */
  readonly keepAlive?: { readonly most: number }
  /**
   * Makes a later release importable in this page; its import map holds only what is new. Default: one more import
   * map, where the browser takes one.
   */
  readonly extendImportMap?: (release: Release) => boolean
}

export interface ReportedRefusal extends RefusedModule {
  /** What staff read out over the phone. */
  readonly passport: Passport
}

/** The modules of the portal, each in its slot, through one release after the other. */
export interface ModuleSet {
  readonly slots: ReadonlyMap<string, ModuleSlot>
  /** What menu, links and addresses go by: what is on the page as it runs, all else as released last. */
  readonly modules: Signal<readonly ReleasedModule[]>
  /** Modules of the release that cannot be used. */
  readonly refused: Signal<readonly ReportedRefusal[]>
  /** Some module waits for a version that this page cannot import: it needs a full page load, whenever it suits. */
  readonly needsReload: Signal<boolean>
  /**
   * A new release. Whatever is on the page keeps its version until it is left and opened anew; nothing is lost, nobody
   * is asked.
   */
  readonly apply: (release: UsableRelease) => void
  /** Called with the id of each module whose program did not arrive: there may be another release by now. */
  readonly onFailedLoad: (listener: (id: string) => void) => Off
  /** Called with the id of each module that a later release brings. */
  readonly onAdded: (listener: (id: string) => void) => Off
  /** Leaves nothing of any module. */
  readonly stop: () => Promise<void>
}

export function createModuleSet(options: ModuleSetOptions): ModuleSet {
  const { services, keepAlive, extendImportMap = extendsPage } = options
  const slots = new Map<string, ModuleSlot>()
  const listed = new Set<string>()
  const modules = createSignal<readonly ReleasedModule[]>([])
  const refused = createSignal<readonly ReportedRefusal[]>([])
  const needsReload = createSignal(false)
  const failures = listeners()
  const additions = listeners()
  const inPage: Release[] = [options.release]
  const shared = {
    outlet: options.outlet,
    services: withModules(services, modules),
    quarantine: sessionQuarantine(),
    ...(options.load && { load: options.load }),
    ...(options.limits && { limits: options.limits }),
    ...(keepAlive && { parking: createParking(keepAlive.most, services.session.account) }),
  }

  function add(module: ReleasedModule, release: Release) {
    const { id } = module.manifest
    const slot = createModuleSlot({ ...shared, module, release })
    slots.set(id, slot)
    slot.state.subscribe(state => {
      if (state.is !== 'slow') refresh()
      if (state.is === 'failed' && state.phase === 'load') failures.tell(id)
    })
    additions.tell(id)
  }

  /** Two lists of the same versions are the same list: whoever shows them need not do so again. */
  function refresh() {
    const now = [...slots]
      .filter(([id, slot]) => listed.has(id) || slot.isOccupied())
      .map(([, s]) => s.module())
    const before = modules.get()
    const isSame = now.length === before.length && now.every((module, i) => isSameVersion(module, before[i]))
    if (!isSame) modules.set(now)
  }

  function place(module: ReleasedModule, release: Release) {
    const slot = slots.get(module.manifest.id)
    listed.add(module.manifest.id)
    if (!slot) {
      add(module, release)
      return
    }
    const before = slot.module()
    slot.offer(module, release)
    // What could not be shown may be mended by now.
    if (slot.state.get().is === 'failed' && before.base !== module.base) void slot.open()
  }

  function isInPage({ base, manifest }: ReleasedModule): boolean {
    return inPage.some(
      ({ importMap: { integrity } }) => hasNone(integrity) || base + manifest.entry in integrity,
    )
  }

  function use(release: UsableRelease) {
    if (!release.modules.every(isInPage) && extendImportMap(newEntries(release, inPage))) inPage.push(release)
    const usable = release.modules.filter(isInPage)
    needsReload.set(usable.length < release.modules.length)
    const ids = new Set(release.modules.map(({ manifest }) => manifest.id))
    for (const id of listed) if (!ids.has(id)) listed.delete(id)
    for (const module of usable) place(module, release)
    refused.set((release.refused ?? []).map(one => reported(one, services)))
    refresh()
  }

  use(options.release)
  return {
    slots,
    modules,
    refused,
    needsReload,
    apply: use,
    onFailedLoad: failures.add,
    onAdded: additions.add,
    async stop() {
      shared.parking?.stop()
      shared.parking?.clear()
      await Promise.all([...slots.values()].map(slot => slot.close()))
      shared.parking?.clear()
    },
  }
}

/** The links between modules follow the release as well. */
function withModules(services: ShellServices, modules: Signal<readonly ReleasedModule[]>): ShellServices {
  return {
    ...services,
    get modules() {
      return modules.get()
    },
  }
}

function reported(refusal: RefusedModule, { record }: ShellServices): ReportedRefusal {
  const passport = issuePassport({
    module: refusal.id ?? 'portal',
    phase: 'preflight',
    problem: refusal.reason,
  })
  const moduleId = passport.module
  record({ moduleId, version: '', kind: 'error', name: refusal.reason, attributes: { ...passport } })
  return { ...refusal, passport }
}

function extendsPage(release: Release): boolean {
  const result = installImportMap(release)
  return result.is === 'installed' && result.conflicts.length === 0
}

function isSameVersion(one: ReleasedModule, other: ReleasedModule | undefined): boolean {
  return one.base === other?.base && one.basePath === other.basePath
}

/** From the sources nothing is checked, and everything can be imported. */
function hasNone(integrity: Readonly<Record<string, string>>): boolean {
  return Object.keys(integrity).length === 0
}

interface Listeners {
  readonly add: (listener: (id: string) => void) => Off
  readonly tell: (id: string) => void
}

function listeners(): Listeners {
  const all = new Set<(id: string) => void>()
  return {
    add(listener) {
      const own = (id: string) => listener(id)
      all.add(own)
      return () => all.delete(own)
    },
    tell: id => [...all].forEach(listener => listener(id)),
  }
}
