import { waitForLock } from '../../bin/lock.mjs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Release } from '@sunshine-aid/host-contract'
import { buildModule, type BuiltModule } from './buildModule.ts'
import { buildPortal } from './buildPortal.ts'
import { buildVendor } from './buildVendor.ts'
import { composeRelease } from './composeRelease.ts'
import { compressFiles } from './compressFiles.ts'
import { moduleIds } from './folders.ts'
import { inPairs } from './inPairs.ts'
import { prune } from './prune.ts'
import { DEPLOYMENT, readKept, readPublished, writeReleaseFiles, type PortalFiles } from './releaseFiles.ts'

export interface BuildOptions {
  /** Receives `mf/`, the folder to deploy, and beside it `shell/`, the stub portal's own files. */
  readonly outDir: string
  /** Hears a line for each thing that is built, none for what is up to date. */
  readonly log?: (line: string) => void
}

/**
 * Builds every module, the portal and the files that they share for production. What has not changed since the
 * last time is kept, so that a second build takes no time.
 * @returns the release as published: its addresses are relative to `mf/release.json`
 */
export async function buildRelease({ outDir, log = () => {} }: BuildOptions): Promise<Release> {
  await mkdir(outDir, { recursive: true })
  const lock = await waitForLock(join(outDir, 'build.lock'), () => log('waiting for another build'))
  try {
    return await buildAll(outDir, log)
  } finally {
    lock.release()
  }
}

async function buildAll(outDir: string, log: (line: string) => void): Promise<Release> {
  const [portal, ...modules] = await inPairs([
    () => buildPortal(outDir, log),
    ...moduleIds().map(id => () => buildModule(outDir, id, log)),
  ] as [() => Promise<PortalFiles>, ...(() => Promise<BuiltModule>)[]])
  const vendor = await buildVendor(
    outDir,
    [portal.uses, ...modules.map(({ manifest }) => manifest.uses)],
    log,
  )
  const before = await readPublished(outDir)
  const release = composeRelease({ modules, vendor }, before)
  await writeReleaseFiles(outDir, { release, portal })
  const last = release.previous === null ? undefined : await readKept(outDir, release.previous)
  await prune(outDir, [release, ...(last ? [last] : [])], [portal])
  for (const folder of [DEPLOYMENT, 'shell']) await compressFiles(join(outDir, folder))
  return release
}
