import pg from 'pg'
import { sm3 } from '../crypto/sm3.ts'
import { openDatabase } from '../database/connect.ts'
import { readMigrations } from '../database/migrate.ts'
import { databaseUrl } from './databaseUrl.ts'
import { testKeyring } from './keyring.ts'

const PREFIX = 'sunshine_template_'
const LOCK = 7_207_002

/** A migrated, empty database to copy from; made once for each state of the migrations. Returns its name. */
export async function ensureTemplate(serverUrl: string): Promise<string> {
  const migrations = await readMigrations()
  const name = PREFIX + sm3(...migrations.map(({ digest }) => digest)).toString('hex', 0, 6)
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    if (!(await isComplete(client, name))) await makeTemplate(client, serverUrl, name)
    return name
  } finally {
    await client.end()
  }
}

async function isComplete(client: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query('select from pg_database where datname = $1 and datistemplate', [
    name,
  ])
  return rowCount === 1
}

async function makeTemplate(client: pg.Client, serverUrl: string, name: string): Promise<void> {
  // Left by a run that was killed half-way.
  await client.query(`drop database if exists ${name} with (force)`)
  await client.query(`create database ${name}`)
  const database = await openDatabase({ ownerUrl: databaseUrl(serverUrl, name), keyring: testKeyring() })
  await database.close()
  await client.query(`alter database ${name} with is_template true allow_connections false`)
  await dropOldTemplates(client)
}

/** Each change of a migration makes a template; a checkout beside this one may still need the last few. */
const KEPT = 4

async function dropOldTemplates(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1) and datistemplate order by oid desc offset $2',
    [PREFIX, KEPT],
  )
  for (const { datname } of rows) {
    await client.query(`alter database ${datname} with is_template false`)
    await client.query(`drop database ${datname} with (force)`)
  }
}
