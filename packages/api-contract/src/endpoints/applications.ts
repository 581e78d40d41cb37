import {
  Application,
  ApplicationContent,
  ApplicationId,
  ApplicationLine,
  ApplicationStatus,
  Determination,
  internal,
  NewDetermination,
  NewPanel,
  AccountId,
  Opinion,
  optional,
  Panel,
  PanelClosing,
  record,
  Recusal,
  Release,
  ReturnReason,
  Screening,
  sensitive,
  StudentId,
  text,
  z,
} from '@sunshine-aid/domain'
import { endpoint } from '../endpoint.ts'
import { flag, pageOf, pageQuery } from '../page.ts'
import { CLOSING, CONVENING, GIVING_OPINION, JOINING, RELEASING, STEPPING_BACK } from './panelProblems.ts'

const tag = 'applications'
const params = record({ id: ApplicationId })

export const listApplications = endpoint({
  method: 'GET',
  path: '/applications',
  id: 'listApplications',
  tag,
  summary: 'Requests within reach, the longest-waiting or the newest first',
  access: { permission: 'application.read', audit: 'list' },
  query: record({
    ...pageQuery,
    status: optional(internal(ApplicationStatus)),
    /** Only those in which the reader must act next. */
    mine: optional(flag),
    studentId: optional(StudentId),
    sort: optional(internal(z.enum(['-updatedAt', 'statusSince']))),
  }),
  reply: pageOf(ApplicationLine),
  problems: [],
})

/** How many requests wait for the reader, by state: the figures of the work list and of the navigation. */
export const countApplications = endpoint({
  method: 'GET',
  path: '/applications/counts',
  id: 'countApplications',
  tag,
  summary: 'How many requests wait for the reader, by state',
  access: { permission: 'application.read', audit: 'none' },
  reply: record({
    mine: internal(z.int().min(0)),
    byStatus: internal(z.partialRecord(ApplicationStatus, z.int().min(0))),
  }),
  problems: [],
})

export const startApplication = endpoint({
  method: 'POST',
  path: '/applications',
  id: 'startApplication',
  tag,
  summary: 'Start a draft for a student',
  access: { permission: 'application.submit', audit: 'write' },
  body: record({ studentId: StudentId }),
  reply: Application,
  status: 201,
  problems: ['student_not_enrolled', 'application_already_open', 'episode_already_active'],
})

export const getApplication = endpoint({
  method: 'GET',
  path: '/applications/:id',
  id: 'getApplication',
  tag,
  summary: 'The case file of one request',
  access: { permission: 'application.read', audit: 'read' },
  params,
  reply: Application,
  problems: [],
})

/** Saved as typed: the whole content replaces the draft's, under the version that it was based on. */
export const saveDraft = endpoint({
  method: 'PUT',
  path: '/applications/:id/content',
  id: 'saveDraft',
  tag,
  summary: 'Save the content of a draft or of a returned request',
  access: { permission: 'application.submit', audit: 'write' },
  params,
  body: ApplicationContent,
  reply: Application,
  ifMatch: true,
  problems: ['wrong_status', 'not_yours'],
})

export const submitApplication = endpoint({
  method: 'POST',
  path: '/applications/:id/submission',
  id: 'submitApplication',
  tag,
  summary: 'Submit a draft, or submit again after a return',
  access: { permission: 'application.submit', audit: 'write' },
  params,
  reply: Application,
  ifMatch: true,
  problems: [
    'wrong_status',
    'not_yours',
    'student_not_enrolled',
    'application_already_open',
    'episode_already_active',
    'relation_required',
    'consent_required',
    'dilemma_required',
    'reason_required',
    'category_required',
    'facts_required',
    'diagnosis_required',
  ],
})

export const acceptIntake = endpoint({
  method: 'POST',
  path: '/applications/:id/screening',
  id: 'acceptIntake',
  tag,
  summary: 'Take a submitted request into screening',
  access: { permission: 'application.screen', audit: 'write' },
  params,
  reply: Application,
  ifMatch: true,
  problems: ['wrong_status', 'own_intake'],
})

export const returnApplication = endpoint({
  method: 'POST',
  path: '/applications/:id/return',
  id: 'returnApplication',
  tag,
  summary: 'Send a request back with a reason; the clock stops',
  access: { permission: 'application.screen', audit: 'write' },
  params,
  body: record({ reason: sensitive(ReturnReason), text: sensitive(text(500)) }),
  reply: Application,
  ifMatch: true,
  problems: ['wrong_status'],
})

export const completeScreening = endpoint({
  method: 'POST',
  path: '/applications/:id/acceptance',
  id: 'completeScreening',
  tag,
  summary: 'Finish screening: on to the home visit, or to review where a valid visit exists',
  access: { permission: 'application.screen', audit: 'write' },
  params,
  body: Screening,
  reply: Application,
  ifMatch: true,
  problems: [
    'wrong_status',
    'own_intake',
    'sensitive_check_missing',
    'duplicate_unresolved',
    'duplicate_confirmed',
  ],
})

