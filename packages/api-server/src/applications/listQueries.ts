import type { ApplicationStatus } from '@sunshine-aid/domain'
import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely'
import { reachableApplications } from '../access/reach.ts'
import type { Assignment, Principal } from '../database/principal.ts'
import type { Database, Trx } from '../database/schema.ts'
import type { PageRequest, Position } from '../http/paging.ts'
import { applicationLines, LINE_COLUMNS } from './queries.ts'

export type ApplicationSort = '-updatedAt' | 'statusSince'

export interface ApplicationFilter {
  readonly status?: ApplicationStatus | undefined
  readonly studentId?: string | undefined
  /** Only those in which the principal must act next. */
  readonly mine: boolean
}

export type LineRow = Awaited<ReturnType<ReturnType<typeof selectLines>['execute']>>[number]
type Applications = ExpressionBuilder<Database, 'application'>

const ORDERS = {
  '-updatedAt': ['application.updated_at', 'desc'],
  statusSince: ['application.status_since', 'asc'],
} as const

/**
 * One row more than `page.limit`, as the pager wants it. The page is cut from the requests alone, along one index;
 * what stands beside them is fetched for those that are left.
 */
export function selectLines(
  trx: Trx,
  principal: Principal,
  filter: ApplicationFilter,
  sort: ApplicationSort,
  page: PageRequest,
) {
  const [column, order] = ORDERS[sort]
  const cut = trx
    .selectFrom('application')
    .select('application.id')
    .where(reachableApplications(principal, 'application.read'))
    .where(matches(principal, filter))
    .where(eb => (page.after ? after(sort, page.after) : eb.lit(true)))
    .orderBy(column, order)
    .orderBy('application.id', order)
    .limit(page.limit + 1)
  return applicationLines(trx)
    .innerJoin(cut.as('page'), 'page.id', 'application.id')
    .select(LINE_COLUMNS)
    .orderBy(column, order)
    .orderBy('application.id', order)
}

function matches(principal: Principal, { status, studentId, mine }: ApplicationFilter) {
  return (eb: Applications): Expression<SqlBool> =>
    eb.and([
      ...(status === undefined ? [] : [eb('application.status', '=', status)]),
      ...(studentId === undefined ? [] : [eb('application.student_id', '=', studentId)]),
      ...(mine ? [waitsFor(principal)(eb)] : []),
    ])
}

/** Where a page ends that is sorted by `sort`. */
export function positionIn(sort: ApplicationSort, row: LineRow): Position {
  return [(sort === '-updatedAt' ? row.updated_at : row.status_since).toISOString(), row.id]
}

function after(sort: ApplicationSort, [at, id]: Position): Expression<SqlBool> {
  return sort === '-updatedAt'
    ? sql`(application.updated_at, application.id) < (${at}::timestamptz, ${id}::uuid)`
    : sql`(application.status_since, application.id) > (${at}::timestamptz, ${id}::uuid)`
}

/** How many requests are within reach, by state, and how many of these wait for the principal. */
export function countByStatus(trx: Trx, principal: Principal) {
  return trx
    .selectFrom('application')
    .select('application.status')
    .select(eb => [
      eb.fn.countAll<number>().as('all'),
      eb.fn.countAll<number>().filterWhere(waitsFor(principal)).as('mine'),
    ])
    .where(reachableApplications(principal, 'application.read'))
    .groupBy('application.status')
    .execute()
}

/**
 * By name, or as one of those who hold the role that must act next, unless the guards of F1 leave the step to a
 * colleague: nothing waits for somebody who may not do it.
 */
export function waitsFor(principal: Principal) {
  return (eb: Applications): Expression<SqlBool> =>
    eb.and([
      eb('application.next_role', 'is not', null),
      eb.or([
        // As a containment, which the index on the named can answer.
        sql<SqlBool>`application.next_accounts @> array[${principal.accountId}]::uuid[]`,
        eb.and([
          sql<SqlBool>`application.next_accounts = '{}'`,
          eb.or(principal.assignments.map(held => nextByRole(eb, held))),
          mayBeTheirs(principal, eb),
        ]),
      ]),
    ])
}

/** F1: who wrote a request neither screens nor confirms it; who led or left its panel does not confirm it. */
function mayBeTheirs({ accountId }: Principal, eb: Applications): Expression<SqlBool> {
  const wrote = eb.or([
    eb('application.entered_by', '=', accountId),
    eb(eb.fn.coalesce('application.submitted_by', 'application.entered_by'), '=', accountId),
  ])
  const judged = eb.or([
    eb.exists(
      eb
        .selectFrom('panel')
        .select('panel.chair_id')
        .whereRef('panel.application_id', '=', 'application.id')
        .where('panel.chair_id', '=', accountId),
    ),
    eb.exists(
      eb
        .selectFrom('panel_member')
        .select('panel_member.account_id')
        .whereRef('panel_member.application_id', '=', 'application.id')
        .where('panel_member.account_id', '=', accountId)
        .where('panel_member.recused', 'is not', null),
    ),
  ])
  const decides = eb('application.status', '=', 'awaitingDetermination')
  return eb.not(
    eb.or([
      eb.and([eb('application.status', 'in', ['submitted', 'screening', 'awaitingDetermination']), wrote]),
      eb.and([decides, judged]),
    ]),
  )
}

function nextByRole(eb: Applications, { role, orgKind, orgId }: Assignment): Expression<SqlBool> {
  if (orgKind !== 'class' && orgKind !== 'school') return eb.lit(false)
  return eb.and([
    eb('application.next_role', '=', role),
    eb(orgKind === 'class' ? 'application.class_id' : 'application.school_id', '=', orgId),
  ])
}
