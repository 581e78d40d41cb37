import { join } from 'node:path'
import { parseArgs } from 'node:util'

/** Name of the anchor file in the data folder. */
export const ANCHOR_FILE = 'audit-anchors.jsonl'

export interface VerifySettings {
  /** Without it the server in `dataDir` is used. */
  readonly databaseUrl: string | undefined
  readonly dataDir: string
  readonly anchorFile: string
}

/** `--data-dir <folder>`, `--anchors <file>`, `DATABASE_URL`. @throws {TypeError} on an unknown option. */
export function readVerifySettings(args: readonly string[], environment = process.env): VerifySettings {
  const { values } = parseArgs({
    args: [...args],
    options: { 'data-dir': { type: 'string' }, anchors: { type: 'string' } },
  })
  const dataDir = values['data-dir'] ?? environment['DATA_DIR'] ?? join(process.cwd(), '.data')
  const anchorFile = values.anchors ?? join(dataDir, ANCHOR_FILE)
  return { databaseUrl: environment['DATABASE_URL'], dataDir, anchorFile }
}
