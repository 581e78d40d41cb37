import type { ModuleVersion, Release } from '@sunshine-aid/host-contract'

/** The version of `HostV1` that this kit offers to modules. */
export const CONTRACT = '1.0'

/** Why a module must not run here, for the people who deploy; an empty list means it may. No code of it has run yet. */
export function preflight({ manifest, train }: ModuleVersion, release: Release): string[] {
  const contract = inRange(`${CONTRACT}.0`, manifest.contract)
    ? []
    : [`it needs host contract ${manifest.contract}, this shell offers ${CONTRACT}`]
  const shared = Object.entries(manifest.shared).flatMap(([name, range]) => {
    const offered = release.trains[train]?.[name]
    if (offered === undefined) return [`it needs ${name} ${range}, the release has none`]
    return inRange(offered, range) ? [] : [`it needs ${name} ${range}, the release has ${offered}`]
  })
  return [...contract, ...shared]
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
