import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { moduleManifestSchema, releaseSchema, type Release } from '@sunshine-aid/host-contract'
import type { BundleDescription } from '@sunshine-aid/module-kit/vite'
import { violations } from '@sunshine-aid/shell-kit/pages'

/** The folder of a deployment, below the folder that a build writes into. */
export const DEPLOYMENT = 'mf'

export interface PortalFiles extends BundleDescription {
  /** URL path of the stub portal's own folder, with a slash at the end. */
  readonly base: string
}

/** What a server needs that shows the stub portal: the release as published, and the portal's own files. */
export interface ReleaseFiles {
  readonly release: Release
  readonly portal: PortalFiles
}

const RELEASE = `${DEPLOYMENT}/release.json`
const PORTAL = 'shell/portal.json'

/** @returns undefined where no release was finished yet, or where the stub portal was left out */
export async function readReleaseFiles(outDir: string): Promise<ReleaseFiles | undefined> {
  const release = await readPublished(outDir)
  const portal = await readJson<PortalFiles>(join(outDir, PORTAL))
  return release && portal && { release, portal }
}

/**
 * The release that `outDir` holds now, with the addresses as published. One that an older build wrote in another form
 * counts as none.
 */
export async function readPublished(outDir: string): Promise<Release | undefined> {
  const release = await readJson<Release>(join(outDir, RELEASE))
  return release && violations(releaseSchema, release).length === 0 && isRelative(release)
    ? release
    : undefined
}

function isRelative({ modules }: Release): boolean {
  return modules.every(({ base }) => base.startsWith('./'))
}

/** An earlier release that is still kept beside the present one. */
export function readKept(outDir: string, id: string): Promise<Release | undefined> {
  return readJson<Release>(keptFile(outDir, id))
}

/** @returns the portal's files and those that they replace, which a page that is open may still load */
export async function replacePortal(outDir: string, portal: PortalFiles): Promise<PortalFiles[]> {
  const before = await readJson<PortalFiles>(join(outDir, PORTAL))
  await writeJson(join(outDir, PORTAL), portal)
  return before ? [portal, before] : [portal]
}

/** The release file last: what it names is there when the first browser reads it. */
export async function publish(outDir: string, release: Release): Promise<void> {
  const schemas = join(outDir, DEPLOYMENT, 'schema')
  await writeJson(join(schemas, 'manifest-1.json'), moduleManifestSchema)
  await writeJson(join(schemas, 'release-1.json'), releaseSchema)
  await writeJson(keptFile(outDir, release.id), release)
  await writeJson(join(outDir, RELEASE), release)
}

function keptFile(outDir: string, id: string): string {
  return join(outDir, DEPLOYMENT, 'releases', `${id}.json`)
}

async function readJson<T>(file: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** A compressed copy of what stood there before must not outlive it. */
export async function writeJson(file: string, content: unknown): Promise<void> {
  const text = `${JSON.stringify(content, null, 2)}\n`
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.new`, text)
  await rm(`${file}.br`, { force: true })
  await rename(`${file}.new`, file)
}
