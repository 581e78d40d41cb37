import { randomUUID } from 'node:crypto'
import {
  addDays,
  chinaDay,
  suggest,
  type Area,
  type Day,
  type PolicyProfile,
  type SchoolStage,
  type Suggestion,
} from '@sunshine-aid/domain'
import { sql, type Insertable } from 'kysely'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import { portions } from '../imports/turns.ts'
import { policyOf } from '../organisations/policies.ts'
import { findCandidates, type CandidateRow } from './candidates.ts'
import { storeCounters } from './counters.ts'
import type { SweepProposalTable } from './tables.ts'

export interface SweepCall {
  readonly trx: Trx
  readonly principal: Pick<Principal, 'accountId' | 'name'>
  readonly now: Date
}

export interface SweptSchool {
  readonly id: string
  readonly path: string
  readonly stage: SchoolStage
  readonly area: Area | null
}

/** A school with what its sweep needs; `undefined` where there is none that the transaction sees. */
export async function findSweptSchool(trx: Trx, id: string): Promise<SweptSchool | undefined> {
  const school = await trx
    .selectFrom('org')
    .select(['id', 'path', 'stage', 'area'])
    .where('id', '=', id)
    .executeTakeFirst()
  return school?.stage ? { ...school, stage: school.stage } : undefined
}

/** Whom the rule speaks for. */
export interface Proposed {
  readonly student: CandidateRow
  readonly suggestion: Suggestion
}

/** Rows a statement. */
const PORTION = 200

/**
 * Looks through a school (AP-20) and stores whom it proposes; nothing else changes, and nobody's request is started.
 * Sweeps of one school follow one another. What nobody decided on in the one before is looked at anew, so that
 * starting twice proposes the same students once. Returns the sweep's id.
 */
export async function startSweepOf(call: SweepCall, school: SweptSchool): Promise<string> {
  const { trx, principal, now } = call
  const today = chinaDay(now)
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sweep/${school.id}`}, 0))`.execute(trx)
  const policy = await policyOf(trx, school.id)
  const students = await findCandidates(trx, school, policy, today)
  const proposed = inOrder(students, policy, today)
  const id = randomUUID()
  await trx
    .insertInto('sweep')
    .values({
      id,
      school_id: school.id,
      org_path: school.path,
      policy_id: policy.id,
      started_by: principal.accountId,
      started_by_name: principal.name,
      started_at: now,
      students: students.length,
    })
    .execute()
  await supersede(trx, school.id)
  for (const portion of portions(
    rowsOf(id, proposed, addDays(today, policy.postConfirmationDays)),
    PORTION,
  )) {
    await trx.insertInto('sweep_proposal').values(portion).execute()
  }
  await storeCounters(trx, id, school, students, proposed)
  return id
}

/** Whoever has most dilemmas comes first (复合型, AP-31), then by name. */
function inOrder(students: readonly CandidateRow[], policy: PolicyProfile, today: Day): Proposed[] {
  return students
    .flatMap(student => {
      const suggestion = suggest(student, policy, today)
      return suggestion ? [{ student, suggestion }] : []
    })
    .sort((a, b) => b.suggestion.dilemmas.length - a.suggestion.dilemmas.length)
}

function rowsOf(
  sweepId: string,
  proposed: readonly Proposed[],
  dueOn: Day,
): Insertable<SweepProposalTable>[] {
  return proposed.map(({ student, suggestion }, index) => ({
    sweep_id: sweepId,
    student_id: student.id,
    org_path: student.orgPath,
    position: index + 1,
    kind: suggestion.kind,
    dilemmas: [...suggestion.dilemmas],
    reasons: JSON.stringify(suggestion.reasons),
    supporting: JSON.stringify(suggestion.supporting),
    fact_keys: [...suggestion.factKeys],
    due_on: suggestion.kind === 'withoutApplication' ? dueOn : null,
    decided_by: null,
    decided_by_name: null,
    decided_at: null,
    dismissal_reason: null,
    dismissal_note: null,
    application_id: null,
  }))
}

async function supersede(trx: Trx, schoolId: string): Promise<void> {
  await sql`update sweep_proposal set state = 'superseded', version = sweep_proposal.version + 1
    from student where student.id = sweep_proposal.student_id and student.school_id = ${schoolId}
      and sweep_proposal.state = 'proposed'`.execute(trx)
}
