import { readdir, rm } from 'node:fs/promises'
import { join, posix } from 'node:path'
import type { Release } from '@sunshine-aid/host-contract'
import { DEPLOYMENT, type PortalFiles } from './releaseFiles.ts'

/** Folders of a deployment whose children are not versions of a module; no module may have such a name. */
export const RESERVED = ['vendor', 'releases', 'schema', 'bundled', 'shell-kit'] as const

/**
 * Removes the versions that none of `releases` names. A page that is still open may load from the release before,
 * and a shell may go back to the version before, so both are in `releases`.
 */
export async function prune(
  outDir: string,
  releases: readonly Release[],
  portals: readonly PortalFiles[],
): Promise<void> {
  const named = new Set([...releases.flatMap(foldersOf), ...portals.map(({ base }) => posix.join('.', base))])
  for (const parent of [...(portals.length > 0 ? ['shell'] : []), ...(await parents(outDir))]) {
    for (const name of await foldersIn(join(outDir, parent))) {
      if (!named.has(`${parent}/${name}/`)) await rm(join(outDir, parent, name), { recursive: true })
    }
  }
  const kept = releases.map(({ id }) => id)
  await pruneReleases(join(outDir, DEPLOYMENT, 'releases'), kept)
}

/** A release whose files are gone is nothing to go back to. */
async function pruneReleases(dir: string, kept: readonly string[]): Promise<void> {
  for (const name of await readdir(dir)) {
    if (!kept.includes(name.replace(/\.json(?:\.br)?$/, ''))) await rm(join(dir, name))
  }
}

/** Every folder that a release may load from, relative to the folder that a build writes into. */
function foldersOf({ importMap: { imports, scopes = {} }, modules }: Release): string[] {
  const shared = [imports, ...Object.values(scopes)].flatMap(names => Object.values(names).map(posix.dirname))
  const own = modules.flatMap(({ base, previous }) => (previous ? [base, previous.base] : [base]))
  return [...shared, ...own].map(folder => posix.join(DEPLOYMENT, folder, '/'))
}

/** The folders whose children are versions. */
async function parents(outDir: string): Promise<string[]> {
  const modules = await foldersIn(join(outDir, DEPLOYMENT))
  const versioned = modules.filter(
    name => name === 'vendor' || !(RESERVED as readonly string[]).includes(name),
  )
  return versioned.map(name => `${DEPLOYMENT}/${name}`)
}

async function foldersIn(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => [])
  return entries.filter(entry => entry.isDirectory()).map(({ name }) => name)
}
