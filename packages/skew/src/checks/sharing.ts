import type { ModuleVersion, Release } from '@sunshine-aid/host-contract'
import { inRange } from '@sunshine-aid/shell-kit/pages'
import { finding, type Finding, type Situation } from '../finding.ts'
import type { Library } from '../reading/library.ts'
import { link, type Edge } from '../reading/link.ts'
import { mergedMapping, resolveSpecifier, type Mapping } from '../reading/resolveSpecifier.ts'
import type { Pair } from './pair.ts'

/** One module version on the shared files that it would really meet. */
interface Meeting {
  readonly version: ModuleVersion
  readonly mapping: Mapping
  /** Package → version that is offered. */
  readonly offered: Readonly<Record<string, string>>
  readonly train: string
  readonly situation: Situation
  readonly library: Library
}

/** What one module gets of one shared package in a page that is opened after the deployment. */
export interface SharedUse {
  readonly module: string
  readonly version: string
  readonly package: string
  readonly address: string
  readonly range: string
  readonly offered: string
  readonly fits: boolean
  readonly missing: readonly string[]
}

export async function checkSharing(pair: Pair): Promise<Finding[]> {
  const meetings = meetingsOf(pair)
  const linked = await Promise.all(meetings.map(linkFaults))
  return [...meetings.flatMap(rangeFindings), ...linkFindings(linked.flat())]
}

/** Every module of the candidate with every package that it shares. */
export async function sharedUses(pair: Pair): Promise<SharedUse[]> {
  const rows = await Promise.all(deployedMeetings(pair).map(usesOf))
  return rows.flat()
}

async function usesOf({ version, mapping, offered, library }: Meeting): Promise<SharedUse[]> {
  const { id, entry, shared, version: number } = version.manifest
  const edges = await link(version.base + entry, mapping, library)
  return Object.entries(shared).map(([name, range]) => {
    const own = edges.filter(
      ({ specifier, importer }) => specifier === name && importer.startsWith(version.base),
    )
    const has = offered[name] ?? '-'
    return {
      module: id,
      version: number,
      package: name,
      address: resolveSpecifier(mapping, name, version.base + entry) ?? '-',
      range,
      offered: has,
      fits: has !== '-' && inRange(has, range),
      missing: [...new Set(own.flatMap(({ missing }) => missing))],
    }
  })
}

function meetingsOf(pair: Pair): Meeting[] {
  return [...deployedMeetings(pair), ...rollbackMeetings(pair), ...openMeetings(pair)]
}

function deployedMeetings({ candidate: { release }, candidateScripts }: Pair): Meeting[] {
  return release.modules.map(version => meeting(version, release, 'deployed', candidateScripts))
}

/** The version before, as the candidate's import map would serve it. */
function rollbackMeetings({ candidate: { release }, candidateScripts }: Pair): Meeting[] {
  return release.modules.flatMap(({ previous }) =>
    previous ? [meeting(previous, release, 'rollback', candidateScripts)] : [],
  )
}

/** The candidate's new modules in a page whose import map was there before them. */
function openMeetings({ candidate, running, runningScripts }: Pair): Meeting[] {
  const before = new Set(running.release.modules.map(({ base }) => base))
  const mapping = mergedMapping(running.release.importMap, candidate.release.importMap)
  return candidate.release.modules.flatMap(version => {
    if (before.has(version.base)) return []
    const own = candidate.release.importMap.scopes?.[version.base]
    const { release } = own ? candidate : running
    const { train } = own ? version : release
    const offered = release.trains[train] ?? {}
    return [{ version, mapping, offered, train, situation: 'oldMap', library: runningScripts } as const]
  })
}

function meeting(version: ModuleVersion, release: Release, situation: Situation, library: Library): Meeting {
  const offered = release.trains[version.train] ?? {}
  return { version, mapping: release.importMap, offered, train: version.train, situation, library }
}

function rangeFindings({ version, offered, train, situation }: Meeting): Finding[] {
  const { id, shared } = version.manifest
  return Object.entries(shared).flatMap(([name, range]) => {
    const has = offered[name]
    if (has !== undefined && inRange(has, range)) return []
    const subject = { module: id, package: name, range, train, offered: has ?? '-' }
    return [finding('SK-06', subject, situation)]
  })
}

/** An import that cannot be linked, and the module that stops because of it. */
interface LinkFault extends Edge {
  readonly module: string
  readonly situation: Situation
}

async function linkFaults({ version, mapping, situation, library }: Meeting): Promise<LinkFault[]> {
  const { id, entry } = version.manifest
  const edges = await link(version.base + entry, mapping, library)
  return edges
    .filter(({ target, missing }) => target === undefined || missing.length > 0)
    .map(edge => ({ ...edge, module: id, situation }))
}

/** One finding an import: a fault in a shared file stops every module that uses the file. */
function linkFindings(faults: readonly LinkFault[]): Finding[] {
  const same = Map.groupBy(faults, ({ importer, specifier, target, missing, situation }) =>
    [importer, specifier, target, missing.join(), situation].join(' '),
  )
  return [...same.values()].flatMap(([first, ...rest]) => {
    if (!first) return []
    const { importer: file, specifier, target, missing, situation } = first
    const module = [first, ...rest].map(fault => fault.module).join(', ')
    const subject = { module, file, package: specifier }
    if (target === undefined) return [finding('SK-05', subject, situation)]
    return [finding('SK-07', { ...subject, names: [...missing].sort().join(', '), target }, situation)]
  })
}
