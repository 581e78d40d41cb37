import type { Trx } from '@sunshine-aid/api-server/src/database/schema.ts'
import { sql } from 'kysely'
import type { World } from '../world/world.ts'
import type { Way } from './way.ts'

const content = (changes: string) => (trx: Trx) => sql.raw(`update application set ${changes}`).execute(trx)

/** In the year before, so that none counts for this semester. */
const visitsLongAgo = (trx: Trx) => trx.updateTable('home_visit').set({ visited_on: '2025-03-01' }).execute()

const submit = { endpoint: 'submitApplication', by: 'classTeacher' } as const

/** Another child of the school with the same name and birth date. */
const twins = (trx: Trx, { cases }: World) =>
  sql`update student set (name, birth_date) = (select name, birth_date from student where id = ${cases.mine.studentId})
    where id = ${cases.sameSchool.studentId}`.execute(trx)

export const APPLICATION_WAYS: readonly Way[] = [
  { code: 'wrong_status', endpoint: 'acceptIntake', by: 'aidOfficer', stand: { status: 'draft' } },
  { code: 'not_yours', endpoint: 'saveDraft', by: 'aidOfficer' },
  { code: 'category_required', ...submit, given: content("aid_categories = '{}'") },
  { code: 'dilemma_required', ...submit, given: content("dilemma_types = '{}', reason_codes = '{}'") },
  { code: 'reason_required', ...submit, given: content("reason_codes = '{}'") },
  { code: 'facts_required', ...submit, given: content("facts_and_reasons = ''") },
  {
    code: 'diagnosis_required',
    ...submit,
    given: content(
      "aid_categories = '{specialEducation}', dilemma_types = '{specialNeeds}', reason_codes = '{diagnosedNeeds}'",
    ),
  },
  { code: 'relation_required', ...submit, given: content("applicant_kind = 'guardian'") },
  { code: 'consent_required', ...submit, given: content('consent_given = false') },
  {
    code: 'application_already_open',
    endpoint: 'startApplication',
    by: 'classTeacher',
    stand: { status: 'submitted' },
  },
  {
    code: 'episode_already_active',
    endpoint: 'startApplication',
    by: 'classTeacher',
    given: trx => trx.updateTable('episode').set({ status: 'active', ended_on: null }).execute(),
  },
  {
    code: 'student_not_enrolled',
    endpoint: 'startApplication',
    by: 'classTeacher',
    given: trx => trx.updateTable('student').set({ enrolment: 'suspended' }).execute(),
  },
  {
    code: 'own_intake',
    endpoint: 'acceptIntake',
    by: 'aidOfficer',
    given: (trx, { people }) =>
      trx
        .updateTable('application')
        .set({ entered_by: people.aidOfficer, entered_as: 'aidOfficer', submitted_by: people.aidOfficer })
        .execute(),
  },
  {
    code: 'sensitive_check_missing',
    endpoint: 'completeScreening',
    by: 'aidOfficer',
    input: { body: { sensitiveApplicant: 'verified', note: null } },
  },
  { code: 'duplicate_unresolved', endpoint: 'completeScreening', by: 'aidOfficer', given: twins },
  {
    code: 'duplicate_confirmed',
    endpoint: 'completeScreening',
    by: 'aidOfficer',
    given: twins,
    input: ({ cases }) => ({
      body: {
        sensitiveApplicant: 'notConcerned',
        note: null,
        duplicates: [
          { sign: 'sameNameAndBirthDate', studentId: cases.sameSchool.studentId, verdict: 'sameChild' },
        ],
      },
    }),
  },
  { code: 'enterer_present', endpoint: 'takeOverApplication', by: 'aidOfficer' },
  {
    code: 'own_reading',
    endpoint: 'settleReading',
    by: 'schoolHead',
    given: (trx, { people, cases }) =>
      trx
        .updateTable('reads_per_day')
        .set({ account_id: people.schoolHead })
        .where('id', '=', cases.mine.readingId)
        .execute(),
  },
  {
    code: 'reading_settled',
    endpoint: 'settleReading',
    by: 'schoolHead',
    given: trx => trx.updateTable('reads_per_day').set({ outcome: 'spokenTo' }).execute(),
  },
  { code: 'visit_missing', endpoint: 'determineApplication', by: 'schoolHead', given: visitsLongAgo },
]
