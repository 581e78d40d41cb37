import { randomInt, randomUUID } from 'node:crypto'
import { notFound } from '@sunshine-aid/api-contract'
import { contentFor, nextStep, startBlockers, type Role } from '@sunshine-aid/domain'
import type { Insertable } from 'kysely'
import { actingRole } from '../access/reach.ts'
import { refuseBy } from '../access/refuseBy.ts'
import type { ApplicationTable } from '../database/tables.ts'
import type { AuditNote } from '../http/auditNote.ts'
import { policyOf } from '../organisations/policies.ts'
import { findStartFacts, lockStudent, type LockedStudent } from '../students/queries.ts'
import { contentColumns } from './content.ts'
import { eventRow } from './event.ts'
import type { Call } from './facts.ts'
import { insertApplication, insertEvent } from './queries.ts'

/** Starts a draft for a student (F1 row 1), whom it holds meanwhile: two starts at once are one. Returns its id. */
export async function startDraft(call: Call & { audit: AuditNote }, studentId: string): Promise<string> {
  const { trx, principal, audit } = call
  const student = await lockStudent(trx, principal, 'application.submit', studentId)
  if (!student) throw notFound('student')
  const place = { school: student.school_id, orgPath: student.org_path }
  audit.subject({ kind: 'student', id: student.id, ...place })
  refuseBy(startBlockers(await findStartFacts(trx, student.id)), 'start')
  const role = actingRole(principal, 'application.submit', student.org_path)
  const draft = await draftRow(call, student, role)
  await insertApplication(trx, draft)
  await insertEvent(trx, eventRow(call, draft, { command: 'start', role, from: null, to: 'draft' }))
  audit.subject({ kind: 'application', id: draft.id, ...place })
  return draft.id
}

type Draft = Insertable<ApplicationTable> & { readonly id: string }

async function draftRow(call: Call, student: LockedStudent, role: Role): Promise<Draft> {
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
    ...contentColumns(keyring, id, contentFor(role)),
    entered_by: principal.accountId,
    entered_by_name: principal.name,
    entered_as: role,
    next_role: next?.role ?? null,
    next_accounts: [...(next?.accounts ?? [])],
    sample_slot: randomInt(100),
    created_at: now,
    updated_at: now,
  }
}
