import { aPng } from '@sunshine-aid/api-server/src/evidence/testing/files.ts'
import type { TestInput } from '@sunshine-aid/api-server/src/testing/injectRequest.ts'
import type { PrincipalName } from './world/people.ts'
import { PLACE_OF, SCHOOL_OF, type Scope } from './world/places.ts'
import type { Stand } from './world/requests.ts'
import { TICKET } from './world/files.ts'
import { FINISHED, type World } from './world/world.ts'

/** What the request of a cell is about. */
export interface Question {
  readonly world: World
  readonly scope: Scope
  readonly principal: PrincipalName
}

/** A valid request to one endpoint about the record of a scope. */
export interface Sample {
  readonly input: (question: Question) => TestInput
  /** The state in which the endpoint's rule can be reached; else that of a finished request. */
  readonly stand?: Stand
  /** The id that a list shows for the record, and where it stands in an item. */
  readonly listed?: { readonly key: string; readonly id: (question: Question) => string }
}

const application = ({ world, scope }: Question) => ({ params: { id: world.cases[scope].applicationId } })
const student = ({ world, scope }: Question) => ({ params: { id: world.cases[scope].studentId } })
const school = ({ world, scope }: Question) => ({ params: { id: world.tree[SCHOOL_OF[scope]].id } })
const feed = ({ world, scope }: Question) => ({ params: { id: world.cases[scope].feedId } })
const sweep = ({ world, scope }: Question) => ({ params: { id: world.cases[scope].sweepId } })
const sweepProposal = ({ world, scope }: Question) => ({
  params: { id: world.cases[scope].sweepProposalId },
})
const meeting = ({ world, scope }: Question) => ({ params: { id: world.cases[scope].meetingId } })
const imported = ({ world, scope }: Question) => ({ params: { id: world.cases[scope].importId } })
const evidence = ({ world, scope }: Question) => ({
  params: { id: world.cases[scope].applicationId, fileId: world.cases[scope].evidenceId },
})
const exported = ({ world, scope }: Question) => ({ params: { id: world.cases[scope].exportId } })
const delegation = ({ world, scope }: Question) => ({ params: { id: world.cases[scope].delegationId } })
const spell = ({ world, scope }: Question) => ({ params: { id: world.cases[scope].episodeId } })
const nothing = () => ({})
const listedStudent = (key: string) => ({
  key,
  id: ({ world, scope }: Question) => world.cases[scope].studentId,
})

/** `mine` is the place where the role is held; the others are schools. */
function place(question: Question): { params: { id: string } } {
  const { world, scope, principal } = question
  const held = principal in PLACE_OF && scope === 'mine'
  return held
    ? { params: { id: world.tree[PLACE_OF[principal as keyof typeof PLACE_OF]].id } }
    : school(question)
}

/** Of somebody above the school it is their region, of everybody else their school. */
function region(question: Question): { id: string } {
  const above = ['countyAdmin', 'cityAdmin', 'provinceAdmin', 'auditor'].includes(question.principal)
  return (above ? place(question) : school(question)).params
}

/** At a region for those above the school, else at the school. */
const organ = (question: Question) => ({ params: region(question) })
const setting = (question: Question) => ({ params: { ...place(question).params, key: 'mentorCapacity' } })

/** What waits where the role is held; of another place, at its school. */
function proposal(question: Question): TestInput {
  const { world, scope, principal } = question
  const own = PLACE_OF[principal as keyof typeof PLACE_OF] as keyof typeof world.proposals | undefined
  const at = scope === 'mine' && own !== undefined && own in world.proposals ? own : SCHOOL_OF[scope]
  return { params: { id: world.proposals[at as keyof typeof world.proposals] }, ifMatch: 1 }
}

/** Cities and the province decide about counties. */
function decidable(question: Question): TestInput {
  const above = ['cityAdmin', 'provinceAdmin'].includes(question.principal) && question.scope === 'mine'
  return above ? { params: { id: question.world.proposals.c1k1 }, ifMatch: 1 } : proposal(question)
}

const onVersion =
  (input: (question: Question) => TestInput, body?: object) =>
  (question: Question): TestInput => ({ ...input(question), ifMatch: 1, ...(body && { body }) })

