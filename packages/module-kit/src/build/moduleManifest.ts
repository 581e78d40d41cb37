import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plugin, ResolvedConfig } from 'vite'
import { contractNames } from './apiOperations.ts'
import { describeBundle } from './describeBundle.ts'
import { manifestOf } from './manifest.ts'
import { MODULE_VERSION } from './moduleEntry.ts'
import { readModule } from './readModule.ts'

/** Writes `manifest.json` beside the built files, from the module's own definition and the bytes on the disk. */
export function moduleManifest({ id, dir }: { readonly id: string; readonly dir: string }): Plugin {
  const asks = new Set<string>()
  let version = ''
  return {
    name: 'sunshine-aid:module-manifest',
    apply: 'build',
    configResolved(config) {
      version = versionIn(config)
    },
    moduleParsed({ code }) {
      for (const name of contractNames(code ?? '')) asks.add(name)
    },
    async writeBundle({ dir: outDir = '' }, bundle) {
      const spec = await readModule(dir)
      if (spec.id !== id)
        throw new Error(`src/module.ts defines "${spec.id}", but vite.config.ts builds "${id}".`)
      const built = await describeBundle(outDir, bundle)
      const manifest = manifestOf({ spec, dir, version, built, asks })
      await writeFile(join(outDir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
    },
  }
}

/** The version that the entry file tells. */
function versionIn({ define }: ResolvedConfig): string {
  return JSON.parse(String(define?.[MODULE_VERSION])) as string
}
