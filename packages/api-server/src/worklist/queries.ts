import type { ApplicationStatus, Role, WorkTask } from '@sunshine-aid/domain'
import { sql, type Expression, type ExpressionBuilder, type RawBuilder, type SqlBool } from 'kysely'
import { reachableApplications } from '../access/reach.ts'
import { waitsFor } from '../applications/listQueries.ts'
import { applicationLines, LINE_COLUMNS } from '../applications/queries.ts'
import type { Principal } from '../database/principal.ts'
import type { Database, Trx } from '../database/schema.ts'
import type { PageRequest, Position } from '../http/paging.ts'

type Applications = ExpressionBuilder<Database, 'application'>
export type WorkRow = Awaited<ReturnType<ReturnType<typeof selectWork>['execute']>>[number]

/** The key of the order, as the indexes have it: what has no day comes last. */
const DUE = sql<Date | number>`coalesce(application.due_at, 'infinity')`

const HAS_PANEL = sql<boolean>`exists (select from panel where panel.application_id = application.id)`
/** Everybody who may vote has: with the next step at the panel, it is its chair's. */
const ALL_VOTED = sql<boolean>`not exists (select from panel_member member
  where member.application_id = application.id and member.recused is null and member.voted_at is null)`

/**
 * What waits for the principal, the most urgent first; one row more than `page.limit`. Cut along one index of the
 * open requests.
 */
export function selectWork(trx: Trx, principal: Principal, task: WorkTask | undefined, page: PageRequest) {
  const cut = trx
    .selectFrom('application')
    .select('application.id')
    .where(reachableApplications(principal, 'application.read'))
    .where(waitsFor(principal))
    .where(eb => (task === undefined ? eb.lit(true) : isTask(eb, task)))
    .where(eb => (page.after ? after(page.after) : eb.lit(true)))
    .orderBy(DUE)
    .orderBy('application.id')
    .limit(page.limit + 1)
  return applicationLines(trx)
    .innerJoin(cut.as('page'), 'page.id', 'application.id')
    .select(LINE_COLUMNS)
    .select([HAS_PANEL.as('has_panel'), ALL_VOTED.as('all_voted')])
    .orderBy(DUE)
    .orderBy('application.id')
}

export function positionOf({ due_at, id }: WorkRow): Position {
  return [due_at?.toISOString() ?? 'infinity', id]
}

function after([due, id]: Position): Expression<SqlBool> {
  return sql`(coalesce(application.due_at, 'infinity'), application.id) > (${due}::timestamptz, ${id}::uuid)`
}

const STATUS_OF: Readonly<Partial<Record<WorkTask, ApplicationStatus>>> = {
  submit: 'draft',
  answerReturn: 'returned',
  acceptIntake: 'submitted',
  completeScreening: 'screening',
  recordVisit: 'awaitingVisit',
  determine: 'awaitingDetermination',
}

/** `workTask` as a condition: the state, and under review who is next. */
function isTask(eb: Applications, task: WorkTask): Expression<SqlBool> {
  const reviewed = eb('application.status', '=', 'underReview')
  const atPanel = eb('application.next_role', '=', 'panelMember')
  const holds = (fact: RawBuilder<boolean>) => fact as RawBuilder<SqlBool>
  switch (task) {
    case 'convene':
      return eb.and([reviewed, eb.not(atPanel), eb.not(holds(HAS_PANEL))])
    case 'addMember':
      return eb.and([reviewed, eb.not(atPanel), holds(HAS_PANEL)])
    case 'vote':
      return eb.and([reviewed, atPanel, eb.not(holds(ALL_VOTED))])
    case 'closePanel':
      return eb.and([reviewed, atPanel, holds(ALL_VOTED)])
    default:
      return eb('application.status', '=', STATUS_OF[task] ?? 'draft')
  }
}

export interface WorkCount {
  readonly status: ApplicationStatus
  readonly next_role: Role | null
  readonly has_panel: boolean
  readonly all_voted: boolean
  readonly count: number
  readonly since: Date | null
  readonly due: Date | null
  readonly overdue: number
}

/** The same, counted by what tells the task. */
export async function countWork(trx: Trx, principal: Principal, now: Date): Promise<WorkCount[]> {
  const mine = trx
    .selectFrom('application')
    .select(['application.status', 'application.next_role', 'application.due_at'])
    .select([HAS_PANEL.as('has_panel'), ALL_VOTED.as('all_voted')])
    .select(eb => eb.fn.coalesce('application.next_since', 'application.status_since').as('since'))
    .where(reachableApplications(principal, 'application.read'))
    .where(waitsFor(principal))
  return trx
    .selectFrom(mine.as('mine'))
    .select(['status', 'next_role', 'has_panel', 'all_voted'])
    .select(eb => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.min('since').as('since'),
      eb.fn.min('due_at').as('due'),
      eb.fn.countAll<number>().filterWhere('due_at', '<', now).as('overdue'),
    ])
    .groupBy(['status', 'next_role', 'has_panel', 'all_voted'])
    .execute()
}
