import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { resolveRelease, type ReleasePlace } from '@sunshine-aid/shell-kit/pages'
import { DEPLOYMENT, readReleaseFiles, type ReleaseFiles } from '../build/releaseFiles.ts'

/**
 * The release in `releaseDir`, resolved for `place`, read anew after a deployment has replaced it.
 * @throws {Error} when there is none, or none that is finished
 */
export function currentFiles(releaseDir: string, place: ReleasePlace): () => Promise<ReleaseFiles> {
  const file = join(releaseDir, DEPLOYMENT, 'release.json')
  let known: { readonly writtenMs: number; readonly files: ReleaseFiles } | undefined
  return async () => {
    const writtenMs = (await stat(file).catch(() => undefined))?.mtimeMs ?? 0
    if (known?.writtenMs !== writtenMs) known = { writtenMs, files: await read(releaseDir, place) }
    return known.files
  }
}

async function read(releaseDir: string, place: ReleasePlace): Promise<ReleaseFiles> {
  const files = await readReleaseFiles(releaseDir)
  if (!files) throw new Error(`${releaseDir} holds no release; build one first.`)
  return { ...files, release: resolveRelease(files.release, place) }
}
