import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Release } from '@sunshine-aid/host-contract'
import { waitForLock } from '../../bin/lock.mjs'
import { buildBundled } from './bundledBuild.ts'
import { pruneFolders } from './bundledPrune.ts'
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
  const deployment = join(outDir, DEPLOYMENT)
  try {
    await buildLoader(deployment, log)
    const index = join(deployment, 'bundled.json')
    const before = await readBundled(index)
    const bundled = await buildBundled(deployment, log)
    await writeJson(index, bundled)
    for (const { manifest } of bundled.modules) {
      await pruneFolders(join(deployment, 'bundled', manifest.id), digestsOf([before, bundled]))
    }
  } finally {
    lock.release()
  }
}

async function readBundled(index: string): Promise<Release | undefined> {
  const text = await readFile(index, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : (JSON.parse(text) as Release)
}

function digestsOf(releases: readonly (Release | undefined)[]): string[] {
  return releases.flatMap(release => release?.modules.map(({ base }) => basename(base)) ?? [])
}
