import { createHash } from 'node:crypto'
import type { Release } from '@sunshine-aid/host-contract'
import { integrityOfModules } from '../importMap.ts'
import { otherTrains } from '../otherTrains.ts'

/** The release as it would be if the one before had had other bytes in every file: the most that a past can add. */
export function withPast(release: Release): Release {
  const before = aged(release)
  const other = otherTrains(before.modules, release.importMap.imports, before)
  return {
    ...release,
    trains: { ...release.trains, ...other.trains },
    importMap: {
      imports: release.importMap.imports,
      scopes: other.scopes,
      integrity: {
        ...release.importMap.integrity,
        ...integrityOfModules(before.modules),
        ...other.integrity,
      },
    },
    modules: release.modules.map((module, index) => ({ ...module, ...pastOf(before, index) })),
  }
}

function pastOf({ modules }: Release, index: number) {
  const module = modules[index]
  if (!module) return {}
  const { base, train, manifest } = module
  return { previous: { base, train, manifest } }
}

/** Every digest is another one of the same length. */
function aged({ importMap: { scopes: _, ...importMap }, ...release }: Release): Release {
  const modules = release.modules.map(({ previous: _, ...module }) => module)
  const text = JSON.stringify({ ...release, importMap, modules })
  return JSON.parse(
    text
      .replaceAll(/\b[0-9a-f]{12}\b/g, digest => hash(digest, 'hex').slice(0, 12))
      .replaceAll(/(?<=sha384-)[\w+/]{64}/g, digest => hash(digest, 'base64')),
  ) as Release
}

function hash(text: string, encoding: 'hex' | 'base64'): string {
  return createHash('sha384').update(text).digest(encoding)
}
