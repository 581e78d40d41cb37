import { sql } from 'kysely'
import { isFamily, scopesOf, type Principal } from './principal.ts'
import type { Db, Trx } from './schema.ts'

export type { Assignment, Principal } from './principal.ts'

/** What row-level security is told for one transaction. */
interface Scope {
  readonly accountId: string
  readonly studentId: string
  readonly caseScope: string
  readonly staffScope: string
  readonly countScope: string
}

/**
 * Runs `fn` in one transaction that sees what `principal` may reach, and whose `app.now()` is `now`.
 * The only way from a request to the database: handlers get the transaction, never the pool (trust rule 2).
 */
export function inScope<T>(
  db: Db,
  principal: Principal,
  now: Date,
  fn: (trx: Trx) => Promise<T>,
): Promise<T> {
  return withScope(db, now, fn, {
    accountId: principal.accountId,
    studentId: principal.studentId ?? '',
    caseScope: pathArray(principal.caseScope),
    staffScope: pathArray(scopesOf(principal.assignments.filter(held => !isFamily(held))).caseScope),
    countScope: pathArray(principal.countScope),
  })
}

/** Runs `fn` without any scope, for somebody who is not signed in: no protected row is visible. */
export function withoutScope<T>(db: Db, now: Date, fn: (trx: Trx) => Promise<T>): Promise<T> {
  return withScope(db, now, fn, NO_SCOPE)
}

/**
 * Runs `fn` over every organisation. For tools of the owner (seeding, verification) only: row-level security
 * is forced on an owner that is no superuser, who would see nothing otherwise.
 */
export function inFullScope<T>(owner: Db, now: Date, fn: (trx: Trx) => Promise<T>): Promise<T> {
  return withScope(owner, now, fn, FULL_SCOPE)
}

/** The empty path lies above all others. */
export const EVERYWHERE = '{""}'
const NO_SCOPE: Scope = { accountId: '', studentId: '', caseScope: '', staffScope: '', countScope: '' }
const FULL_SCOPE: Scope = {
  ...NO_SCOPE,
  caseScope: EVERYWHERE,
  staffScope: EVERYWHERE,
  countScope: EVERYWHERE,
}
const PATH = /^\w+(\.\w+)*$/

function withScope<T>(db: Db, now: Date, fn: (trx: Trx) => Promise<T>, scope: Scope): Promise<T> {
  return db.transaction().execute(async trx => {
    await sql`select set_config('app.account_id', ${scope.accountId}, true),
      set_config('app.student_id', ${scope.studentId}, true),
      set_config('app.case_scope', ${scope.caseScope}, true),
      set_config('app.staff_scope', ${scope.staffScope}, true),
      set_config('app.count_scope', ${scope.countScope}, true),
      set_config('app.now', ${now.toISOString()}, true)`.execute(trx)
    return fn(trx)
  })
}

/** An `ltree[]` literal; never the empty path, which would open everything. */
function pathArray(paths: readonly string[]): string {
  const bad = paths.find(path => !PATH.test(path))
  if (bad !== undefined) throw new RangeError('not an organisation path')
  return `{${paths.join(',')}}`
}
