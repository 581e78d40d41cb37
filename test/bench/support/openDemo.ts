import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  createKeyring,
  MigrationError,
  openDatabase,
  openKeyFile,
  removeEmbedded,
  seedDemo,
  startEmbedded,
  type Keyring,
  type OpenDatabase,
} from '@sunshine-aid/api-server'
import { CACHE } from './cache.ts'

/** A demo province in a data folder. */
export interface Demo extends OpenDatabase {
  readonly ownerUrl: string
  readonly keyring: Keyring
}

export interface DemoSize {
  readonly students: number
  /** Share of the students who have a request, 0 to 1. */
  readonly applicationShare: number
}

/**
 * Opens the demo province in `dataDir`, made where it is missing. One below `CACHE` that an older version of the
 * program has left is made anew.
 */
export async function openDemo(dataDir: string, size: DemoSize, now: Date): Promise<Demo> {
  await mkdir(dataDir, { recursive: true, mode: 0o711 })
  try {
    return await open(dataDir, size, now)
  } catch (error) {
    if (!(error instanceof MigrationError) || !dataDir.startsWith(CACHE)) throw error
    console.log('the kept data is of another version and is made anew')
    await removeEmbedded(dataDir)
    return open(dataDir, size, now)
  }
}

async function open(dataDir: string, size: DemoSize, now: Date): Promise<Demo> {
  const keyring = createKeyring(await openKeyFile(join(dataDir, 'keys')))
  const { url: ownerUrl, stop } = await startEmbedded({ dataDir, log })
  try {
    const database = await openDatabase({ ownerUrl, keyring })
    await seedDemo(database.owner, { ...size, keyring, now, log })
    return { ...database, ownerUrl, keyring, close: () => database.close().then(stop) }
  } catch (error) {
    await stop()
    throw error
  }
}

const log = (line: string) => console.log(line)
