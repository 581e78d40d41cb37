import type { ProblemCode } from '@sunshine-aid/api-contract'
import type { Trx } from '@sunshine-aid/api-server/src/database/schema.ts'
import { aJpeg, anOffice, aPdf, aPng } from '@sunshine-aid/api-server/src/evidence/testing/files.ts'
import type { TestInput } from '@sunshine-aid/api-server/src/testing/injectRequest.ts'
import { sql } from 'kysely'
import type { Other, PrincipalName } from './world/people.ts'
import { opinionOf, type Stand } from './world/requests.ts'
import { FINISHED, type World } from './world/world.ts'

/** How a problem is reached: by whom, with which request, from which state. */
export interface Way {
  readonly code: ProblemCode
  readonly endpoint: string
  readonly by?: PrincipalName | Other
  /** Where the request stands; else the endpoint's own. */
  readonly stand?: Stand
  /** What is different in the database. */
  readonly given?: (trx: Trx, world: World) => Promise<unknown>
  /** Without `If-Match`. */
  readonly blind?: true
  /** What is different from the endpoint's sample request. */
  readonly input?: TestInput | ((world: World) => TestInput)
}

const content = (changes: string) => (trx: Trx) => sql.raw(`update application set ${changes}`).execute(trx)
const proposal = (changes: string) => (trx: Trx) =>
  sql.raw(`update sweep_proposal set ${changes}`).execute(trx)
const seat = (changes: string) => (trx: Trx) => sql.raw(`update panel_member set ${changes}`).execute(trx)
/** Opinions of everybody who has voted: in favour or not, as `inFavour` says of whoever was named to the seat. */
const votes = (inFavour: (name: string) => boolean) => async (trx: Trx) => {
  const seats = await trx
    .selectFrom('panel_member')
    .select(['application_id', 'account_id', 'name'])
    .where('voted_at', 'is not', null)
    .execute()
  for (const { application_id, account_id, name } of seats)
    await trx
      .updateTable('panel_member')
      .set(opinionOf(application_id, account_id, inFavour(name)))
      .where('application_id', '=', application_id)
      .where('account_id', '=', account_id)
      .execute()
}
const visit = (changes: object): TestInput => ({
  body: {
    mode: 'onSite',
    visitedOn: '2026-10-12',
    reached: true,
    ledByLeader: false,
    policyExplained: true,
    companions: null,
    record: '家访记录',
    interview: null,
    ...changes,
  },
})
const plan =
  ({
    assignee = 'classTeacher',
    plannedOn = '2026-10-14',
  }: {
    assignee?: keyof World['people']
    plannedOn?: string
  }) =>
  ({ people }: World): TestInput => ({
    body: { assignee: people[assignee], plannedOn, mode: 'onSite', partner: null, note: null },
  })
/** In the year before, so that none counts for this semester. */
const visitsLongAgo = (trx: Trx) => trx.updateTable('home_visit').set({ visited_on: '2025-03-01' }).execute()
const upload = (code: ProblemCode, body: Buffer): Way => ({
  code,
  endpoint: 'addEvidence',
  by: 'classTeacher',
  input: { body },
})
/** What the scanner of the test takes for a virus. */
export const INFECTED = Buffer.from('a harmless stand-in for a virus')
const exportState = (changes: string) => (trx: Trx) =>
  sql.raw(`update export_job set ${changes}`).execute(trx)
const submit = { endpoint: 'submitApplication', by: 'classTeacher' } as const
const determine = { endpoint: 'determineApplication', by: 'schoolHead' } as const
const nameDelegate = { endpoint: 'nameDelegate', by: 'schoolHead' } as const
const helped = (trx: Trx) => trx.updateTable('episode').set({ status: 'active', ended_on: null }).execute()
/** Who sat on the panel before a reconsideration. */
const satBefore =
  (seats: Partial<Record<keyof World['people'], 'chair' | 'sat' | 'recused'>>) =>
  async (trx: Trx, { people, cases }: World) => {
    for (const [name, seat] of Object.entries(seats))
      await sql`insert into earlier_seat (application_id, org_path, account_id, chair, recused)
        select id, org_path, ${people[name as keyof World['people']]}, ${seat === 'chair'}, ${seat === 'recused'}
        from application where id = ${cases.mine.applicationId}`.execute(trx)
  }
