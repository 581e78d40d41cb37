import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Removes the folders below `parent` that `kept` does not name. What the deployment before this one loads is kept as
 * well: a page may still be open.
 */
export async function pruneFolders(parent: string, kept: readonly string[]): Promise<void> {
  const entries = await readdir(parent, { withFileTypes: true }).catch(() => [])
  const old = entries.filter(entry => entry.isDirectory() && !kept.includes(entry.name))
  await Promise.all(old.map(({ name }) => rm(join(parent, name), { recursive: true })))
}
