import { createWriteStream, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

const LARGE = 20 * 1024 * 1024

/** The API's structured log, in the data folder so that the terminal stays readable; the one before is kept. */
export function openServerLog(dataDir: string): { readonly path: string; write(line: string): void } {
  const path = join(dataDir, 'portal.log')
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size > LARGE) renameSync(path, `${path}.1`)
  const stream = createWriteStream(path, { flags: 'a', mode: 0o600 })
  return { path, write: line => void stream.write(line) }
}
