import { FINAL_STATUSES, type Permission } from '@sunshine-aid/domain'
import type { Insertable, Updateable } from 'kysely'
import { reachableApplications } from '../access/reach.ts'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import { isOpenEpisode } from '../provisional/openEpisode.ts'
import type { ApplicationEventTable, ApplicationTable } from '../database/tables.ts'

/** What every list and every page shows of a request. */
export const LINE_COLUMNS = [
  'application.id',
  'application.student_id',
  'student.name as student_name',
  'application.school_id',
  'school.name as school_name',
  'application.class_id',
  'class.name as class_name',
  'application.stage',
  'application.status',
  'application.status_since',
  'application.submitted_at',
  'application.sudden_change',
  'application.aid_categories',
  'application.next_role',
  'application.next_accounts',
  'application.next_since',
  'application.due_at',
  'application.updated_at',
] as const

const CASE_COLUMNS = [
  ...LINE_COLUMNS,
  'application.org_path',
  'application.applicant_kind',
  'application.relation',
  'application.consent_given',
  'application.dilemma_types',
  'application.reason_codes',
  'application.facts_and_reasons',
  'application.diagnosis_sealed',
  'application.entered_by',
  'application.entered_by_name',
  'application.entered_as',
  'application.submitted_by',
  'application.source',
  'application.created_at',
  'application.version',
  'student.enrolment',
  'student.hardship_level',
] as const

/** Requests with the names that stand beside them. */
export function applicationLines(trx: Trx) {
  return trx
    .selectFrom('application')
    .innerJoin('student', 'student.id', 'application.student_id')
    .innerJoin('org as school', 'school.id', 'application.school_id')
    .innerJoin('org as class', 'class.id', 'application.class_id')
}

/** One request with what the rules have to know of its student. */
function cases(trx: Trx) {
  return applicationLines(trx)
    .select(CASE_COLUMNS)
    .select(eb => [
      eb
        .exists(
          eb
            .selectFrom('application as other')
            .select('other.id')
            .whereRef('other.student_id', '=', 'application.student_id')
            .whereRef('other.id', '<>', 'application.id')
            .where('other.status', 'not in', FINAL_STATUSES),
        )
        .as('open_elsewhere'),
      eb
        .exists(
          eb
            .selectFrom('episode')
            .select('episode.id')
            .whereRef('episode.student_id', '=', 'application.student_id')
            .where(isOpenEpisode())
            // The support that was started for this very request is what a decision confirms.
            .where(eb =>
              eb.or([
                eb('episode.status', '<>', 'provisional'),
                eb('episode.application_id', 'is distinct from', eb.ref('application.id')),
              ]),
            ),
        )
        .as('episode_active'),
      eb
        .exists(
          eb
            .selectFrom('episode')
            .select('episode.id')
            .whereRef('episode.application_id', '=', 'application.id')
            .where('episode.expires_on', 'is not', null),
        )
        .as('provisional_given'),
    ])
}

export type CaseRow = NonNullable<Awaited<ReturnType<typeof findCase>>>

/** A request by its id, wherever row-level security lets the transaction see it: check its reach first. */
export function findCase(trx: Trx, id: string) {
  return cases(trx).where('application.id', '=', id).executeTakeFirst()
}

/** A request within the reach of `permission`. */
export function findCaseWithin(trx: Trx, principal: Principal, permission: Permission, id: string) {
  return cases(trx)
    .where('application.id', '=', id)
    .where(reachableApplications(principal, permission))
    .executeTakeFirst()
}

/** Locks a request until the transaction ends; `undefined` where `permission` does not reach it. */
export function lockWithin(trx: Trx, principal: Principal, permission: Permission, id: string) {
  return trx
    .selectFrom('application')
    .select('id')
    .where('application.id', '=', id)
    .where(reachableApplications(principal, permission))
    .forUpdate()
    .executeTakeFirst()
}

/** Locks the open request of a student, if there is one; it has at most one (`application_open_once`). */
export function lockOpenApplication(trx: Trx, studentId: string) {
  return trx
    .selectFrom('application')
    .select(['id', 'status'])
    .where('student_id', '=', studentId)
    .where('status', 'not in', FINAL_STATUSES)
    .forUpdate()
    .executeTakeFirst()
}

export async function insertApplication(trx: Trx, row: Insertable<ApplicationTable>): Promise<void> {
  await trx.insertInto('application').values(row).execute()
}

export async function updateApplication(
  trx: Trx,
  id: string,
  columns: Updateable<ApplicationTable>,
): Promise<void> {
  await trx.updateTable('application').set(columns).where('id', '=', id).execute()
}

export async function insertEvent(trx: Trx, event: Insertable<ApplicationEventTable>): Promise<void> {
  await trx.insertInto('application_event').values(event).execute()
}

/** What happened to a request, oldest first; the newest 200. */
export async function findEvents(trx: Trx, applicationId: string) {
  const newest = await trx
    .selectFrom('application_event')
    .select([
      'at',
      'command',
      'from_status',
      'to_status',
      'actor_name',
      'actor_role',
      'on_behalf_of_name',
      'reason_code',
      'text',
    ])
    .where('application_id', '=', applicationId)
    .orderBy('id', 'desc')
    .limit(MAX_EVENTS)
    .execute()
  return newest.reverse()
}

const MAX_EVENTS = 200
