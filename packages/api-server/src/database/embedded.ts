import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import {
  OWNER,
  ensureCluster,
  lastServer,
  removeCluster,
  startServer,
  stopServer,
} from './embedded/cluster.ts'
import { placeOf, type Place } from './embedded/place.ts'
import { underLock } from './embedded/startLock.ts'

export interface EmbeddedOptions {
  /** Folder for everything that this portal keeps; made if missing. */
  readonly dataDir: string
  /** One line a step. */
  readonly log: (line: string) => void
}

export interface EmbeddedDatabase {
  /** Of the owner; holds its password. */
  readonly url: string
  /** Stops the server, unless another process still uses it. */
  readonly stop: () => Promise<void>
}

/** Kept in the data folder, mode 0600. */
interface Remembered {
  readonly password: string
  readonly port: number
}

const DATABASE = 'sunshine_aid'
/** Every process that uses the server holds one session of this name; the last one to leave stops the server. */
const KEEPER = 'sunshine-aid keeper'
const START_WITHIN_MS = 120_000

/**
 * PostgreSQL of our own in the data folder, for those who name no server. Safe to call after any crash: a
 * half-made cluster is made anew, a server left behind by a killed process is taken over.
 */
export function startEmbedded({ dataDir, log }: EmbeddedOptions): Promise<EmbeddedDatabase> {
  return locked(dataDir, async place => {
    const remembered = await remember(dataDir)
    if ((await ensureCluster(place, remembered.password)) === 'made') log('database: made a new cluster')
    const url = await ensureRunning(place, dataDir, remembered, log)
    await ensureDatabase(url)
    const keeper = await keepAlive(urlOf(remembered.password, new URL(url).port))
    return { url, stop: once(() => leave(dataDir, keeper, url, log)) }
  })
}

/** Stops the server, whoever uses it, and deletes its data for good: `--fresh`. */
export function removeEmbedded(dataDir: string): Promise<void> {
  return locked(dataDir, async place => {
    const remembered = await read(dataDir)
    if (remembered && (await findRunning(place, remembered.password))) await stopServer(place)
    await removeCluster(place)
    await rm(join(dataDir, FILE), { force: true })
  })
}

async function locked<T>(dataDir: string, fn: (place: Place) => Promise<T>): Promise<T> {
  const place = await placeOf(dataDir)
  return underLock(join(dataDir, 'postgres.lock'), () => fn(place))
}

async function ensureRunning(
  place: Place,
  dataDir: string,
  remembered: Remembered,
  log: EmbeddedOptions['log'],
): Promise<string> {
  const found = await findRunning(place, remembered.password)
  if (found) {
    log('database: took over the running server')
    return found
  }
  const giveUpAt = Date.now() + START_WITHIN_MS
  for (;;) {
    const port = await freePort(remembered.port)
    const failure = await startServer(place, port).then(
      () => null,
      (error: unknown) => error,
    )
    // Also after a failure: a server in recovery is slow, and another process may have been faster.
    const url = await findRunning(place, remembered.password)
    if (url) {
      if (port !== remembered.port) await write(dataDir, { ...remembered, port })
      log(`database: started on port ${port}`)
      return url
    }
    // Backends of a killed server need a moment to notice; until then its memory is taken.
    if (Date.now() > giveUpAt) throw failure
    await wait(500)
  }
}

/** Address of the server that runs on this very cluster, else `null`. Waits while it recovers. */
async function findRunning(place: Place, password: string): Promise<string | null> {
  const server = await lastServer(place)
  if (!server) return null
  const address = urlOf(password, server.port)
  const giveUpAt = Date.now() + START_WITHIN_MS
  for (;;) {
    const answer = await probe(address)
    if (answer !== 'starting') {
      const ours = answer !== 'absent' && resolve(answer.serves) === place.cluster
      return ours ? urlOf(password, server.port, DATABASE) : null
    }
    if (Date.now() > giveUpAt) return null
    await wait(200)
  }
}

const CANNOT_CONNECT_NOW = '57P03'

type Answer = { readonly serves: string } | 'starting' | 'absent'

/** Which data folder the server at `url` serves, or why it does not say. */
async function probe(url: string): Promise<Answer> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    return rows[0] ? { serves: rows[0].data_directory } : 'absent'
  } catch (error) {
    return error instanceof pg.DatabaseError && error.code === CANNOT_CONNECT_NOW ? 'starting' : 'absent'
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const maintenance = new URL(url)
  maintenance.pathname = '/postgres'
  const client = new pg.Client({ connectionString: maintenance.href })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(DATABASE)}`)
  } finally {
    await client.end()
  }
}

async function keepAlive(url: string): Promise<pg.Client> {
  const keeper = new pg.Client({ connectionString: url, application_name: KEEPER, keepAlive: true })
  // When the server goes away, those who use it find out by themselves.
  keeper.on('error', () => undefined)
  await keeper.connect()
  return keeper
}

function leave(dataDir: string, keeper: pg.Client, url: string, log: EmbeddedOptions['log']): Promise<void> {
  return locked(dataDir, async place => {
    await keeper.end().catch(() => undefined)
    const others = await countKeepers(url)
    if (others !== 0) return
    await stopServer(place)
    log('database: stopped')
  })
}

/** Sessions of other processes that still need the server; `null` when it is gone already. */
async function countKeepers(url: string): Promise<number | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ count: string }>(
      'select count(*) from pg_stat_activity where application_name = $1',
      [KEEPER],
    )
    return Number(rows[0]?.count)
  } catch {
    return null
  } finally {
    await client.end().catch(() => undefined)
  }
}

function urlOf(password: string, port: string | number, database = 'postgres'): string {
  return `postgres://${OWNER}:${password}@127.0.0.1:${port}/${database}`
}

/** `wanted` if nobody listens there, else any free port. */
async function freePort(wanted: number): Promise<number> {
  const listening = (port: number) =>
    new Promise<number | null>(resolve => {
      const server = createServer().once('error', () => resolve(null))
      server.listen(port, '127.0.0.1', () => {
        const address = server.address()
        server.close(() => resolve(typeof address === 'object' && address ? address.port : null))
      })
    })
  const port = (await listening(wanted)) ?? (await listening(0))
  if (port === null) throw new Error('no free port on 127.0.0.1')
  return port
}

const FILE = 'postgres.json'

async function remember(dataDir: string): Promise<Remembered> {
  const known = await read(dataDir)
  if (known) return known
  const fresh = { password: randomBytes(24).toString('hex'), port: 0 }
  await write(dataDir, fresh)
  return fresh
}

async function read(dataDir: string): Promise<Remembered | null> {
  const text = await readFile(join(dataDir, FILE), 'utf8').catch(() => null)
  return text === null ? null : (JSON.parse(text) as Remembered)
}

async function write(dataDir: string, remembered: Remembered): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  const partial = join(dataDir, `${FILE}.${process.pid}`)
  await writeFile(partial, JSON.stringify(remembered), { mode: 0o600, flush: true })
  await rename(partial, join(dataDir, FILE))
}

function once(fn: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  return () => (running ??= fn())
}