export const withdrawApplication = endpoint({
  method: 'POST',
  path: '/applications/:id/withdrawal',
  id: 'withdrawApplication',
  tag,
  summary: 'Withdraw an open request',
  access: { permission: 'application.submit', audit: 'write' },
  params,
  body: record({ text: sensitive(text(500)) }),
  reply: Application,
  ifMatch: true,
  problems: ['wrong_status', 'not_yours'],
})

export const convenePanel = endpoint({
  method: 'POST',
  path: '/applications/:id/panel',
  id: 'convenePanel',
  tag,
  summary: 'Convene the collective review',
  access: { permission: 'panel.convene', audit: 'write' },
  params,
  body: NewPanel,
  reply: Panel,
  status: 201,
  problems: [...CONVENING, 'member_stepped_back', 'chair_sat_before', 'too_many_sat_before'],
})

export const getPanel = endpoint({
  method: 'GET',
  path: '/applications/:id/panel',
  id: 'getPanel',
  tag,
  summary: 'The panel; opinions are sealed until everybody has voted',
  access: { permission: 'panel.read', audit: 'read' },
  params,
  reply: Panel,
  problems: ['panel_missing'],
})

export const addPanelMember = endpoint({
  method: 'POST',
  path: '/applications/:id/panel/members',
  id: 'addPanelMember',
  tag,
  summary: 'Name one more member, for instance after a recusal',
  access: { permission: 'panel.convene', audit: 'write' },
  params,
  body: record({ member: AccountId }),
  reply: Panel,
  status: 201,
  problems: [...JOINING, 'member_stepped_back'],
})

export const giveOpinion = endpoint({
  method: 'POST',
  path: '/applications/:id/panel/opinion',
  id: 'giveOpinion',
  tag,
  summary: 'Vote: necessity, feasibility and grounds; given once',
  access: { permission: 'panel.vote', audit: 'write' },
  params,
  body: Opinion,
  reply: Panel,
  status: 201,
  problems: GIVING_OPINION,
})

export const recuseMember = endpoint({
  method: 'POST',
  path: '/applications/:id/panel/recusal',
  id: 'recuseMember',
  tag,
  summary: 'Step back from this panel because of a tie to the case',
  access: { permission: 'panel.vote', audit: 'write' },
  params,
  body: Recusal,
  reply: Panel,
  status: 201,
  problems: STEPPING_BACK,
})

export const releaseMember = endpoint({
  method: 'POST',
  path: '/applications/:id/panel/releases',
  id: 'releaseMember',
  tag,
  summary: 'Release a member who has left the school or the duty before judging',
  access: { permission: 'panel.release', audit: 'write' },
  params,
  body: Release,
  reply: Panel,
  status: 201,
  problems: RELEASING,
})

export const closePanel = endpoint({
  method: 'POST',
  path: '/applications/:id/panel/closing',
  id: 'closePanel',
  tag,
  summary: 'Close the panel; its majority decides where the request goes',
  access: { permission: 'panel.close', audit: 'write' },
  params,
  body: PanelClosing,
  reply: Panel,
  status: 201,
  problems: [...CLOSING, 'decline_reason_required'],
})

export const determineApplication = endpoint({
  method: 'POST',
  path: '/applications/:id/determination',
  id: 'determineApplication',
  tag,
  summary: "The school's confirmation with the agreed services; the episode begins",
  access: { permission: 'application.determine', audit: 'write' },
  params,
  body: NewDetermination,
  reply: Determination,
  ifMatch: true,
  current: Application,
  status: 201,
  problems: [
    'wrong_status',
    'visit_missing',
    'episode_already_active',
    'decider_submitted',
    'decider_chaired',
    'decider_recommended_alone',
    'recused',
    'services_required',
    'service_category_not_asked',
  ],
})

export const getDetermination = endpoint({
  method: 'GET',
  path: '/applications/:id/determination',
  id: 'getDetermination',
  tag,
  summary: 'What was decided, on which facts',
  access: { permission: 'application.read', audit: 'read' },
  params,
  reply: Determination,
  problems: [],
})

/** For applicants and staff alike: where it is and who is next, without the case file (F2 row 2). */
export const followApplication = endpoint({
  method: 'GET',
  path: '/applications/:id/progress',
  id: 'followApplication',
  tag,
  summary: 'Where a request stands and who acts next',
  access: { permission: 'application.follow', audit: 'read' },
  params,
  reply: record({
    id: ApplicationId,
    status: sensitive(ApplicationStatus),
    nextActor: ApplicationLine.shape.nextActor,
    statusSince: ApplicationLine.shape.statusSince,
  }),
  problems: [],
})
