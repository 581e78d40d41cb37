import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createKeyring, openDatabase, openKeyFile, parseKeys, startEmbedded } from '@sunshine-aid/api-server'
import type { Keyring, OpenDatabase } from '@sunshine-aid/api-server'
import { stopWith } from '../commandLine.ts'
import { databaseUrls, masterKeys } from '../config.ts'
import { isEnding, onShutDown } from './shutDown.ts'

export type Data = { readonly database: OpenDatabase; readonly keyring: Keyring }

/**
 * Opens the database at its current schema: the one that `DATABASE_URL` names, else PostgreSQL in `dataDir`, started
 * or taken over. Both are closed when the command ends.
 */
export async function openData(dataDir: string, say: (line: string) => void): Promise<Data> {
  const keyring = createKeyring(
    masterKeys === undefined ? await openKeyFile(join(dataDir, 'keys')) : parseKeys(masterKeys),
  )
  const { owner, app } = databaseUrls ?? { owner: await embedded(dataDir, say), app: undefined }
  const database = await openDatabase({
    ownerUrl: owner,
    ...(app !== undefined && { appUrl: app }),
    keyring,
    log: line => isEnding() || say(line),
  })
  onShutDown(() => database.close())
  return { database, keyring }
}

/** The same for a command that only makes sense after `npm start`, without a word about its steps. */
export function openExistingData(dataDir: string): Promise<Data> {
  const isThere = databaseUrls !== undefined || existsSync(join(dataDir, 'postgres.json'))
  if (!isThere)
    stopWith(`There is no data in ${dataDir} yet. npm start makes some; --data-dir names another folder.`, 1)
  return openData(dataDir, () => undefined)
}

async function embedded(dataDir: string, say: (line: string) => void): Promise<string> {
  const starting = startEmbedded({ dataDir, log: say })
  // Also when the end comes while it still starts.
  onShutDown(async () => (await starting).stop())
  return (await starting).url
}
