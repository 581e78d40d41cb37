import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { describeBundle } from './describeBundle.ts'
import { manifestOf } from './manifest.ts'
import { readModule } from './readModule.ts'
import { installedVersion } from './sharedPackages.ts'

/** Writes `manifest.json` beside the built files, from the module's own definition and the bytes on the disk. */
export function moduleManifest({ id, dir }: { readonly id: string; readonly dir: string }): Plugin {
  return {
    name: 'sunshine-aid:module-manifest',
    apply: 'build',
    async writeBundle({ dir: outDir = '' }, bundle) {
      const spec = await readModule(dir)
      if (spec.id !== id)
        throw new Error(`src/module.ts defines "${spec.id}", but vite.config.ts builds "${id}".`)
      const built = await describeBundle(outDir, bundle)
      const manifest = manifestOf({ spec, dir, version: installedVersion(`@sunshine-aid/${id}`, dir), built })
      await writeFile(join(outDir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
    },
  }
}
