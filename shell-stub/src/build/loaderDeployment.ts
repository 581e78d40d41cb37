import { join } from 'node:path'
import { waitForLock } from '../../bin/lock.mjs'
import { buildBundled } from './bundledBuild.ts'
import type { BuildOptions } from './buildRelease.ts'
import { buildLoader } from './loaderBuild.ts'
import { DEPLOYMENT, writeJson } from './releaseFiles.ts'

/**
 * Adds to a deployment what portals need that cannot write our import map into their page: `loader.js` with its
 * shell-kit, and the bundled build with `bundled.json`. The stub portal works without them. What has not changed
 * since the last time is kept. What is deployed without a server that compresses wants `compressFiles` after it.
 */
export async function buildOtherWaysIn({ outDir, log = () => {} }: BuildOptions): Promise<void> {
  const lock = await waitForLock(join(outDir, 'build.lock'), () => log('waiting for another build'))
  try {
    await buildLoader(outDir, log)
    await writeJson(join(outDir, DEPLOYMENT, 'bundled.json'), await buildBundled(outDir, log))
  } finally {
    lock.release()
  }
}