const open: Stand = { status: 'underReview', panel: 'open' }
const voted: Stand = { status: 'underReview', panel: 'voted' }
const panelOf =
  (members: readonly (keyof World['people'])[], chair: keyof World['people'] = members[0]!) =>
  ({ people }: World): TestInput => ({
    body: { members: members.map(name => people[name]), chair: people[chair] },
  })

/** Another child of the school with the same name and birth date. */
const twins = (trx: Trx, { cases }: World) =>
  sql`update student set (name, birth_date) = (select name, birth_date from student where id = ${cases.mine.studentId})
    where id = ${cases.sameSchool.studentId}`.execute(trx)

/** A meeting of the sample with something different in it. */
const agenda =
  (change: object) =>
  ({ people, cases }: World): TestInput => ({
    body: {
      title: '评议会',
      plannedAt: '2026-10-14T06:00:00.000Z',
      place: '会议室',
      online: false,
      chair: people.secondMember,
      members: [people.secondMember, people.thirdMember, people.spareMember],
      cases: [{ applicationId: cases.mine.applicationId, extra: [] }],
      ...change,
    },
  })

const exit = { endpoint: 'confirmExit', by: 'schoolHead' } as const
const tapering = (endsOn: string): TestInput => ({
  body: { agrees: true, note: '', plan: { steps: [{ on: '2026-11-16', text: '改为每月一次' }], endsOn } },
})
const offer = (toSchoolId: string): TestInput => ({
  body: { toSchoolId, summary: '需要继续辅导', consentGiven: true },
})
const notice = (plannedOn: string): TestInput => ({
  body: { kind: 'withdrawal', reason: 'studies', plannedOn, note: '跟不上' },
})
const vocational = (trx: Trx) => trx.updateTable('student').set({ stage: 'vocational' }).execute()

