import { releaseSchema, type Release, type ReleasedModule } from '@sunshine-aid/host-contract'
import { faults } from './faults.ts'
import { ReleaseError, type ReleaseReason } from './releaseError.ts'
import { resolveImportMap, resolveModule, type ReleasePlace } from './resolveRelease.ts'

/** A module that the release names, and that cannot be used; all others can. */
export interface RefusedModule {
  readonly reason: ReleaseReason
  /** What is wrong, for the people who deploy. */
  readonly detail: string
  /** Where it says so itself. */
  readonly id?: string
  /** Below which its pages would live; absent where that is what is wrong. */
  readonly basePath?: string
}

/** A release that a shell can work with: every address resolved, every module checked. */
export interface ResolvedRelease extends Release {
  readonly place: ReleasePlace
  /** What had to be left out. */
  readonly refused: readonly RefusedModule[]
}

/** Each module is judged by itself, so that one bad entry takes nothing else with it. */
const { modules: modulesSchema, ...frameProperties } = releaseSchema.properties
const frameSchema = { ...releaseSchema, properties: { ...frameProperties, modules: { type: 'array' } } }

/**
 * Checks what was read, and resolves its addresses. Members that the schema does not know are left as they are: what
 * a later release adds may be ignored, and one that may not be has another `schema`.
 * @throws {ReleaseError} when nothing of the release can be used; a bad module only lands in `refused`
 */
export function readRelease(content: unknown, place: ReleasePlace): ResolvedRelease {
  refuseFuture(content, 'The release')
  const wrong = faults(frameSchema, content)
  if (wrong.length > 0) throw new ReleaseError('malformed', `The release is malformed: ${listed(wrong)}`)
  const release = content as Release
  const modules: ReleasedModule[] = []
  const refused: RefusedModule[] = []
  for (const entry of release.modules as readonly unknown[]) {
    try {
      modules.push(readModule(entry, modules, place))
    } catch (error) {
      if (!(error instanceof ReleaseError)) throw error
      refused.push(refusal(entry, error, place))
    }
  }
  return {
    ...release,
    importMap: resolveImportMap(release.importMap, modules, place),
    modules,
    place,
    refused,
  }
}

function readModule(entry: unknown, before: readonly ReleasedModule[], place: ReleasePlace): ReleasedModule {
  refuseFuture(memberOf(entry, 'manifest'), 'The manifest')
  const wrong = faults(modulesSchema.items, entry)
  if (wrong.length > 0) throw new ReleaseError('malformed', `The module is malformed: ${listed(wrong)}`)
  const module = resolveModule(entry as ReleasedModule, place)
  const { id } = module.manifest
  if (before.some(({ manifest }) => manifest.id === id)) {
    throw new ReleaseError('duplicate_id', `The release names ${id} twice.`)
  }
  const neighbour = before.find(({ basePath }) => overlap(basePath, module.basePath))
  if (neighbour) {
    throw new ReleaseError('overlapping_paths', `${module.basePath} overlaps ${neighbour.basePath}.`)
  }
  return module
}

/** @throws {ReleaseError} `from_future` for another `schema`, or a contract with another major version */
function refuseFuture(content: unknown, what: string): void {
  const schema = memberOf(content, 'schema')
  const contract = memberOf(content, 'contract')
  if (typeof schema === 'number' && schema > 1) {
    throw new ReleaseError('from_future', `${what} has schema ${schema}, this shell reads 1.`)
  }
  const major = typeof contract === 'string' ? /^\^(\d+)\./.exec(contract)?.[1] : undefined
  if (major !== undefined && Number(major) > 1) {
    throw new ReleaseError('from_future', `${what} needs host contract ${String(contract)}.`)
  }
}

function refusal(
  entry: unknown,
  { reason, message }: ReleaseError,
  { portalBase }: ReleasePlace,
): RefusedModule {
  const id = memberOf(memberOf(entry, 'manifest'), 'id')
  const basePath = memberOf(entry, 'basePath')
  const isPath = typeof basePath === 'string' && /^\/?([a-z0-9-]+\/)+$/.test(basePath)
  return {
    reason,
    detail: message,
    ...(typeof id === 'string' && { id }),
    ...(isPath && { basePath: basePath.startsWith('/') ? basePath : portalBase + basePath }),
  }
}

function overlap(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one)
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
}

function listed(wrong: readonly string[]): string {
  return wrong.slice(0, 5).join('; ')
}
