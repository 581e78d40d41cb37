import { randomInt, randomUUID } from 'node:crypto'
import { notFound } from '@sunshine-aid/api-contract'
import {
  contentFor,
  nextStep,
  startBlockers,
  stepDue,
  type ApplicationContent,
  type Role,
} from '@sunshine-aid/domain'
import type { Insertable } from 'kysely'
import { actingRole } from '../access/reach.ts'
import { refuseBy } from '../access/refuseBy.ts'
import type { ApplicationTable } from '../database/tables.ts'
import type { AuditNote } from '../http/auditNote.ts'
import { policyOf } from '../organisations/policies.ts'
import { calendarOf } from '../settings/calendars.ts'
import { findStartFacts, lockStudent, type LockedStudent } from '../students/queries.ts'
import { contentColumns } from './content.ts'
import { eventRow } from './event.ts'
import type { Call } from './facts.ts'
import { insertApplication, insertEvent } from './queries.ts'

/**
 * Starts a draft for a student (F1 row 1), whom it holds meanwhile: two starts at once are one. Returns its id.
 * `proposed` is what a proposal says that somebody takes up; the draft keeps that it came so (A11 `source`).
 */
export async function startDraft(
  call: Call & { audit: AuditNote },
  studentId: string,
  proposed?: Partial<ApplicationContent>,
): Promise<string> {
  const { trx, principal, audit } = call
  const student = await lockStudent(trx, principal, 'application.submit', studentId)
  if (!student) throw notFound('student')
  const place = { school: student.school_id, orgPath: student.org_path }
  audit.subject({ kind: 'student', id: student.id, ...place })
  refuseBy(startBlockers(await findStartFacts(trx, student.id)), 'start')
  const role = actingRole(principal, 'application.submit', student.org_path)
  const draft = await draftRow(call, student, role, proposed)
  await insertApplication(trx, draft)
  await insertEvent(trx, eventRow(call, draft, { command: 'start', role, from: null, to: 'draft' }))
  audit.subject({ kind: 'application', id: draft.id, ...place })
  return draft.id
}

type Draft = Insertable<ApplicationTable> & { readonly id: string }

async function draftRow(
  call: Call,
  student: LockedStudent,
  role: Role,
  proposed: Partial<ApplicationContent> | undefined,
): Promise<Draft> {
  const { trx, principal, now, keyring } = call
  const id = randomUUID()
  const policy = await policyOf(trx, student.school_id)
  const next = nextStep('draft', { by: principal.accountId, as: role }, null, policy)
  return {
    id,
    student_id: student.id,
    org_path: student.org_path,
    school_id: student.school_id,
    class_id: student.class_id,
    stage: student.stage,
    status: 'draft',
    status_since: now,
    ...contentColumns(keyring, id, { ...contentFor(role), ...proposed }),
    proposed: proposed !== undefined,
    entered_by: principal.accountId,
    entered_by_name: principal.name,
    entered_as: role,
    next_role: next?.role ?? null,
    next_accounts: [...(next?.accounts ?? [])],
    due_at: stepDue(now, null, policy, await calendarOf(trx, student.school_id)),
    sample_slot: randomInt(100),
    created_at: now,
    updated_at: now,
  }
}
