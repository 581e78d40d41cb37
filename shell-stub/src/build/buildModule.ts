import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ModuleManifest, ReleasedModule } from '@sunshine-aid/host-contract'
import { installedVersion, operationsOf } from '@sunshine-aid/module-kit/vite'
import { buildInto } from './builder.ts'
import { digestOf, foldersOf, TOOLING } from './digest.ts'
import { packageDir } from './folders.ts'
import { RESERVED } from './prune.ts'
import { DEPLOYMENT } from './releaseFiles.ts'

/** A module before it is known on which shared files it runs, and which version ran before. */
export type BuiltModule = Pick<ReleasedModule, 'base' | 'basePath' | 'manifest'>

/** @throws {Error} when the module cannot be built, or has a name that a folder of the deployment has */
export async function buildModule(
  outDir: string,
  id: string,
  log: (line: string) => void,
): Promise<BuiltModule> {
  if ((RESERVED as readonly string[]).includes(id)) throw new Error(`A module cannot be named "${id}".`)
  const dir = packageDir(id)
  const version = versionOf(id, dir)
  const base = `./${id}/${version}/`
  const folder = join(outDir, DEPLOYMENT, base)
  if ((await buildInto(folder, { kind: 'module', dir, version })) === 'built') log(`built ${id}`)
  return { base, basePath: `${id}/`, manifest: await readManifest(folder) }
}

/** The package's version, and what tells this build of it from every other: two builds can be in one release. */
function versionOf(id: string, dir: string): string {
  const digest = digestOf([...foldersOf(dir), ...TOOLING], operationsOf(['*']))
  return `${installedVersion(`@sunshine-aid/${id}`, dir)}-${digest}`
}

/** As it stands in a release, whose own schema describes it. */
export async function readManifest(folder: string): Promise<ModuleManifest> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8')
  const { $schema: _, ...manifest } = JSON.parse(text) as ModuleManifest
  return manifest
}
