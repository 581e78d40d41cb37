import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Release } from '@sunshine-aid/host-contract'
import type { BundleDescription } from '@sunshine-aid/module-kit/vite'

export interface PortalFiles extends BundleDescription {
  /** URL of the portal's folder, with a slash at the end. */
  readonly base: string
}

/** All that changes with a deployment; every other file is immutable. */
export interface ReleaseFiles {
  readonly release: Release
  readonly portal: PortalFiles
}

const RELEASE = 'mf/release.json'
const PORTAL = 'shell/portal.json'

/** @returns undefined where no release was finished yet */
export async function readReleaseFiles(outDir: string): Promise<ReleaseFiles | undefined> {
  try {
    return { release: await readJson(join(outDir, RELEASE)), portal: await readJson(join(outDir, PORTAL)) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

export async function writeReleaseFiles(outDir: string, { release, portal }: ReleaseFiles): Promise<void> {
  await writeJson(join(outDir, PORTAL), portal)
  await writeJson(join(outDir, RELEASE), release)
}

/** Removes folders that no release in `kept` names; a page that is still open may load from the release before. */
export async function prune(outDir: string, kept: readonly ReleaseFiles[]): Promise<void> {
  const bases = new Set(kept.flatMap(basesOf))
  for (const parent of await parents(outDir)) {
    for (const { name, isFolder } of await entriesOf(join(outDir, parent))) {
      if (isFolder && !bases.has(`/${parent}/${name}/`))
        await rm(join(outDir, parent, name), { recursive: true })
    }
  }
}

function basesOf({ release, portal }: ReleaseFiles): string[] {
  const vendor = Object.values(release.importMap.imports).map(url => `${dirname(url)}/`)
  return [portal.base, ...vendor, ...release.modules.map(({ base }) => base)]
}

/** The folders whose children are versions. */
async function parents(outDir: string): Promise<string[]> {
  const modules = await entriesOf(join(outDir, 'mf'))
  return ['shell', ...modules.filter(({ isFolder }) => isFolder).map(({ name }) => `mf/${name}`)]
}

async function entriesOf(dir: string): Promise<{ name: string; isFolder: boolean }[]> {
  const entries = await readdir(dir, { withFileTypes: true })
  return entries.map(entry => ({ name: entry.name, isFolder: entry.isDirectory() }))
}

async function readJson<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(file, 'utf8')) as T
}

async function writeJson(file: string, content: unknown): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`)
  await rename(`${file}.new`, file)
}
