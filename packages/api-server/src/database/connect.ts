import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Keyring } from '../crypto/keyring.ts'
import { APP_ROLE, ensureAppRole, roleExists } from './appRole.ts'
import { sealOldOpinions } from '../panels/sealOldOpinions.ts'
import { migrate, readMigrations } from './migrate.ts'
import { assertSafe } from './safety.ts'
import type { Database, Db } from './schema.ts'

export interface OpenOptions {
  /** Runs migrations and tools. */
  readonly ownerUrl: string
  /** `sunshine_app`, where the owner may not create roles; otherwise the role is made and its password derived. */
  readonly appUrl?: string
  readonly keyring: Keyring
  /** One line a step. */
  readonly log?: (line: string) => void
  /** Connections for requests. */
  readonly poolSize?: number
  /** Of one statement, in ms. */
  readonly statementTimeoutMs?: number
}

export interface OpenDatabase {
  /** For requests, through `inScope` only. */
  readonly app: Db
  /** For tools: verification, anchors, seeding. Holds no connection while idle. */
  readonly owner: Db
  /** Of `sunshine_app`; holds its password. */
  readonly appUrl: string
  /** How many migrations this program knows, all of them applied now. */
  readonly migrations: number
  readonly close: () => Promise<void>
}

const POOL_SIZE = 10
const STATEMENT_TIMEOUT_MS = 10_000
const LOCK_TIMEOUT_MS = 5_000
const IDLE_IN_TRANSACTION_MS = 30_000
const CONNECT_TIMEOUT_MS = 5_000
/**
 * A day in SQL (`submitted_at::date`) is a day in China, whatever the server's zone is. And no disk of today has a
 * head to move: believing so, the planner reads an auditor's whole sample and sorts it, for one page of it.
 */
const SESSION = '-c TimeZone=Asia/Shanghai -c random_page_cost=1.1'

/**
 * Brings the database to the current schema and opens it twice: as the owner, and as the role that row-level
 * security binds. Refuses one that is not safe to serve from.
 * @throws {MigrationError} @throws {UnsafeDatabaseError}
 */
export async function openDatabase(options: OpenOptions): Promise<OpenDatabase> {
  const log = options.log ?? (() => undefined)
  const { appUrl, migrations } = await prepare(options, log)
  const app = pool(appUrl, options.poolSize ?? POOL_SIZE, 'sunshine-aid', log, {
    statement_timeout: options.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  })
  const owner = openOwner(options.ownerUrl, log)
  const close = async () => {
    await Promise.all([app.destroy(), owner.destroy()])
  }
  try {
    await assertSafe(app)
    const sealed = await sealOldOpinions(owner, options.keyring, new Date())
    if (sealed > 0) log(`panels: sealed ${sealed} opinions that could be read`)
  } catch (error) {
    await close()
    throw error
  }
  return { app, owner, appUrl, migrations, close }
}

/** As the owner, without touching the schema: for tools. Holds no connection while idle. */
export function openOwner(url: string, log: (line: string) => void = () => undefined): Db {
  return pool(url, 2, 'sunshine-aid owner', log, { lock_timeout: LOCK_TIMEOUT_MS })
}

/** Role and migrations. */
async function prepare(
  options: OpenOptions,
  log: (line: string) => void,
): Promise<Pick<OpenDatabase, 'appUrl' | 'migrations'>> {
  const owner = new pg.Client({
    connectionString: options.ownerUrl,
    application_name: 'sunshine-aid migrations',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  })
  // A connection that breaks between two queries would end the process; the next query reports it instead.
  owner.on('error', () => undefined)
  await owner.connect()
  try {
    const appUrl = options.appUrl ?? (await ensureAppRole(owner, options.ownerUrl, options.keyring))
    if (!(await roleExists(owner)))
      throw new Error(`APP_DATABASE_URL is given, but there is no role ${APP_ROLE}`)
    const migrations = await readMigrations()
    for (const name of await migrate(owner, migrations)) log(`database: applied ${name}`)
    return { appUrl, migrations: migrations.length }
  } finally {
    await owner.end()
  }
}

function pool(
  url: string,
  max: number,
  name: string,
  log: (line: string) => void,
  limits: pg.PoolConfig,
): Db {
  const connections = new pg.Pool({
    connectionString: withOption(url, SESSION),
    max,
    application_name: name,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    types: { getTypeParser },
    ...limits,
  })
  connections.on('error', error => log(`database: an idle connection was lost (${error.name})`))
  // One that breaks while it is lent out fails the query that waits for it; unheard here, it would end the process.
  connections.on('connect', client => client.on('error', () => undefined))
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool: connections }) })
}

/** Adds to the options of a URL, which would replace those of the pool. */
function withOption(address: string, option: string): string {
  const url = new URL(address)
  url.searchParams.set(
    'options',
    [url.searchParams.get('options'), option].filter(part => part !== null).join(' '),
  )
  return url.href
}

/** `date` stays `YYYY-MM-DD`: a `Date` would be read in the machine's zone. `bigint` becomes an exact `number`. */
function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === (pg.types.builtins.DATE as number)) return value => value
  if (oid === (pg.types.builtins.INT8 as number)) return exactInteger
  return (pg.types.getTypeParser as (oid: number, format?: string) => (value: string) => unknown)(oid, format)
}

function exactInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint is too large for a number')
  return value
}
