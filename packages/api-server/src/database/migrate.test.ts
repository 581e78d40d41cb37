import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { databaseUrl } from '../testing/databaseUrl.ts'
import { newDatabaseName } from '../testing/runs.ts'
import { MIGRATIONS, MigrationError, migrate, readMigrations } from './migrate.ts'

let folder = ''
let url = ''
let server: pg.Client
const clients: pg.Client[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrations-'))
  const { url: serverUrl, runId } = inject('databaseServer')
  server = new pg.Client({ connectionString: serverUrl })
  await server.connect()
  const name = newDatabaseName(runId)
  await server.query(`create database ${name}`)
  url = databaseUrl(serverUrl, name)
})
afterEach(async () => {
  await Promise.all(clients.splice(0).map(client => client.end()))
  await server.query(`drop database ${new URL(url).pathname.slice(1)} with (force)`)
  await server.end()
  await rm(folder, { recursive: true })
})

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  clients.push(client)
  return client
}
const write = (name: string, text: string) => writeFile(join(folder, name), text)
const run = async (client: pg.Client) => migrate(client, await readMigrations(folder))
const tables = async (client: pg.Client) => {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  )
  return rows.map(({ name }) => name)
}

it('migrations are applied in order, once', async () => {
  await write('0001_one.sql', 'create table one (n integer)')
  await write('0002_two.sql', 'alter table one rename to two')
  const client = await connect()
  expect(await run(client)).toEqual(['0001_one', '0002_two'])
  expect(await run(client)).toEqual([])
  expect(await tables(client)).toEqual(['schema_migration', 'two'])
})

it('two processes that start at once apply each migration once', async () => {
  await write('0001_one.sql', 'create table one (n integer); select pg_sleep(0.2)')
  const [a, b] = await Promise.all([connect(), connect()])
  const applied = await Promise.all([run(a), run(b)])
  expect(applied.flat()).toEqual(['0001_one'])
})

it('of a migration that fails nothing is kept, and it is tried again', async () => {
  await write('0001_one.sql', 'create table one (n integer); create table one (n integer)')
  const client = await connect()
  await expect(run(client)).rejects.toThrow('migration 0001_one failed; nothing of it was kept')
  expect(await tables(client)).toEqual(['schema_migration'])
  await write('0001_one.sql', 'create table one (n integer)')
  expect(await run(client)).toEqual(['0001_one'])
})

it.each([1, 2, 3, 4, 5])(
  'killed at statement %i, it leaves nothing, and the next start finishes',
  async at => {
    const statements = [
      'create table a (n integer)',
      'create table b (n integer)',
      'insert into a values (1)',
      'drop table b',
    ]
    const killed = statements.toSpliced(at - 1, 0, 'select pg_terminate_backend(pg_backend_pid())')
    await write('0001_one.sql', killed.join(';\n'))
    await expect(run(await connect())).rejects.toThrow()

    const client = await connect()
    expect(await tables(client)).toEqual(['schema_migration'])
    await write('0001_one.sql', statements.join(';\n'))
    expect(await run(client)).toEqual(['0001_one'])
    expect(await tables(client)).toEqual(['a', 'schema_migration'])
  },
)

describe('a start is refused', () => {
  it('when an applied migration was changed since', async () => {
    await write('0001_one.sql', 'create table one (n integer)')
    const client = await connect()
    await run(client)
    await write('0001_one.sql', 'create table one (n bigint)')
    await expect(run(client)).rejects.toThrow('0001_one was changed after it had been applied')
  })

  it('when the database is newer than the program', async () => {
    await write('0001_one.sql', 'select 1')
    await write('0002_two.sql', 'select 1')
    const client = await connect()
    await run(client)
    await rm(join(folder, '0002_two.sql'))
    await expect(run(client)).rejects.toThrow(
      'the database has migration 0002_two, which this program does not know',
    )
  })

  it.each([
    ['a number is missing', '0003_three.sql'],
    ['a number stands twice', '0001_uno.sql'],
    ['a name says no number', 'two.sql'],
  ])('when %s', async (_, name) => {
    await write('0001_one.sql', 'select 1')
    await write(name, 'select 1')
    await expect(readMigrations(folder)).rejects.toThrow(MigrationError)
  })
})

it('line ends of another system are no change', async () => {
  await copyFile(join(MIGRATIONS, '0001_base.sql'), join(folder, '0001_base.sql'))
  const [unix] = await readMigrations(folder)
  const text = await readFile(join(MIGRATIONS, '0001_base.sql'), 'utf8')
  await write('0001_base.sql', text.replaceAll('\n', '\r\n'))
  const [windows] = await readMigrations(folder)
  expect(windows!.digest.equals(unix!.digest)).toBe(true)
})

it('a migration may rewrite the rows of a protected table', async () => {
  await copyFile(join(MIGRATIONS, '0001_base.sql'), join(folder, '0001_base.sql'))
  await write('0002_two.sql', `create table note (org_path ltree); call app.protect_by_path('note', 'case')`)
  await write('0003_three.sql', `insert into note values ('p'); update note set org_path = 'q'`)
  const client = await connect()
  await run(client)
  await client.query(`select set_config('app.case_scope', '{""}', false)`)
  const { rows } = await client.query('select org_path::text from note')
  expect(rows).toEqual([{ org_path: 'q' }])
})
