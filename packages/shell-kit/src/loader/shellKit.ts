import { moduleImporter } from '../importModule.ts'
import { isMapped, whyNotMapped } from '../importMap/installImportMap.ts'
import { markOf } from '../importMap/scopedImportMap.ts'
import { fetchRelease } from '../loadRelease.ts'
import { readRelease } from '../readRelease.ts'
import { checkedImport } from './checkedImport.ts'
import { HANDLE, RELEASE_FILES, type LoaderHandle } from './loaderHandle.ts'
import { mountPlain } from './mountPlain.ts'
import { startShell } from './startShell.ts'
import type { SunshineAid } from './sunshineAid.ts'

// The file that the classic loader runs: shell-kit as one ES module, for pages that are not built with it.

const handle = Reflect.get(window, HANDLE) as LoaderHandle | undefined
Reflect.deleteProperty(window, HANDLE)
if (handle) start(handle).then(handle.resolve, (cause: unknown) => handle.fail('release-malformed', cause))

async function start(given: LoaderHandle): Promise<SunshineAid> {
  const { folder, portalBase } = given
  const taken = readRelease(given.release, { url: folder + RELEASE_FILES[given.build], portalBase })
  const why = given.refusal ?? (isMapped(markOf(taken.id)) ? undefined : whyNotMapped())
  const build = why === undefined ? ({ is: 'shared' } as const) : ({ is: 'bundled', why } as const)
  const isTaken = build.is === given.build
  const release = isTaken ? taken : await fetchRelease(folder + RELEASE_FILES[build.is], { portalBase })
  const load = moduleImporter(checkedImport(release.importMap))
  return {
    release,
    build,
    start: options => startShell(release, load, options),
    mount: (id, el, options) => mountPlain(release, load, id, el, options),
  }
}
