import { waitForLock } from '../../bin/lock.mjs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Release, ReleasedModule } from '@sunshine-aid/host-contract'
import { buildModule, type BuiltModule } from './buildModule.ts'
import { buildPortal } from './buildPortal.ts'
import { buildVendor } from './buildVendor.ts'
import { composeRelease } from './composeRelease.ts'
import { compressFiles } from './compressFiles.ts'
import { moduleIds } from './folders.ts'
import { inPairs } from './inPairs.ts'
import { prune } from './prune.ts'
import {
  DEPLOYMENT,
  publish,
  readKept,
  readPublished,
  replacePortal,
  type PortalFiles,
} from './releaseFiles.ts'

export interface BuildOptions {
  /** Receives `mf/`, the folder to deploy, and beside it `shell/`, the stub portal's own files. */
  readonly outDir: string
  /**
   * Modules that stay as the release that is in `outDir` has them, on the shared files that they have there. A release
   * moves to new shared files module by module in this way.
   */
  readonly keep?: readonly string[]
  /** Whether the stub portal is built as well, which is no part of a deployment; `true` unless given. */
  readonly withPortal?: boolean
  /** Hears a line for each thing that is built, none for what is up to date. */
  readonly log?: (line: string) => void
}

/**
 * Builds every module, the portal and the files that they share for production. What has not changed since the
 * last time is kept, so that a second build takes no time.
 * @returns the release as published: its addresses are relative to `mf/release.json`
 */
export async function buildRelease(options: BuildOptions): Promise<Release> {
  const { outDir, log = () => {} } = options
  await mkdir(outDir, { recursive: true })
  const lock = await waitForLock(join(outDir, 'build.lock'), () => log('waiting for another build'))
  try {
    return await buildAll({ ...options, log })
  } finally {
    lock.release()
  }
}

type Jobs = readonly [() => Promise<PortalFiles | undefined>, ...(() => Promise<BuiltModule>)[]]

async function buildAll({
  outDir,
  log,
  keep = [],
  withPortal = true,
}: BuildOptions & Pick<Required<BuildOptions>, 'log'>): Promise<Release> {
  const before = await readPublished(outDir)
  const kept = keep.map(id => moduleIn(before, id))
  const moved = moduleIds().filter(id => !keep.includes(id))
  const [portal, ...modules] = await inPairs<Jobs>([
    () => (withPortal ? buildPortal(outDir, log) : Promise.resolve(undefined)),
    ...moved.map(id => () => buildModule(outDir, id, log)),
  ])
  const uses = [...(portal ? [portal.uses] : []), ...modules.map(({ manifest }) => manifest.uses)]
  const vendor = await buildVendor(outDir, uses, log)
  const release = composeRelease({ modules, vendor, kept }, before)
  const portals = portal ? await replacePortal(outDir, portal) : []
  await publish(outDir, release)
  const last = release.previous === null ? undefined : await readKept(outDir, release.previous)
  await prune(outDir, [release, ...(last ? [last] : [])], portals)
  for (const folder of [DEPLOYMENT, ...(portal ? ['shell'] : [])]) await compressFiles(join(outDir, folder))
  return release
}

function moduleIn(release: Release | undefined, id: string): ReleasedModule {
  const module = release?.modules.find(({ manifest }) => manifest.id === id)
  if (!module) throw new Error(`The release before has no module "${id}" that could be kept.`)
  return module
}
