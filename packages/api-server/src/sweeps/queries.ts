import type { DilemmaType, Permission, ProposalState } from '@sunshine-aid/domain'
import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely'
import { grants, reachableStudents } from '../access/reach.ts'
import type { Principal } from '../database/principal.ts'
import type { Database, Trx } from '../database/schema.ts'
import type { PageRequest } from '../http/paging.ts'

/** The schools whose sweeps `principal` sees: their own, also from a class. */
function schoolsOf(principal: Principal): string[] {
  return [...new Set(grants(principal, 'sweep.read').flatMap(({ assignment }) => assignment.schoolId ?? []))]
}

function sweeps(trx: Trx, principal: Principal) {
  return trx
    .selectFrom('sweep')
    .innerJoin('org as school', 'school.id', 'sweep.school_id')
    .select([
      'sweep.id',
      'sweep.school_id',
      'school.name as school_name',
      'sweep.org_path',
      'sweep.started_by_name',
      'sweep.started_at',
      'sweep.students',
    ])
    .where(sql<SqlBool>`sweep.school_id = any (${schoolsOf(principal)}::uuid[])`)
}

export type SweepRow = NonNullable<Awaited<ReturnType<typeof findSweep>>>

export function findSweep(trx: Trx, principal: Principal, id: string) {
  return sweeps(trx, principal).where('sweep.id', '=', id).executeTakeFirst()
}

/** Newest first; one row more than `page.limit`. */
export function listSweepRows(trx: Trx, principal: Principal, { after, limit }: PageRequest) {
  const [startedAt, id] = after ?? []
  return sweeps(trx, principal)
    .$if(after !== null, query =>
      query.where(sql<SqlBool>`(sweep.started_at, sweep.id) < (${startedAt}::timestamptz, ${id}::uuid)`),
    )
    .orderBy('sweep.started_at', 'desc')
    .orderBy('sweep.id', 'desc')
    .limit(limit + 1)
    .execute()
}

export interface ProposalFilter {
  readonly dilemma?: DilemmaType | 'none' | undefined
  readonly state?: ProposalState | undefined
  readonly classId?: string | undefined
}

export type ProposalRow = NonNullable<Awaited<ReturnType<typeof findProposal>>>

function proposals(trx: Trx, principal: Principal, permission: Permission) {
  return trx
    .selectFrom('sweep_proposal')
    .innerJoin('student', 'student.id', 'sweep_proposal.student_id')
    .where(reachableStudents(principal, permission))
}

/** Those of a sweep within reach, in its order; one row more than `page.limit`. */
export function listProposalRows(
  trx: Trx,
  principal: Principal,
  sweepId: string,
  { dilemma, state, classId }: ProposalFilter,
  { after, limit }: PageRequest,
) {
  return shown(proposals(trx, principal, 'sweep.read'))
    .where('sweep_proposal.sweep_id', '=', sweepId)
    .where('sweep_proposal.position', '>', Number(after?.[0] ?? 0))
    .where(matches({ dilemma, state, classId }))
    .orderBy('sweep_proposal.position')
    .limit(limit + 1)
    .execute()
}

function matches({ dilemma, state, classId }: ProposalFilter) {
  return (eb: ExpressionBuilder<Database, 'sweep_proposal' | 'student'>): Expression<SqlBool> =>
    eb.and([
      ...(dilemma === undefined ? [] : [hasDilemma(dilemma)]),
      ...(state === undefined ? [] : [eb('sweep_proposal.state', '=', state)]),
      ...(classId === undefined ? [] : [eb('student.class_id', '=', classId)]),
    ])
}

function hasDilemma(dilemma: DilemmaType | 'none'): Expression<SqlBool> {
  return dilemma === 'none'
    ? sql<SqlBool>`sweep_proposal.dilemmas = '{}'`
    : sql<SqlBool>`${dilemma} = any (sweep_proposal.dilemmas)`
}

function shown(query: ReturnType<typeof proposals>) {
  return query
    .innerJoin('org as class', 'class.id', 'student.class_id')
    .selectAll('sweep_proposal')
    .select(['student.name as student_name', 'student.sex', 'student.school_id', 'class.name as class_name'])
}

/** A proposal within the reach of `permission`. */
export function findProposal(trx: Trx, principal: Principal, permission: Permission, id: string) {
  return shown(proposals(trx, principal, permission))
    .where('sweep_proposal.id', '=', id)
    .executeTakeFirst()
}

/** The same, held until the transaction ends. */
export function lockProposal(trx: Trx, principal: Principal, permission: Permission, id: string) {
  return shown(proposals(trx, principal, permission))
    .where('sweep_proposal.id', '=', id)
    .forUpdate('sweep_proposal')
    .executeTakeFirst()
}

export interface ProgressRow {
  readonly sweep_id: string
  readonly state: ProposalState
  readonly dilemmas: DilemmaType[]
  readonly due_on: string | null
  readonly count: number
}

/** How many proposals within reach there are of each state, set of dilemmas and due date. */
export function countProposals(
  trx: Trx,
  principal: Principal,
  sweepIds: readonly string[],
): Promise<ProgressRow[]> {
  return proposals(trx, principal, 'sweep.read')
    .select(GROUPED)
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where(sql<SqlBool>`sweep_proposal.sweep_id = any (${sweepIds}::uuid[])`)
    .groupBy(GROUPED)
    .execute()
}

const GROUPED = [
  'sweep_proposal.sweep_id',
  'sweep_proposal.state',
  'sweep_proposal.dilemmas',
  'sweep_proposal.due_on',
] as const

/** The proposal that became this request. */
export function findAccepted(trx: Trx, applicationId: string) {
  return trx
    .selectFrom('sweep_proposal')
    .select(['kind', 'reasons', 'supporting', 'decided_by_name', 'decided_at'])
    .where('application_id', '=', applicationId)
    .executeTakeFirst()
}
