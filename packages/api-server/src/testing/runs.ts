import { randomBytes } from 'node:crypto'
import pg from 'pg'

/**
 * A test run on a server that other runs may share. Each of its databases carries its id, and it holds a
 * session of that name as long as it lives, so that the next run can tell what a killed one left behind.
 */
export interface TestRun {
  readonly id: string
  /** Drops the databases of this run. */
  readonly end: () => Promise<void>
}

const SESSION = 'sunshine-aid test run '
const DATABASE = 'sunshine_test_'

export async function beginRun(serverUrl: string): Promise<TestRun> {
  const id = randomBytes(4).toString('hex')
  const session = new pg.Client({ connectionString: serverUrl, application_name: SESSION + id })
  session.on('error', () => undefined)
  await session.connect()
  await dropOrphans(session)
  return {
    id,
    end: async () => {
      await drop(session, database => database.startsWith(DATABASE + id))
      await session.end()
    },
  }
}

export function newDatabaseName(runId: string): string {
  return `${DATABASE}${runId}_${randomBytes(4).toString('hex')}`
}

async function dropOrphans(session: pg.Client): Promise<void> {
  const { rows } = await session.query<{ id: string }>(
    'select substr(application_name, length($1) + 1) as id from pg_stat_activity where starts_with(application_name, $1)',
    [SESSION],
  )
  await drop(session, database => !rows.some(({ id }) => database.startsWith(DATABASE + id)))
}

async function drop(session: pg.Client, which: (database: string) => boolean): Promise<void> {
  const { rows } = await session.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1)',
    [DATABASE],
  )
  for (const { datname } of rows.filter(row => which(row.datname))) {
    await session.query(`drop database if exists ${session.escapeIdentifier(datname)} with (force)`)
  }
}
