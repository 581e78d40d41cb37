import type { Capability, ModuleVersion, Release } from '@sunshine-aid/host-contract'

/** The version of `HostV1` that this kit offers to modules. */
export const CONTRACT = '1.0'

/**
 * Why a version does not fit a portal:
 * - `contract`: it needs another host contract
 * - `shared`: a shared package is missing from its train, or has the wrong version
 * - `capability`: the shell does not offer something that it cannot do without
 * - `permission`: this person may open none of its pages
 */
export type UnfitReason = 'contract' | 'shared' | 'capability' | 'permission'

export interface Unfit {
  readonly reason: UnfitReason
  /** For the people who deploy. */
  readonly detail: string
}

/** A version that must not run here, with the first of the reasons. */
export class UnfitError extends Error {
  override readonly name = 'UnfitError'
  readonly reason: UnfitReason

  constructor(id: string, [first, ...more]: readonly [Unfit, ...Unfit[]]) {
    super(`${id} does not fit: ${[first, ...more].map(({ detail }) => detail).join('; ')}`)
    this.reason = first.reason
  }
}

/** What a shell has to offer. */
export interface Offer {
  readonly capabilities: readonly Capability[]
  /** Whether the user holds a permission. */
  readonly can: (permission: string) => boolean
}

/** Why a version must not run here; an empty list means it may. No code of it has run yet. */
export function preflight(version: ModuleVersion, release: Pick<Release, 'trains'>, offer: Offer): Unfit[] {
  const { manifest } = version
  return [
    ...contractUnfit(manifest.contract),
    ...sharedUnfit(version, release),
    ...manifest.capabilities.needs
      .filter(name => !offer.capabilities.some(offered => offered === name))
      .map((name): Unfit => ({ reason: 'capability', detail: `it needs ${name}, which this shell lacks` })),
    ...permissionUnfit(version, offer),
  ]
}

function contractUnfit(wanted: string): Unfit[] {
  if (inRange(`${CONTRACT}.0`, wanted)) return []
  return [{ reason: 'contract', detail: `it needs host contract ${wanted}, this shell offers ${CONTRACT}` }]
}

function sharedUnfit({ manifest, train }: ModuleVersion, { trains }: Pick<Release, 'trains'>): Unfit[] {
  return Object.entries(manifest.shared).flatMap(([name, range]): Unfit[] => {
    const offered = trains[train]?.[name]
    if (offered !== undefined && inRange(offered, range)) return []
    return [{ reason: 'shared', detail: `it needs ${name} ${range}, its train has ${offered ?? 'none'}` }]
  })
}

/** No program is loaded for somebody who could see nothing of it. */
function permissionUnfit({ manifest }: ModuleVersion, { can }: Offer): Unfit[] {
  const needed = manifest.routes.map(({ permission }) => permission)
  if (needed.length === 0 || needed.some(permission => permission === undefined || can(permission))) return []
  return [{ reason: 'permission', detail: `it has no page for this person, who lacks ${needed.join(', ')}` }]
}

/** Whether `version` is in a caret range (`^1.2`, `^0.1.0`): the only kind that manifests use. */
export function inRange(version: string, range: string): boolean {
  const wanted = numbers(range.replace(/^\^/, ''))
  const offered = numbers(version)
  // The first number that is not zero must be the same; what stands before it is zero on both sides.
  const fixed = Math.max(
    wanted.findIndex(number => number > 0),
    0,
  )
  for (let i = 0; i < 3; i += 1) {
    const [have, want] = [offered[i] ?? 0, wanted[i] ?? 0]
    if (have !== want) return i > fixed && have > want
  }
  return true
}

function numbers(version: string): number[] {
  return version.replace(/-.*$/, '').split('.').map(Number)
}