const importVersion = (question: Question): TestInput => ({
  ...imported(question),
  ifMatch: question.world.cases[question.scope].importVersion,
})

const CONTENT = {
  applicantKind: 'teacher',
  relation: null,
  consentGiven: true,
  dilemmaTypes: ['academic'],
  reasonCodes: ['farBehind'],
  aidCategories: ['academicTutoring'],
  factsAndReasons: '成绩明显落后。',
  diagnosis: null,
  suddenChange: false,
}
const VISIT = {
  mode: 'onSite',
  visitedOn: '2026-10-12',
  reached: true,
  ledByLeader: false,
  policyExplained: true,
  companions: null,
  record: '了解了学习和生活情况。',
  interview: null,
}
const PLAN = {
  plannedOn: '2026-10-14',
  mode: 'onSite',
  partner: null,
  note: null,
}
const planned = ({ world, scope }: Question) => ({ params: { id: world.cases[scope].planId }, ifMatch: 1 })
const planBody = ({ world }: Question) => ({ ...PLAN, assignee: world.people.classTeacher })
const SERVICE = {
  category: 'academicTutoring',
  provider: '三年级组',
  content: '课后辅导',
  startsOn: '2026-10-19',
}
const voting: Stand = { status: 'underReview', panel: 'open' }

/** One for each endpoint of the contract, by its id. */
export const SAMPLES: Readonly<Record<string, Sample>> = {
  getMe: { input: nothing },
  getDeviceKey: { input: nothing },
  listOrganisations: { input: place },
  listStaff: { input: school },
  getPolicy: { input: school },
  listStudents: { input: nothing, listed: listedStudent('id') },
  searchStudents: { input: () => ({ body: { name: '试学生' } }), listed: listedStudent('id') },
  getStudent: { input: student },
  listVisits: { input: student },
  recordVisit: {
    input: question => ({ ...student(question), body: VISIT }),
    stand: { status: 'awaitingVisit' },
  },
  listVisitPlans: { input: () => ({ query: { limit: '100' } }), listed: listedStudent('studentId') },
  listVisitors: { input: student },
  planVisit: { input: question => ({ ...student(question), body: planBody(question) }) },
  changeVisitPlan: { input: question => ({ ...planned(question), body: planBody(question) }) },
  cancelVisitPlan: { input: planned },
  listApplications: {
    input: nothing,
    listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].applicationId },
  },
  countApplications: { input: nothing },
  startApplication: {
    input: ({ world, scope }) => ({ body: { studentId: world.cases[scope].studentId } }),
    stand: { status: 'withdrawn' },
  },
  getApplication: { input: application },
  saveDraft: { input: onVersion(application, CONTENT), stand: { status: 'draft' } },
  submitApplication: { input: onVersion(application), stand: { status: 'draft' } },
  acceptIntake: { input: onVersion(application), stand: { status: 'submitted' } },
  returnApplication: {
    input: onVersion(application, { reason: 'factsUnclear', text: '请补充情况。' }),
    stand: { status: 'submitted' },
  },
  completeScreening: {
    input: onVersion(application, { sensitiveApplicant: 'notConcerned', note: null }),
    stand: { status: 'screening' },
  },
  getWork: { input: nothing },
  listWork: {
    input: nothing,
    stand: { status: 'submitted' },
    listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].applicationId },
  },
  listStuck: {
    input: nothing,
    stand: { status: 'submitted' },
    listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].applicationId },
  },
  takeOverApplication: { input: onVersion(application), stand: { status: 'draft' } },
  getFindings: { input: application, stand: { status: 'screening' } },
  getAccountability: { input: application },
  getElapsed: { input: place },
  getStuckCounts: { input: place },
  listReading: {
    input: nothing,
    listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].readingId },
  },
  settleReading: {
    input: ({ world, scope }) => ({
      params: { id: world.cases[scope].readingId },
      body: { outcome: 'dutyRequired' },
    }),
  },
  getAccessReport: { input: student },
  withdrawApplication: {
    input: onVersion(application, { text: '不再需要。' }),
    stand: { status: 'submitted' },
  },
  convenePanel: {
    input: question => {
      const { secondMember, thirdMember, spareMember } = question.world.people
      const members = [secondMember, thirdMember, spareMember]
      return { ...application(question), body: { members, chair: secondMember } }
    },
    stand: { status: 'underReview' },
  },
  addPanelMember: {
    input: question => ({ ...application(question), body: { member: question.world.people.spareMember } }),
    stand: voting,
  },
  getPanel: { input: application },
  giveOpinion: {
    input: question => ({
      ...application(question),
      body: { necessity: true, feasibility: true, grounds: '情况属实' },
    }),
    stand: voting,
  },
  recuseMember: {
    input: question => ({ ...application(question), body: { reason: 'relative' } }),
    stand: voting,
  },
  listWaitingCases: {
    input: school,
    listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].applicationId },
    stand: { status: 'underReview' },
  },
  conveneMeeting: {
    input: question => {
      const { secondMember, thirdMember, spareMember } = question.world.people
      const { applicationId } = question.world.cases[question.scope]
      return {
        ...school(question),
        body: {
          title: '评议会',
          plannedAt: '2026-10-14T06:00:00.000Z',
          place: '会议室',
          online: false,
          chair: secondMember,
          members: [secondMember, thirdMember, spareMember],
          cases: [{ applicationId, extra: [] }],
        },
      }
    },
    stand: { status: 'underReview' },
  },
  listMeetings: {
    input: nothing,
    listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].meetingId },
  },
  getMeeting: { input: meeting },
  getMeetingMinutes: { input: meeting },
  rescheduleMeeting: {
    input: onVersion(meeting, {
      plannedAt: '2026-10-15T06:00:00.000Z',
      place: '线上会议一',
      online: true,
    }),
  },
  attendMeeting: { input: question => ({ ...meeting(question), body: { attendance: 'present' } }) },
  holdMeeting: { input: onVersion(meeting) },
  cancelMeeting: { input: onVersion(meeting) },
  closePanel: {
    input: question => ({ ...application(question), body: { declineReason: null } }),
    stand: { status: 'underReview', panel: 'voted' },
  },
  determineApplication: {
    input: onVersion(application, { services: [SERVICE], remark: '' }),
    stand: { status: 'awaitingDetermination', panel: 'closed' },
  },
  getDetermination: { input: application },
  startProvisional: {
    input: question => ({
      ...application(question),
      body: {
        why: '家中突发变故。',
        services: [{ category: 'academicTutoring', provider: '三年级组', content: '课后辅导' }],
      },
    }),
    stand: { status: 'submitted' },
  },
  getProvisional: { input: application },
  declineApplication: {
    input: onVersion(application, { reason: 'notNecessary', text: '' }),
    stand: { status: 'awaitingDetermination', panel: 'closed' },
  },
  askReconsideration: {
    input: onVersion(application, { newFacts: '后来的情况。' }),
    stand: { status: 'notDetermined', panel: 'closed' },
  },
  getReconsideration: { input: application },
  getChangesSince: { input: application },
  listDelegations: {
    input: school,
    listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].delegationId },
  },
  nameDelegate: {
    input: question => ({
      ...school(question),
      body: { delegateId: question.world.people.psychTeacher, until: '2026-10-31' },
    }),
  },
  acceptDelegation: { input: delegation },
  endDelegation: { input: delegation },
  listEpisodeServices: {
    input: ({ world, scope }) => ({ params: { id: world.cases[scope].episodeId } }),
  },
  recordServiceStep: {
    input: ({ world, scope }) => ({
      params: { id: world.cases[scope].episodeId, serviceId: world.cases[scope].serviceId },
      body: { status: 'started', on: '2026-10-12', note: null },
    }),
  },
  followApplication: { input: application },
  listMentors: {
    input: school,
    listed: {
      key: 'accountId',
      id: ({ world, scope, principal }) =>
        scope === 'mine' && principal === 'psychTeacher'
          ? world.people.psychTeacher
          : world.people[scope === 'mine' ? 'mentor' : 'secondMentor'],
    },
  },
  listMentorGaps: { input: school, listed: listedStudent('studentId') },
  getArchive: { input: student },
  listAccess: { input: student },
  getCoverage: {
    input: question => ({ params: { ...region(question), indicator: 'mentorCoverage' } }),
  },
  listCoverageGaps: {
    input: question => ({ params: { ...school(question).params, indicator: 'mentorCoverage' } }),
    listed: listedStudent('studentId'),
  },
  downloadResultsTemplate: { input: nothing },
  uploadResults: { input: () => ({ query: { period: '2026-1' }, body: Buffer.from('证件号,缺课天数\n') }) },
  getResultsFeed: { input: feed },
  confirmResults: { input: onVersion(feed) },
  cancelResults: { input: onVersion(feed) },
  startSweep: { input: question => ({ body: { schoolId: school(question).params.id } }) },
  listSweeps: { input: nothing, listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].sweepId } },
  getSweep: { input: sweep },
  listSweepProposals: {
    input: sweep,
    listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].sweepProposalId },
  },
  acceptSweepProposal: {
    input: onVersion(sweepProposal, { factsChecked: false, consentGiven: false }),
  },
  dismissSweepProposal: { input: onVersion(sweepProposal, { reason: 'noNeed', note: '' }) },
  getSweepBalance: { input: question => ({ params: region(question) }) },
  getApplicationOrigin: { input: application },
  downloadImportTemplate: { input: nothing },
  uploadImport: { input: () => ({ body: Buffer.from('学校,姓名\n') }) },
  listImports: {
    input: nothing,
    listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].importId },
  },
  getImport: { input: imported },
  listImportRows: { input: imported },
  downloadImportFaults: { input: imported },
  correctImportRow: {
    input: ({ world, scope }) => ({
      params: { id: world.cases[scope].importId, rowId: world.cases[scope].importRowId },
      body: { cells: { grade: '四年级' } },
      ifMatch: 1,
    }),
  },
  confirmImport: { input: importVersion },
  cancelImport: { input: importVersion },
  listEvidence: { input: application },
  addEvidence: {
    input: question => ({ ...application(question), body: aPng() }),
    stand: { status: 'draft' },
  },
  labelEvidence: {
    input: onVersion(evidence, { kind: 'certificate', name: '证明.png' }),
    stand: { status: 'draft' },
  },
  downloadEvidence: { input: evidence },
  removeEvidence: { input: onVersion(evidence), stand: { status: 'draft' } },
  listExports: {
    input: nothing,
    listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].exportId },
  },
  askExport: {
    input: () => ({ body: { kind: 'register', purpose: 'planning', purposeText: '学期安排' } }),
  },
  getExport: { input: exported },
  approveExport: { input: onVersion(exported) },
  declineExport: { input: onVersion(exported) },
  cancelExport: { input: onVersion(exported) },
  issueExportTicket: { input: exported },
  downloadExport: { input: question => ({ ...exported(question), ticket: TICKET }) },
  listSettings: { input: place },
  listSettingVersions: { input: setting },
  previewSetting: { input: question => ({ ...setting(question), query: { value: '6' } }) },
  proposeSetting: {
    input: question => ({
      ...setting(question),
      body: { value: 7, validFrom: '2026-10-12', grounds: '校务会议纪要' },
    }),
  },
  listProposals: { input: place },
  decideProposal: {
    input: question => ({ ...decidable(question), body: { approve: true, remark: null } }),
  },
  withdrawProposal: { input: proposal },
  listAidServices: { input: organ },
  saveAidItem: {
    input: question => ({
      params: { ...place(question).params, item: 'guide-academicTutoring-1' },
      body: { category: 'academicTutoring', name: '课后辅导', provider: '年级组', hidden: false },
      ifMatch: 1,
    }),
  },
  getCalendar: { input: organ },
  setCalendarYear: {
    input: question => ({
      params: { ...place(question).params, year: '2026' },
      body: {
        content: {
          semesters: [
            { id: '2026-1', from: '2026-09-01', to: '2027-01-29' },
            { id: '2026-2', from: '2027-02-22', to: '2027-07-02' },
          ],
          holidays: [{ name: '国庆节', from: '2026-10-01', to: '2026-10-07' }],
          makeUpDays: [{ name: '国庆节调休', day: '2026-10-10' }],
        },
      },
      ifMatch: 1,
    }),
  },
  getPreferences: { input: nothing },
  savePreferences: { input: () => ({ body: { tourSeen: true, shortcuts: true } }) },
  listEpisodes: {
    input: nothing,
    stand: { ...FINISHED, spell: 'voting' },
    listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].episodeId },
  },
  getEpisode: { input: spell, stand: { ...FINISHED, spell: 'voting' } },
  refreshEpisode: {
    input: onVersion(spell, { stillFits: true, note: '情况稳定' }),
    stand: { ...FINISHED, spell: 'active' },
  },
  reviewEpisode: {
    input: onVersion(spell, { aidCategories: ['academicTutoring'], note: '继续支持' }),
    stand: { ...FINISHED, spell: 'active' },
  },
  proposeExit: {
    input: onVersion(spell, {
      proposer: 'aidOfficer',
      reason: 'normalLevel',
      evidence: [{ category: 'academicTutoring', level: 'at', text: '成绩达标' }],
    }),
    stand: { ...FINISHED, spell: 'active' },
  },
  conveneExitPanel: {
    input: question => {
      const { secondMember, thirdMember, panelMember } = question.world.people
      return {
        ...spell(question),
        body: { members: [secondMember, thirdMember, panelMember], chair: secondMember },
      }
    },
    stand: { ...FINISHED, spell: 'proposed' },
  },
  addExitMember: {
    input: question => ({ ...spell(question), body: { member: question.world.people.thirdMember } }),
    stand: { ...FINISHED, spell: 'voting' },
  },
  giveExitOpinion: {
    input: question => ({ ...spell(question), body: { verdict: 'taper', grounds: '逐步减少' } }),
    stand: { ...FINISHED, spell: 'voting' },
  },
  recuseExitMember: {
    input: question => ({ ...spell(question), body: { reason: 'relative' } }),
    stand: { ...FINISHED, spell: 'voting' },
  },
  closeExitPanel: { input: spell, stand: { ...FINISHED, spell: 'voting' } },
  confirmExit: {
    input: onVersion(spell, { agrees: true, plan: null, note: '' }),
    stand: { ...FINISHED, spell: 'closed' },
  },
  endTapering: {
    input: onVersion(spell, { note: '各步已完成' }),
    stand: { ...FINISHED, spell: 'tapering' },
  },
  offerTransfer: {
    input: ({ world, scope }) => ({
      params: { id: world.cases[scope].episodeId },
      body: {
        toSchoolId: world.tree[scope === 'otherSchool' ? 'c2k1s1' : 'c1k1s2'].id,
        summary: '需要继续辅导',
        consentGiven: true,
      },
      ifMatch: 1,
    }),
    stand: { ...FINISHED, spell: 'active' },
  },
  withdrawTransfer: { input: onVersion(spell), stand: { ...FINISHED, spell: 'active' } },
  listTransfers: {
    input: () => ({ query: { direction: 'incoming' } }),
    listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].transferId },
  },
  acceptTransfer: {
    // Into a class of nobody's own, so that every cell finds the same students.
    input: ({ world, scope }) => ({
      params: { id: world.cases[scope].transferId },
      body: { classId: world.tree.c1k2s1a1.id },
      ifMatch: 1,
    }),
    stand: { ...FINISHED, spell: 'active' },
  },
  refuseTransfer: {
    input: ({ world, scope }) => ({
      params: { id: world.cases[scope].transferId },
      body: { reason: 'wrongSchool', text: '' },
      ifMatch: 1,
    }),
  },
  searchSchools: { input: () => ({ body: { name: 'c1' } }) },
  listNotices: {
    input: nothing,
    listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].noticeId },
  },
  fileNotice: {
    input: question => ({
      ...student(question),
      body: { kind: 'withdrawal', reason: 'studies', plannedOn: '2026-11-02', note: '跟不上' },
    }),
  },
  acknowledgeNotice: {
    input: ({ world, scope }) => ({
      params: { id: world.cases[scope].noticeId },
      body: { tried: '已家访' },
      ifMatch: 1,
    }),
  },
}

export const standOf = ({ stand }: Sample): Stand => stand ?? FINISHED
