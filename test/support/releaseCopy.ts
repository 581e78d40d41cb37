import { mkdtemp, readFile, rm, symlink, mkdir, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Release } from '@sunshine-aid/host-contract'

/** Where `npm start` builds, and with it the portal of the end-to-end tests. */
export const RELEASE_DIR = join(import.meta.dirname, '..', '..', 'shell-stub', 'dist', 'release')

export interface ReleaseCopy {
  /** As `buildRelease` leaves one. */
  readonly dir: string
  readonly remove: () => Promise<void>
}

/** The release as it was published. */
export async function publishedRelease(dir = RELEASE_DIR): Promise<Release> {
  return JSON.parse(await readFile(join(dir, 'mf', 'release.json'), 'utf8')) as Release
}

/**
 * A release of its own beside the built one, whose folders it borrows, with a release file changed by `change`. What
 * `change` names in addition it has to write below `<dir>/mf/`.
 */
export async function copyRelease(
  change: (release: Release, dir: string) => Promise<Release>,
): Promise<ReleaseCopy> {
  const dir = await mkdtemp(join(tmpdir(), 'sunshine-release-'))
  await mkdir(join(dir, 'mf'))
  await symlink(join(RELEASE_DIR, 'shell'), join(dir, 'shell'))
  for (const name of await readdir(join(RELEASE_DIR, 'mf'))) {
    if (name !== 'release.json') await symlink(join(RELEASE_DIR, 'mf', name), join(dir, 'mf', name))
  }
  const release = await change(await publishedRelease(), dir)
  await writeFile(join(dir, 'mf', 'release.json'), JSON.stringify(release))
  return { dir, remove: () => rm(dir, { recursive: true }) }
}
