import pg from 'pg'
import { inject } from 'vitest'
import type { Keyring } from '../crypto/keyring.ts'
import { openDatabase, type OpenDatabase } from '../database/connect.ts'
import { databaseUrl } from './databaseUrl.ts'
import { testKeyring } from './keyring.ts'
import { newDatabaseName } from './runs.ts'

export interface TestDatabase {
  /** Of `sunshine_app`. */
  readonly url: string
  readonly ownerUrl: string
  readonly db: OpenDatabase
  readonly keyring: Keyring
  readonly drop: () => Promise<void>
}

/** A migrated, empty database for one test file. Needs `testing/globalSetup.ts`; call `drop` in `afterAll`. */
export async function testDatabase(): Promise<TestDatabase> {
  const { url: serverUrl, runId, template } = inject('databaseServer')
  const name = newDatabaseName(runId)
  await onServer(serverUrl, `create database ${name} template ${template}`)
  const ownerUrl = databaseUrl(serverUrl, name)
  const keyring = testKeyring()
  const db = await openDatabase({ ownerUrl, keyring, poolSize: 5 })
  const drop = async () => {
    await db.close()
    await onServer(serverUrl, `drop database ${name} with (force)`)
  }
  return { url: db.appUrl, ownerUrl, db, keyring, drop }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
