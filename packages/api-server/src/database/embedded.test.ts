import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { removeEmbedded, startEmbedded, type EmbeddedDatabase } from './embedded.ts'

let dataDir = ''
const started: EmbeddedDatabase[] = []

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'embedded-'))
  // mkdtemp closes it to everybody else; the server's account has to enter it.
  await chmod(dataDir, 0o711)
})
afterEach(async () => {
  for (const { stop } of started.splice(0).reverse()) await stop()
})
afterAll(async () => {
  await removeEmbedded(dataDir)
  await rm(dataDir, { recursive: true })
})

async function start(): Promise<EmbeddedDatabase & { lines: string[] }> {
  const lines: string[] = []
  const embedded = await startEmbedded({ dataDir, log: line => lines.push(line) })
  started.push(embedded)
  return { ...embedded, lines }
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

/** Another process that uses the same server. */
async function another(): Promise<{ child: ChildProcess; url: string }> {
  const script = join(import.meta.dirname, '..', 'testing', 'holdEmbedded.ts')
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'ignore'] })
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string]
  return { child, url }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal)
  await once(child, 'exit')
}

async function serverPid(): Promise<number> {
  const text = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')
  return Number(text.split('\n')[0])
}

it('the first start makes a cluster that keeps what it confirms', async () => {
  const { url, lines } = await start()
  expect(lines[0]).toBe('database: made a new cluster')
  const settings = `select name, setting from pg_settings where name in
    ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums', 'listen_addresses', 'password_encryption',
     'unix_socket_directories', 'log_min_error_statement', 'server_encoding') order by name`
  expect(await query(url, settings)).toEqual([
    { name: 'data_checksums', setting: 'on' },
    { name: 'fsync', setting: 'on' },
    { name: 'full_page_writes', setting: 'on' },
    { name: 'listen_addresses', setting: '127.0.0.1' },
    { name: 'log_min_error_statement', setting: 'panic' },
    { name: 'password_encryption', setting: 'scram-sha-256' },
    { name: 'server_encoding', setting: 'UTF8' },
    { name: 'synchronous_commit', setting: 'on' },
    { name: 'unix_socket_directories', setting: '' },
  ])
  await query(url, 'create table kept (n integer)')
})

it('only its owner can read the password, and nobody gets in without', async () => {
  const { url } = await start()
  expect((await stat(join(dataDir, 'postgres.json'))).mode & 0o777).toBe(0o600)
  expect((await stat(join(dataDir, 'postgres'))).mode & 0o777).toBe(0o700)
  const guess = new URL(url)
  guess.password = 'postgres'
  await expect(query(guess.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
})

it('Chinese names sort by sound and can be searched by parts', async () => {
  const { url } = await start()
  const sorted = `select string_agg(name, '' order by name collate "zh-x-icu") as names from unnest('{张,王,李,阿}'::text[]) name`
  expect(await query(url, sorted)).toEqual([{ names: '阿李王张' }])
  await query(url, 'create extension if not exists pg_trgm')
  expect(await query(url, `select cardinality(show_trgm('张伟明')) as parts`)).toEqual([{ parts: 4 }])
})

describe('the next start', () => {
  it('finds data and port as they were', async () => {
    const before = await start()
    await query(before.url, 'insert into kept values (1)')
    await before.stop()
    expect(await serverPid()).toBe(0)
    const after = await start()
    expect(after.url).toBe(before.url)
    expect(await query(after.url, 'select n from kept')).toEqual([{ n: 1 }])
  })

  it('takes another port when somebody has taken it', async () => {
    const { url, stop } = await start()
    await stop()
    const intruder = createServer().listen(Number(new URL(url).port), '127.0.0.1')
    await once(intruder, 'listening')
    const moved = await start()
    expect(new URL(moved.url).port).not.toBe(new URL(url).port)
    expect(await query(moved.url, 'select n from kept')).toEqual([{ n: 1 }])
    intruder.close()
  })

  it('takes over the server of a process that was killed, and stops it', async () => {
    const { child, url } = await another()
    await query(url, 'insert into kept values (2)')
    const pid = await serverPid()
    await end(child, 'SIGKILL')
    const { lines, stop } = await start()
    expect(lines).toEqual(['database: took over the running server'])
    expect(await serverPid()).toBe(pid)
    await stop()
    expect(await serverPid()).toBe(0)
  })

  it('keeps every confirmed row when the server itself was killed', async () => {
    const { url } = await start()
    await query(url, 'insert into kept values (3)')
    process.kill(await serverPid(), 'SIGKILL')
    const after = await start()
    expect(await query(after.url, 'select n from kept order by n')).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
  })

  it('clears away what a killed first start left', async () => {
    const half = join(dataDir, 'postgres-in-the-making-1')
    await mkdir(join(half, 'data'), { recursive: true })
    await writeFile(join(half, 'password'), 'x')
    // 4,194,304 is above every process id that Linux gives.
    await writeFile(join(dataDir, 'postgres.lock'), '4194305')
    await start()
    expect((await readdir(dataDir)).filter(name => name.includes('making'))).toEqual([])
  })

  it.runIf(process.platform === 'linux')(
    'is not held up by a process id that now belongs to another program',
    async () => {
      await writeFile(
        join(dataDir, 'postgres', 'postmaster.pid'),
        `${process.pid}\n${dataDir}/postgres\n0\n1\n\n\n\n`,
      )
      const { url } = await start()
      expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
    },
  )
})

it('the server stays until the last process leaves, whoever started it', async () => {
  const { url, stop } = await start()
  const { child } = await another()
  await stop()
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
  await end(child, 'SIGTERM')
  expect(await serverPid()).toBe(0)
})

it('its log holds no values, neither of statements nor of keys', async () => {
  const { url } = await start()
  await query(url, 'create table secret (name text primary key)')
  await query(url, `insert into secret values ('王小明')`)
  await expect(query(url, `insert into secret values ('王小明')`)).rejects.toThrow('duplicate key')
  const folder = join(dataDir, 'postgres', 'log')
  const log = async () => {
    const texts = await Promise.all((await readdir(folder)).map(name => readFile(join(folder, name), 'utf8')))
    return texts.join('')
  }
  // A process of its own writes the log, a moment later.
  await expect.poll(log, { timeout: 10_000 }).toContain('duplicate key')
  expect(await log()).not.toContain('王小明')
})

it('removing it leaves no data, and the next start begins anew', async () => {
  await start()
  await removeEmbedded(dataDir)
  expect(await readdir(dataDir)).not.toContain('postgres')
  const { url } = await start()
  expect(await query(url, `select to_regclass('kept') as kept`)).toEqual([{ kept: null }])
})
