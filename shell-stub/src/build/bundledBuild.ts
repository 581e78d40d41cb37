import { join } from 'node:path'
import type { Release, ReleasedModule } from '@sunshine-aid/host-contract'
import { SHARED_GROUPS } from '@sunshine-aid/module-kit/vite'
import { readManifest } from './buildModule.ts'
import { buildInto } from './builder.ts'
import { digestOf, foldersOf, TOOLING } from './digest.ts'
import { moduleIds, packageDir } from './folders.ts'
import { integrityOfModules } from './importMap.ts'
import { inPairs } from './inPairs.ts'

const TRAIN = 'bundled'
const SHARED = SHARED_GROUPS.kit.map(name => packageDir(name.replace('@sunshine-aid/', '')))

/**
 * Every module once more, as one file that needs no import map, for browsers and pages that take none.
 * @param deployment the folder `mf`
 * @returns what `bundled.json` says: a release of the same form as `release.json`, with nothing shared
 */
export async function buildBundled(deployment: string, log: (line: string) => void): Promise<Release> {
  const modules = await inPairs(moduleIds().map(id => () => buildOne(deployment, id, log)))
  const content = {
    train: TRAIN,
    trains: { [TRAIN]: {} },
    importMap: { imports: {}, integrity: integrityOfModules(modules) },
    modules,
  }
  return {
    $schema: './schema/release-1.json',
    schema: 1,
    id: digestOf([], content),
    previous: null,
    ...content,
  }
}

async function buildOne(
  deployment: string,
  id: string,
  log: (line: string) => void,
): Promise<ReleasedModule> {
  const dir = packageDir(id)
  const base = `./bundled/${id}/${digestOf([...foldersOf(dir), ...SHARED, ...TOOLING], TRAIN)}/`
  const folder = join(deployment, base)
  if ((await buildInto(folder, { kind: 'bundled', id, dir })) === 'built') log(`built ${id}, bundled`)
  return { base, basePath: `${id}/`, train: TRAIN, manifest: await readManifest(folder) }
}
