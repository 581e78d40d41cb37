import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plugin, Rolldown } from 'vite'
import { importedNames, unionOf, type ImportedNames } from './importedNames.ts'
import { integrityOf } from './integrity.ts'
import { manifestOf } from './manifest.ts'
import { readModule } from './readModule.ts'
import { installedVersion, SHARED_PACKAGES } from './sharedPackages.ts'

/** Writes `manifest.json` beside the built files, from the module's own definition and the bytes on the disk. */
export function moduleManifest({ id, dir }: { readonly id: string; readonly dir: string }): Plugin {
  return {
    name: 'sunshine-aid:module-manifest',
    apply: 'build',
    async writeBundle({ dir: outDir = '' }, bundle) {
      const spec = await readModule(dir)
      if (spec.id !== id) throw new Error(`src/module.ts defines "${spec.id}", but vite.config.ts builds "${id}".`)
      const chunks = Object.values(bundle).filter(file => file.type === 'chunk')
      const entry = chunks.find(chunk => chunk.isEntry)
      if (!entry) throw new Error(`${id} was built without an entry.`)
      const manifest = manifestOf({
        spec,
        dir,
        version: installedVersion(`@sunshine-aid/${id}`, dir),
        entry: entry.fileName,
        files: await integrities(outDir, Object.keys(bundle)),
        uses: usesOf(chunks),
      })
      await writeFile(join(outDir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
    },
  }
}

function usesOf(chunks: readonly Rolldown.OutputChunk[]): ImportedNames {
  return unionOf(chunks.map(chunk => importedNames(chunk.code, SHARED_PACKAGES)))
}

async function integrities(outDir: string, files: readonly string[]): Promise<Record<string, string>> {
  const entries = files
    .filter(file => !file.endsWith('.map'))
    .sort()
    .map(async file => [file, integrityOf(await readFile(join(outDir, file)))] as const)
  return Object.fromEntries(await Promise.all(entries))
}
