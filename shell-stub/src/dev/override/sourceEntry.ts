import { integrityOf } from '@sunshine-aid/module-kit/vite'
import type { ReleasedModule } from '@sunshine-aid/host-contract'

const ENTRY = 'entry.js'
const PATH = /^\/@dev\/module\/([^/]+)\/entry\.js$/

/**
 * The entry file of a module that runs from source. Shells ask for the integrity of every entry, and a source has
 * none that lasts: so the entry is a file of two lines, whose bytes are known, and what it imports is checked by nobody.
 */
export interface SourceEntry {
  /** Answers a path of its own; `undefined` for every other. */
  readonly codeAt: (path: string) => string | undefined
  /** `source` with this entry, under a version that no shell has ever seen fail. */
  readonly released: (source: ReleasedModule, origin: string) => ReleasedModule
}

/** @param module address of the module's definition */
export function sourceEntry(module: string): SourceEntry {
  const code = (version: string) =>
    `import definition from ${JSON.stringify(module)}\nexport const { mount, singleSpa } = definition.atVersion(${JSON.stringify(version)})\n`
  return {
    codeAt(path) {
      const version = PATH.exec(path)?.[1]
      return version === undefined ? undefined : code(decodeURIComponent(version))
    },
    released(source, origin) {
      const version = `${source.manifest.version}-dev.${Date.now().toString(36)}`
      const files = { [ENTRY]: integrityOf(code(version)) }
      const base = `${origin}/@dev/module/${version}/`
      return { ...source, base, manifest: { ...source.manifest, version, entry: ENTRY, files } }
    },
  }
}

/** What an import map has to say of the entry. */
export function entryIntegrity({ base, manifest }: ReleasedModule): Record<string, string> {
  return { [base + manifest.entry]: manifest.files[manifest.entry] ?? '' }
}
