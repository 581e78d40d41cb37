import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ClientBase } from 'pg'
import { sm3 } from '../crypto/sm3.ts'
import { EVERYWHERE } from './scope.ts'

/** The database cannot be brought to what this program needs. Nothing was changed by the migration that failed. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
}

export interface Migration {
  readonly number: number
  readonly name: string
  readonly text: string
  readonly digest: Buffer
}

export const MIGRATIONS = join(import.meta.dirname, 'migrations')
const FILE = /^(\d{4})_(\w+)\.sql$/
/** Any number, the same in every process: who holds it migrates, the others wait. */
const LOCK = 7_207_001

/** The migrations of `directory` in order. @throws {MigrationError} when a number is missing or stands twice. */
export async function readMigrations(directory = MIGRATIONS): Promise<Migration[]> {
  const files = (await readdir(directory)).filter(file => file.endsWith('.sql')).sort()
  return Promise.all(files.map((file, index) => readMigration(directory, file, index + 1)))
}

async function readMigration(directory: string, file: string, expected: number): Promise<Migration> {
  const [, digits = '', name = ''] = FILE.exec(file) ?? []
  if (Number(digits) !== expected) throw new MigrationError(`${file} is not migration number ${expected}`)
  const text = await readFile(join(directory, file), 'utf8')
  return { number: expected, name, text, digest: sm3(Buffer.from(text.replaceAll('\r\n', '\n'))) }
}

/**
 * Applies what is missing, each migration in one transaction with the row that records it, so that a killed
 * process leaves either all of it or nothing. Returns the names of those applied now.
 * @throws {MigrationError} when an applied file was changed since, or the database is newer than the program.
 */
export async function migrate(owner: ClientBase, migrations: readonly Migration[]): Promise<string[]> {
  await owner.query('select pg_advisory_lock($1)', [LOCK])
  try {
    const applied = await appliedMigrations(owner)
    refuseDifferences(applied, migrations)
    const missing = migrations.slice(applied.length)
    for (const migration of missing) await apply(owner, migration)
    return missing.map(nameOf)
  } finally {
    await owner.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined)
  }
}

type Applied = Pick<Migration, 'number' | 'name' | 'digest'>

async function appliedMigrations(owner: ClientBase): Promise<Applied[]> {
  await owner.query(`create table if not exists schema_migration (
    number integer primary key, name text not null, digest bytea not null,
    applied_at timestamptz not null default clock_timestamp())`)
  await owner.query('grant select on schema_migration to sunshine_app')
  const { rows } = await owner.query<Applied>(
    'select number, name, digest from schema_migration order by number',
  )
  return rows
}

function refuseDifferences(applied: readonly Applied[], migrations: readonly Migration[]): void {
  applied.forEach((row, index) => {
    const file = migrations[index]
    if (!file) {
      throw new MigrationError(
        `the database has migration ${nameOf(row)}, which this program does not know: it is older`,
      )
    }
    if (row.number !== file.number || !row.digest.equals(file.digest)) {
      throw new MigrationError(
        `migration ${nameOf(file)} was changed after it had been applied as ${nameOf(row)}`,
      )
    }
  })
}

async function apply(owner: ClientBase, migration: Migration): Promise<void> {
  try {
    await owner.query('begin')
    // A migration may rewrite rows of protected tables; without a scope an ordinary owner would see none.
    for (const scope of ['app.case_scope', 'app.staff_scope', 'app.count_scope']) {
      await owner.query('select set_config($1, $2, true)', [scope, EVERYWHERE])
    }
    await owner.query(migration.text)
    await owner.query('insert into schema_migration (number, name, digest) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.digest,
    ])
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback').catch(() => undefined)
    throw new MigrationError(`migration ${nameOf(migration)} failed; nothing of it was kept`, {
      cause: error,
    })
  }
}

function nameOf({ number, name }: Applied): string {
  return `${String(number).padStart(4, '0')}_${name}`
}
