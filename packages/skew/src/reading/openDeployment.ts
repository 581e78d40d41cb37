import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { releaseSchema, type Release } from '@sunshine-aid/host-contract'
import { ReleaseError, resolveRelease, violations } from '@sunshine-aid/shell-kit/pages'
import { folderFiles, isUrl, UnreadableError, urlFiles, type Files } from './files.ts'

/** The folder of the release file stands for the root, so that two deployments at different places can be compared. */
const PLACE = { url: '/release.json', portalBase: '/' }
/** Above the root there is nothing to be led to, so addresses are checked from further down. */
const DEEPER = { url: '/some/folder/release.json', portalBase: '/' }

/** What lies at an address that somebody named: a release and its files. */
export interface Deployment {
  /** As it was given. */
  readonly source: string
  readonly files: Files
  /** Addresses are paths from the folder of the release file, or URLs where they lead elsewhere. */
  readonly release: Release
}

/** A deployment whose release cannot be used. */
export interface UnusableDeployment {
  readonly source: string
  readonly release?: undefined
  /** What is wrong with it. */
  readonly reasons: readonly string[]
}

/**
 * Reads the release of `source`: the URL of a release file, or a folder that holds one (itself or in `mf/`).
 * @throws {UnreadableError} when there is nothing to read at all
 */
export async function openDeployment(source: string): Promise<Deployment | UnusableDeployment> {
  const files = isUrl(source) ? urlFiles(source) : folderFiles(folderOf(source))
  const bytes = await files.read(isUrl(source) ? source : '/release.json')
  if (!bytes) throw new UnreadableError(`${source} holds no release.json.`)
  const read = readRelease(bytes)
  return Array.isArray(read) ? { source, reasons: read } : { source, files, release: read as Release }
}

function folderOf(source: string): string {
  const given = resolve(source.replace(/release\.json$/, ''))
  const inside = [given, resolve(given, 'mf')].find(folder => existsSync(resolve(folder, 'release.json')))
  if (inside === undefined) throw new UnreadableError(`${source} is not a folder with a release.json in it.`)
  return inside
}

/** The release with its addresses resolved, or what is wrong with it. */
export function readRelease(bytes: Uint8Array): Release | readonly string[] {
  const content = parse(new TextDecoder().decode(bytes))
  if (content === undefined) return ['it is not JSON: truncated, or a page in its place']
  const wrong = violations(releaseSchema, content)
  if (wrong.length > 0) return wrong
  try {
    resolveRelease(content as Release, DEEPER)
    return resolveRelease(content as Release, PLACE)
  } catch (error) {
    if (error instanceof ReleaseError) return [error.message]
    throw error
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
