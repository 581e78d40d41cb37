import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Rolldown } from 'vite'
import { importedNames, unionOf, type ImportedNames } from './importedNames.ts'
import { integrityOf } from './integrity.ts'
import { SHARED_PACKAGES } from './sharedPackages.ts'

/** What a build wrote. */
export interface BundleDescription {
  /** Entry name → its file. */
  readonly entries: Readonly<Record<string, string>>
  /** Style sheets that the entries need. */
  readonly css: readonly string[]
  /** Every file with the integrity of its bytes on the disk. */
  readonly files: Readonly<Record<string, string>>
  readonly uses: ImportedNames
}

export async function describeBundle(
  outDir: string,
  bundle: Rolldown.OutputBundle,
): Promise<BundleDescription> {
  const files = Object.keys(bundle)
    .filter(file => !file.endsWith('.map'))
    .sort()
  const chunks = Object.values(bundle).filter(file => file.type === 'chunk')
  const entries = chunks.filter(chunk => chunk.isEntry)
  return {
    entries: Object.fromEntries(entries.map(({ name, fileName }) => [name, fileName])),
    css: [...new Set(entries.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]))],
    files: Object.fromEntries(await Promise.all(files.map(file => withIntegrity(outDir, file)))),
    uses: unionOf(chunks.map(({ code }) => importedNames(code, SHARED_PACKAGES))),
  }
}

async function withIntegrity(outDir: string, file: string): Promise<readonly [string, string]> {
  return [file, integrityOf(await readFile(join(outDir, file)))]
}