/** Each code that a request to one endpoint can reach; those of the server as a whole stand in the test. */
export const WAYS: readonly Way[] = [
  { code: 'invalid_input', endpoint: 'listStudents', by: 'aidOfficer', input: { query: { limit: '0' } } },
  { code: 'unauthenticated', endpoint: 'getMe', by: 'anonymous' },
  { code: 'not_allowed', endpoint: 'getStudent', by: 'countyAdmin' },
  {
    code: 'not_found',
    endpoint: 'getStudent',
    by: 'aidOfficer',
    input: ({ cases }) => ({ params: { id: cases.otherCity.studentId } }),
  },
  {
    code: 'not_acceptable',
    endpoint: 'getMe',
    by: 'aidOfficer',
    input: { headers: { accept: 'text/html' } },
  },
  { code: 'stale_version', endpoint: 'acceptIntake', by: 'aidOfficer', input: { ifMatch: 7 } },
  {
    code: 'too_large',
    endpoint: 'searchStudents',
    by: 'aidOfficer',
    input: { body: { name: 'x'.repeat(300_000) } },
  },
  {
    code: 'unsupported_media_type',
    endpoint: 'searchStudents',
    by: 'aidOfficer',
    input: { headers: { 'content-type': 'text/csv' } },
  },
  {
    code: 'version_required',
    endpoint: 'acceptIntake',
    by: 'aidOfficer',
    blind: true,
  },
  {
    code: 'idempotency_key_required',
    endpoint: 'searchStudents',
    by: 'aidOfficer',
    input: { idempotencyKey: null },
  },
  {
    code: 'visit_mode_not_allowed',
    endpoint: 'recordVisit',
    by: 'aidOfficer',
    input: visit({ mode: 'online' }),
  },
  {
    code: 'visit_in_future',
    endpoint: 'recordVisit',
    by: 'aidOfficer',
    input: visit({ visitedOn: '2026-10-13' }),
  },
  {
    code: 'visit_too_old',
    endpoint: 'recordVisit',
    by: 'aidOfficer',
    input: visit({ visitedOn: '2026-08-31' }),
  },
  {
    code: 'visit_partner_required',
    endpoint: 'recordVisit',
    by: 'aidOfficer',
    given: trx => trx.updateTable('student').set({ stage: 'vocational' }).execute(),
    input: visit({ mode: 'joint' }),
  },
  {
    code: 'visit_request_closed',
    endpoint: 'recordVisit',
    by: 'aidOfficer',
    stand: { status: 'withdrawn' },
    input: ({ cases }) => visit({ applicationId: cases.mine.applicationId }),
  },
  {
    code: 'visit_plan_in_past',
    endpoint: 'planVisit',
    by: 'aidOfficer',
    input: plan({ plannedOn: '2026-10-11' }),
  },
  {
    code: 'visitor_not_eligible',
    endpoint: 'planVisit',
    by: 'aidOfficer',
    input: plan({ assignee: 'panelMember' }),
  },
  { code: 'visit_already_planned', endpoint: 'planVisit', by: 'aidOfficer' },
  {
    code: 'visit_plan_settled',
    endpoint: 'cancelVisitPlan',
    by: 'aidOfficer',
    given: trx =>
      trx.updateTable('visit_plan').set({ state: 'cancelled', settled_on: '2026-10-12' }).execute(),
  },
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
  { code: 'visit_missing', ...determine, given: visitsLongAgo },
  { code: 'panel_missing', endpoint: 'addPanelMember', by: 'aidOfficer', stand: { status: 'underReview' } },
  { code: 'panel_already_convened', endpoint: 'convenePanel', by: 'aidOfficer', stand: open },
  {
    code: 'panel_closed',
    endpoint: 'addPanelMember',
    by: 'aidOfficer',
    stand: { status: 'underReview', panel: 'closed' },
  },
  { code: 'opinions_open', endpoint: 'addPanelMember', by: 'aidOfficer', stand: voted },
  { code: 'too_few_members', endpoint: 'convenePanel', by: 'aidOfficer', input: panelOf(['secondMember']) },
  {
    code: 'member_twice',
    endpoint: 'convenePanel',
    by: 'aidOfficer',
    input: panelOf(['secondMember', 'secondMember', 'thirdMember', 'spareMember']),
  },
  {
    code: 'member_not_eligible',
    endpoint: 'convenePanel',
    by: 'aidOfficer',
    input: panelOf(['secondMember', 'thirdMember', 'officerAway']),
  },
  {
    code: 'member_is_applicant',
    endpoint: 'convenePanel',
    by: 'aidOfficer',
    given: (trx, { people }) =>
      trx.updateTable('application').set({ entered_by: people.secondMember }).execute(),
    input: panelOf(['secondMember', 'thirdMember', 'spareMember']),
  },
  {
    code: 'panel_full',
    endpoint: 'addPanelMember',
    by: 'aidOfficer',
    given: (trx, { cases }) =>
      sql`insert into panel_member (application_id, org_path, account_id, name)
        select application_id, panel.org_path, account.id, account.name
        from panel, account where application_id = ${cases.mine.applicationId}
          and subject not in ('panelMember', 'psychTeacher', 'secondMember', 'spareMember')
        limit 12`.execute(trx),
  },
  {
    code: 'chair_not_member',
    endpoint: 'convenePanel',
    by: 'aidOfficer',
    input: panelOf(['secondMember', 'thirdMember', 'spareMember'], 'panelMember'),
  },
  {
    code: 'member_stepped_back',
    endpoint: 'addPanelMember',
    by: 'aidOfficer',
    given: satBefore({ spareMember: 'recused' }),
  },
  {
    code: 'chair_sat_before',
    endpoint: 'convenePanel',
    by: 'aidOfficer',
    given: satBefore({ secondMember: 'chair' }),
  },
  {
    code: 'too_many_sat_before',
    endpoint: 'convenePanel',
    by: 'aidOfficer',
    given: satBefore({ classTeacher: 'chair', secondMember: 'sat', thirdMember: 'sat', spareMember: 'sat' }),
  },
  {
    code: 'chair_is_head',
    endpoint: 'convenePanel',
    by: 'aidOfficer',
    // A head who was named to panels as well.
    given: (trx, { people }) =>
      trx
        .updateTable('role_assignment')
        .set({ account_id: people.schoolHead })
        .where('account_id', '=', people.spareMember)
        .execute(),
    input: panelOf(['schoolHead', 'secondMember', 'thirdMember']),
  },
  {
    code: 'member_is_own_teacher',
    endpoint: 'convenePanel',
    by: 'aidOfficer',
    // A class teacher who is on panels as well, where the province's work points hold.
    given: async (trx, { people }) => {
      await trx.updateTable('org').set({ policy_profile: 'jiangsu2024' }).execute()
      await trx
        .updateTable('application')
        .set({ entered_by: people.aidOfficer, submitted_by: people.aidOfficer })
        .execute()
      await trx
        .updateTable('role_assignment')
        .set({ account_id: people.classTeacher })
        .where('account_id', '=', people.thirdMember)
        .execute()
    },
    input: panelOf(['secondMember', 'schoolHead', 'classTeacher']),
  },
  {
    code: 'member_is_own_mentor',
    endpoint: 'convenePanel',
    by: 'aidOfficer',
    given: async (trx, { people }) => {
      await trx.updateTable('org').set({ policy_profile: 'taicang2024' }).execute()
      await trx
        .updateTable('application')
        .set({ entered_by: people.aidOfficer, submitted_by: people.aidOfficer })
        .execute()
      await trx.updateTable('pairing').set({ mentor_account_id: people.secondMember }).execute()
    },
    input: panelOf(['secondMember', 'schoolHead', 'classTeacher']),
  },
  { code: 'case_required', endpoint: 'conveneMeeting', by: 'aidOfficer', input: agenda({ cases: [] }) },
  {
    code: 'case_twice',
    endpoint: 'conveneMeeting',
    by: 'aidOfficer',
    input: world => {
      const one = { applicationId: world.cases.mine.applicationId, extra: [] }
      return agenda({ cases: [one, one] })(world)
    },
  },
  {
    code: 'title_names_student',
    endpoint: 'conveneMeeting',
    by: 'aidOfficer',
    given: trx => trx.updateTable('student').set({ name: '评议' }).execute(),
    input: agenda({}),
  },
  {
    code: 'meeting_in_past',
    endpoint: 'conveneMeeting',
    by: 'aidOfficer',
    input: agenda({ title: '例会', plannedAt: '2026-10-11T06:00:00.000Z' }),
  },
  {
    code: 'meeting_over',
    endpoint: 'holdMeeting',
    by: 'panelMember',
    given: trx =>
      trx
        .updateTable('meeting')
        .set({ status: 'held', ended_at: new Date(0) })
        .execute(),
  },
  { code: 'recused', endpoint: 'giveOpinion', by: 'panelMember', given: seat("recused = 'relative'") },
  {
    code: 'already_recused',
    endpoint: 'recuseMember',
    by: 'panelMember',
    given: seat("recused = 'relative'"),
  },
  {
    code: 'already_voted',
    endpoint: 'giveOpinion',
    by: 'panelMember',
    given: seat("voted_at = now() where name = 'panelMember'"),
  },
  { code: 'not_the_chair', endpoint: 'closePanel', by: 'psychTeacher' },
  {
    code: 'quorum_missing',
    endpoint: 'closePanel',
    by: 'panelMember',
    given: seat("recused = 'relative' where name <> 'panelMember'"),
  },
  { code: 'opinion_missing', endpoint: 'closePanel', by: 'panelMember', stand: open },
  {
    code: 'decline_reason_required',
    endpoint: 'closePanel',
    by: 'panelMember',
    given: votes(() => false),
  },
  {
    code: 'decider_submitted',
    ...determine,
    given: (trx, { people }) =>
      trx.updateTable('application').set({ submitted_by: people.schoolHead }).execute(),
  },
  {
    code: 'decider_chaired',
    ...determine,
    given: async (trx, { people }) => {
      await trx.updateTable('panel').set({ chair_id: people.schoolHead }).execute()
      await trx
        .updateTable('panel_member')
        .set({ account_id: people.schoolHead })
        .where('name', '=', 'panelMember')
        .execute()
      // What is sealed for one seat opens in no other.
      await votes(() => true)(trx)
    },
  },
  {
    code: 'decider_recommended_alone',
    ...determine,
    given: async (trx, { people }) => {
      await trx
        .updateTable('panel_member')
        .set({ account_id: people.schoolHead })
        .where('name', '=', 'psychTeacher')
        .execute()
      await votes(name => name === 'psychTeacher')(trx)
    },
  },
  { code: 'not_a_crisis', endpoint: 'startProvisional', by: 'psychTeacher' },
  {
    code: 'provisional_already_given',
    endpoint: 'startProvisional',
    by: 'aidOfficer',
    given: trx => sql`update episode set expires_on = '2026-10-01'`.execute(trx),
  },
  {
    code: 'already_reconsidered',
    endpoint: 'askReconsideration',
    by: 'classTeacher',
    given: satBefore({ thirdMember: 'sat' }),
  },
  {
    code: 'delegate_not_eligible',
    ...nameDelegate,
    input: ({ people }) => ({ body: { delegateId: people.aidOfficer, until: '2026-10-31' } }),
  },
  {
    code: 'delegation_too_long',
    ...nameDelegate,
    input: ({ people }) => ({ body: { delegateId: people.psychTeacher, until: '2027-12-31' } }),
  },
  {
    code: 'already_delegated',
    ...nameDelegate,
    input: ({ people }) => ({ body: { delegateId: people.mentor, until: '2026-10-31' } }),
  },
  {
    code: 'delegation_over',
    endpoint: 'endDelegation',
    by: 'schoolHead',
    given: trx => sql`update delegation set ended_at = now(), ended_by_name = '—'`.execute(trx),
  },
  { code: 'service_not_open', endpoint: 'recordServiceStep', by: 'aidOfficer' },
  { code: 'service_of_others', endpoint: 'recordServiceStep', by: 'classTeacher', given: helped },
  {
    code: 'service_day_wrong',
    endpoint: 'recordServiceStep',
    by: 'aidOfficer',
    given: helped,
    input: { body: { status: 'started', on: '2026-10-13', note: null } },
  },
  { code: 'services_required', ...determine, input: { body: { services: [], remark: '' } } },
  {
    code: 'service_category_not_asked',
    ...determine,
    input: {
      body: {
        services: [{ category: 'psychSupport', provider: '心理室', content: '辅导', startsOn: '2026-10-19' }],
        remark: '',
      },
    },
  },
  {
    code: 'import_not_ready',
    endpoint: 'listImportRows',
    by: 'aidOfficer',
    given: trx => sql`update import_job set state = 'refused'`.execute(trx),
  },
  {
    code: 'import_has_faults',
    endpoint: 'confirmImport',
    by: 'aidOfficer',
    given: trx => sql`update import_job set faulty_rows = 1`.execute(trx),
  },
  {
    code: 'import_expired',
    endpoint: 'listImportRows',
    by: 'aidOfficer',
    given: trx => sql`update import_job set expires_at = '2026-10-01'`.execute(trx),
  },
  // settings
  ...(
    [
      ['setting_not_at_this_level', { params: 'panelQuorum', value: 5 }],
      ['setting_out_of_range', { params: 'mentorCapacity', value: 99 }],
      ['setting_unchanged', { params: 'mentorCapacity', value: null }],
      ['setting_in_the_past', { params: 'mentorCapacity', value: 7, validFrom: '2020-01-01' }],
      ['setting_waiting', { params: 'ownTeacherStepsBack', value: true }],
    ] as const
  ).map(([code, { params, ...body }]): Way => ({
    code,
    endpoint: 'proposeSetting',
    by: 'aidOfficer',
    input: ({ tree }) => ({
      params: { id: tree.c1k1s1.id, key: params },
      body: { validFrom: '2026-10-12', grounds: '校务会议纪要', ...body },
    }),
  })),
  {
    code: 'setting_contradicts',
    endpoint: 'proposeSetting',
    by: 'countyAdmin',
    input: ({ tree }) => ({
      params: { id: tree.c1k1.id, key: 'fastChannelWarnHours' },
      body: { value: 60, validFrom: '2026-10-12', grounds: '校务会议纪要' },
    }),
  },
  {
    code: 'setting_remark_required',
    endpoint: 'decideProposal',
    by: 'schoolHead',
    input: { body: { approve: false, remark: null } },
  },
  { code: 'setting_not_own', endpoint: 'withdrawProposal', by: 'aidOfficer' },
  {
    code: 'setting_own',
    endpoint: 'decideProposal',
    by: 'schoolHead',
    given: (trx, { people }) =>
      sql`update policy_setting set proposed_by = ${people.schoolHead}::uuid`.execute(trx),
  },
  {
    code: 'setting_decided',
    endpoint: 'decideProposal',
    by: 'schoolHead',
    given: trx =>
      sql`update policy_setting set state = 'withdrawn', decided_by = proposed_by, decided_at = app.now()`.execute(
        trx,
      ),
  },
  ...(
    [
      ['calendar_two_semesters', { semesters: [] }],
      ['calendar_order', { holidays: [{ name: '国庆节', from: '2026-10-07', to: '2026-10-01' }] }],
      ['calendar_outside_year', { holidays: [{ name: '国庆节', from: '2025-10-01', to: '2025-10-07' }] }],
      [
        'calendar_overlap',
        {
          holidays: [
            { name: '国庆节', from: '2026-10-01', to: '2026-10-07' },
            { name: '中秋节', from: '2026-10-07', to: '2026-10-07' },
          ],
        },
      ],
      [
        'calendar_semester_length',
        {
          semesters: [
            { id: '2026-1', from: '2026-09-01', to: '2026-09-10' },
            { id: '2026-2', from: '2027-02-22', to: '2027-07-02' },
          ],
        },
      ],
      ['calendar_make_up_weekday', { makeUpDays: [{ name: '调休', day: '2026-10-12' }] }],
    ] as const
  ).map(([code, wrong]): Way => ({
    code,
    endpoint: 'setCalendarYear',
    by: 'countyAdmin',
    input: ({ tree }) => ({
      params: { id: tree.c1k1.id, year: '2026' },
      body: {
        content: {
          semesters: [
            { id: '2026-1', from: '2026-09-01', to: '2027-01-29' },
            { id: '2026-2', from: '2027-02-22', to: '2027-07-02' },
          ],
          holidays: [],
          makeUpDays: [],
          ...wrong,
        },
      },
    }),
  })),
  upload('file_not_allowed', Buffer.from('hello')),
  upload('file_damaged', Buffer.alloc(0)),
  upload('file_has_macros', anOffice('docx', { 'word/vbaProject.bin': 'x' })),
  upload('file_locked', aPdf({ trailer: '/Encrypt 9 0 R' })),
  upload('file_too_large_inside', aPng({ width: 50_000, height: 50_000 })),
  upload('file_not_pure', aJpeg({ behind: Buffer.from('<html>') })),
  upload('file_infected', INFECTED),
  {
    code: 'evidence_full',
    endpoint: 'addEvidence',
    by: 'classTeacher',
    given: trx =>
      sql`insert into evidence_file (application_id, student_id, org_path, kind, type, size_bytes, digest, added_by,
          added_by_name, added_at)
        select application_id, student_id, org_path, kind, type, size_bytes, digest, added_by, added_by_name, added_at
        from evidence_file, generate_series(1, 10)`.execute(trx),
  },
  {
    code: 'evidence_settled',
    endpoint: 'removeEvidence',
    by: 'classTeacher',
    stand: { status: 'submitted' },
  },
  { code: 'export_own', endpoint: 'approveExport', by: 'aidOfficer', given: exportState("state = 'asked'") },
  {
    code: 'export_needs_head',
    endpoint: 'approveExport',
    by: 'aidOfficer',
    given: (trx, { people }) =>
      trx
        .updateTable('export_job')
        .set({ state: 'asked', asked_by: people.secondOfficer, approved_by: null })
        .execute(),
  },
  {
    code: 'export_not_ready',
    endpoint: 'issueExportTicket',
    by: 'aidOfficer',
    given: exportState("state = 'ended'"),
  },
  {
    code: 'export_taken',
    endpoint: 'issueExportTicket',
    by: 'aidOfficer',
    given: exportState("state = 'taken'"),
  },
  {
    code: 'export_expired',
    endpoint: 'issueExportTicket',
    by: 'aidOfficer',
    given: exportState("expires_at = '2026-10-01'"),
  },
  {
    code: 'ticket_invalid',
    endpoint: 'downloadExport',
    by: 'aidOfficer',
    given: exportState('ticket_hash = null'),
  },
  {
    code: 'confirmation_missing',
    endpoint: 'acceptSweepProposal',
    by: 'aidOfficer',
    given: proposal("kind = 'withoutApplication'"),
  },
  {
    code: 'dismissal_note_required',
    endpoint: 'dismissSweepProposal',
    by: 'aidOfficer',
    input: { body: { reason: 'other', note: '' } },
  },
  {
    code: 'proposal_decided',
    endpoint: 'dismissSweepProposal',
    by: 'aidOfficer',
    given: proposal("state = 'superseded'"),
  },
  {
    code: 'evidence_incomplete',
    endpoint: 'proposeExit',
    input: { body: { proposer: 'aidOfficer', reason: 'normalLevel', evidence: [] } },
  },
  {
    code: 'panel_not_closed',
    endpoint: 'confirmExit',
    by: 'schoolHead',
    stand: { ...FINISHED, spell: 'voting' },
  },
  { code: 'note_required', ...exit, input: { body: { agrees: false, plan: null, note: '' } } },
  { code: 'plan_required', ...exit, stand: { ...FINISHED, spell: 'toTaper' } },
  { code: 'plan_not_wanted', ...exit, input: tapering('2026-12-31') },
  {
    code: 'plan_out_of_order',
    ...exit,
    stand: { ...FINISHED, spell: 'toTaper' },
    input: tapering('2026-11-01'),
  },
  {
    code: 'plan_too_long',
    ...exit,
    stand: { ...FINISHED, spell: 'toTaper' },
    input: tapering('2027-12-31'),
  },
  {
    code: 'transfer_open',
    endpoint: 'reviewEpisode',
    given: (trx, { cases, tree }) =>
      trx
        .updateTable('transfer')
        .set({ episode_id: cases.mine.episodeId, org_path: tree.c1k1s1.path })
        .where('id', '=', cases.otherCity.transferId)
        .execute(),
  },
  { code: 'transfer_not_open', endpoint: 'withdrawTransfer' },
  {
    code: 'transfer_expired',
    endpoint: 'refuseTransfer',
    given: trx => trx.updateTable('transfer').set({ answer_by: '2026-10-09' }).execute(),
  },
  {
    code: 'transfer_school_unknown',
    endpoint: 'offerTransfer',
    input: ({ cases }) => offer(cases.mine.studentId),
  },
  {
    code: 'transfer_same_school',
    endpoint: 'offerTransfer',
    input: ({ tree }) => offer(tree.c1k1s1.id),
  },
  { code: 'transfer_class_elsewhere', endpoint: 'acceptTransfer' },
  {
    code: 'transfer_student_known',
    endpoint: 'acceptTransfer',
    given: (trx, { cases }) =>
      sql`update student set id_number_index = other.id_number_index from student other
        where student.id = ${cases.mine.studentId} and other.id = ${cases.otherSchool.studentId}`.execute(
        trx,
      ),
    input: ({ tree }) => ({ body: { classId: tree.c1k1s1a1.id } }),
  },
  { code: 'compulsory_education', endpoint: 'fileNotice' },
  { code: 'notice_too_late', endpoint: 'fileNotice', given: vocational, input: notice('2026-10-11') },
  { code: 'notice_already_open', endpoint: 'fileNotice', given: vocational },
  {
    code: 'notice_acknowledged',
    endpoint: 'acknowledgeNotice',
    given: trx => trx.updateTable('withdrawal_notice').set({ status: 'acknowledged' }).execute(),
  },
]
