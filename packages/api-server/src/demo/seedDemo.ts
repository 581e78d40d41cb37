import { sql } from 'kysely'
import type { Keyring } from '../crypto/keyring.ts'
import { recountSchools } from '../coverage/recount.ts'
import type { Db } from '../database/schema.ts'
import { inFullScope } from '../database/scope.ts'
import { addHandOvers } from './handOvers.ts'
import { delayService } from './lateService.ts'
import { PROVINCE_PATH, planProvince, type SchoolPlan } from './plan.ts'
import { addDecisions } from './decisions.ts'
import { addReading } from './reading.ts'
import { regionRows, divisionId } from './regions.ts'
import { PROVINCE } from './divisions.ts'
import { RowBatch } from './rows.ts'
import { addSchool } from './school.ts'
import { addSettings } from './settings.ts'
import { sweepSchools } from './sweeps.ts'

export interface DemoOptions {
  /** Needy students at the least; whole schools, so it may be a few more. */
  readonly students: number
  /** Another one makes another province. The same one makes the same, and continues what was begun. */
  readonly seed?: string
  /** Share of the needy students who have a request, 0 to 1; 0.15 unless given. */
  readonly applicationShare?: number
  readonly keyring: Keyring
  readonly now: Date
  /** One line a step. */
  readonly log?: (line: string) => void
  /** Ends the work between two batches; the next call goes on from there. */
  readonly signal?: AbortSignal
}

export interface DemoSummary {
  readonly schools: number
  readonly students: number
  /** Schools that were there already. */
  readonly schoolsFound: number
  readonly rowsStored: number
}

const DEFAULT_SEED = 'sunshine'
const DEFAULT_APPLICATION_SHARE = 0.15
/** Students whose rows are stored in one transaction: the memory that it takes, and what a kill throws away. */
const BATCH_STUDENTS = 1_200

/**
 * Fills the database with a made-up province of any size: real divisions, invented schools and people, ID
 * numbers with a wrong check digit. A school is stored in one transaction or not at all, so a killed run goes on
 * where it was, and a larger province grows out of a smaller one. Works as the owner.
 * @throws {Error} when the database holds another province. @throws what `signal` was aborted with.
 */
export async function seedDemo(owner: Db, options: DemoOptions): Promise<DemoSummary> {
  const { students, seed = DEFAULT_SEED, keyring, now, signal, log = () => undefined } = options
  const { applicationShare = DEFAULT_APPLICATION_SHARE } = options
  const plans = planProvince(students, seed)
  const total = plans.reduce((sum, { size }) => sum + size, 0)
  await storeRegions(owner, seed, now)
  const found = await schoolsIn(owner, now)
  const missing = plans.filter(({ id }) => !found.has(id))
  const progress = startProgress(plans.length, plans.length - missing.length, log)
  let storing = Promise.resolve()
  for (const batch of batches(missing)) {
    const rows = new RowBatch()
    for (const plan of batch) addSchool(plan, rows, { keyring, now, applicationShare })
    // The next batch is made while PostgreSQL stores this one.
    await storing
    signal?.throwIfAborted()
    storing = store(owner, rows, batch, now).then(() => progress.stored(batch.length, rows.size))
    storing.catch(() => undefined)
  }
  await storing
  await addHandOvers(owner, seed, now)
  if (missing.length > 0) await sql`analyze`.execute(owner)
  return {
    schools: plans.length,
    students: total,
    schoolsFound: plans.length - missing.length,
    rowsStored: progress.rows(),
  }
}

async function storeRegions(owner: Db, seed: string, now: Date): Promise<void> {
  await inFullScope(owner, now, async trx => {
    const there = await trx.selectFrom('org').select('id').where('kind', '=', 'province').executeTakeFirst()
    if (there && there.id !== divisionId(seed, PROVINCE.code)) {
      throw new Error(`the database holds another province than the demo province ${PROVINCE_PATH}`)
    }
    await regionRows(seed, now).store(trx, { again: true })
    await addSettings(trx, seed, now)
  })
}

async function schoolsIn(owner: Db, now: Date): Promise<Set<string>> {
  const rows = await inFullScope(owner, now, trx =>
    trx.selectFrom('org').select('id').where('kind', '=', 'school').execute(),
  )
  return new Set(rows.map(({ id }) => id))
}

function store(owner: Db, rows: RowBatch, plans: readonly SchoolPlan[], now: Date): Promise<void> {
  return inFullScope(owner, now, async trx => {
    // A crash loses the last batches at the most, and they are made again: no wait for the disk.
    await sql`set local synchronous_commit = off`.execute(trx)
    await rows.store(trx)
    await sweepSchools(trx, plans, now)
    await addReading(trx, plans, now)
    await addDecisions(trx, plans, now)
    await delayService(trx, plans, now)
    await sql`select app.recount_elapsed(${plans.map(({ id }) => id)}::uuid[])`.execute(trx)
    await recountSchools(
      trx,
      plans.map(({ id }) => id),
      now,
    )
  })
}

function* batches(plans: readonly SchoolPlan[]): Generator<SchoolPlan[]> {
  let batch: SchoolPlan[] = []
  let students = 0
  for (const plan of plans) {
    batch.push(plan)
    students += plan.size
    if (students < BATCH_STUDENTS) continue
    yield batch
    batch = []
    students = 0
  }
  if (batch.length > 0) yield batch
}

const REPORT_EVERY_MS = 2_000

function startProgress(total: number, before: number, log: (line: string) => void) {
  const startedAt = performance.now()
  let reportedAt = 0
  let done = before
  let rows = 0
  return {
    rows: () => rows,
    stored(schools: number, stored: number) {
      done += schools
      rows += stored
      const seconds = (performance.now() - startedAt) / 1_000
      if (done < total && performance.now() - reportedAt < REPORT_EVERY_MS) return
      reportedAt = performance.now()
      log(`demo: ${done} of ${total} schools, ${Math.round(rows / seconds)} rows per second`)
    },
  }
}
