import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKeyring } from '../crypto/keyring.ts'
import { testDatabase, type TestDatabase } from '../testing/database.ts'
import { ensureAppRole } from './appRole.ts'
import { openDatabase } from './connect.ts'
import { UnsafeDatabaseError, assertSafe } from './safety.ts'
import { scramVerifier } from './scram.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

it('requests run as a role that row-level security binds', async () => {
  const { rows } = await sql`select current_user, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb
    from pg_roles where rolname = current_user`.execute(database.db.app)
  expect(rows).toEqual([
    {
      current_user: 'sunshine_app',
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
    },
  ])
})

describe('a connection is refused', () => {
  it('when it is the owner’s', async () => {
    await expect(assertSafe(database.db.owner)).rejects.toThrow(UnsafeDatabaseError)
    const asOwner = openDatabase({
      ownerUrl: database.ownerUrl,
      appUrl: database.ownerUrl,
      keyring: database.keyring,
    })
    await expect(asOwner).rejects.toThrow(/owns the tables/)
  })

  it('when a commit is confirmed before it is kept', async () => {
    const url = new URL(database.url)
    url.searchParams.set('options', '-c synchronous_commit=off')
    const careless = openDatabase({
      ownerUrl: database.ownerUrl,
      appUrl: url.href,
      keyring: database.keyring,
    })
    await expect(careless).rejects.toThrow('unsafe database: synchronous_commit is off')
  })
})

it('options in the URL add to ours', async () => {
  const url = new URL(database.url)
  url.searchParams.set('options', '-c work_mem=8MB')
  const { app, close } = await openDatabase({
    ownerUrl: database.ownerUrl,
    appUrl: url.href,
    keyring: database.keyring,
  })
  const { rows } =
    await sql`select current_setting('work_mem') as memory, current_setting('TimeZone') as zone`.execute(app)
  expect(rows).toEqual([{ memory: '8MB', zone: 'Asia/Shanghai' }])
  await close()
})

describe('limits', () => {
  it('a statement that takes too long is ended', async () => {
    const options = { ownerUrl: database.ownerUrl, keyring: database.keyring, statementTimeoutMs: 100 }
    const { app, close } = await openDatabase(options)
    await expect(sql`select pg_sleep(5)`.execute(app)).rejects.toMatchObject({ code: '57014' })
    await close()
  })

  it('no session may hold a transaction or wait for a lock for long', async () => {
    const { rows } = await sql<{ name: string; setting: string }>`select name, setting from pg_settings
      where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') order by name`.execute(
      database.db.app,
    )
    expect(rows.map(({ setting }) => Number(setting))).toEqual([30_000, 5_000, 10_000])
  })
})

describe('the password of sunshine_app', () => {
  it('is sent as a verifier, never as itself', () => {
    // Password and salt of the example in RFC 7677.
    const verifier = scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'))
    expect(verifier).toBe(
      'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
    )
  })

  it('stays while any key of the ring opens the door, so a rotation locks nobody out', async () => {
    const owner = new pg.Client({ connectionString: database.ownerUrl })
    await owner.connect()
    const master = Buffer.alloc(32, 'test key')
    const rotated = createKeyring({
      current: 't2',
      keys: new Map([
        ['t2', Buffer.alloc(32, 2)],
        ['t1', master],
      ]),
    })
    try {
      expect(await ensureAppRole(owner, database.ownerUrl, rotated)).toBe(database.url)
    } finally {
      await owner.end()
    }
  })
})

it('two processes may open a database at once', async () => {
  const open = () => openDatabase({ ownerUrl: database.ownerUrl, keyring: database.keyring })
  const opened = await Promise.all([open(), open(), open()])
  expect(opened.map(({ appUrl }) => appUrl)).toEqual(Array(3).fill(database.url))
  await Promise.all(opened.map(({ close }) => close()))
})
