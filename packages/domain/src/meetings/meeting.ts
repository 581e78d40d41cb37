import { MAX_PANEL, Panel } from '../applications/panel.ts'
import { Tie, TIE_KINDS } from '../applications/ties.ts'
import { AidCategory, ApplicationStatus } from '../applications/vocabulary.ts'
import { internal, listOf, nullable, open, personal, record, sensitive } from '../dataClass.ts'
import { AccountId, ApplicationId, MeetingId, OrgId, StudentId, Version } from '../ids.ts'
import { text } from '../text.ts'
import { Moment } from '../time.ts'
import { z } from '../zod.ts'

/** Most cases on one agenda; what nobody can judge with care in one afternoon. The limit is ours. */
export const MAX_AGENDA = 20

export const MEETING_STATUSES = ['planned', 'held', 'cancelled'] as const
export const MeetingStatus = z.enum(MEETING_STATUSES)
export type MeetingStatus = z.output<typeof MeetingStatus>

/** 出席 or 远程, as each member says themself. Whoever says nothing may vote all the same. */
export const ATTENDANCES = ['present', 'remote'] as const
export const Attendance = z.enum(ATTENDANCES)
export type Attendance = z.output<typeof Attendance>

/** What can be done to a meeting; its cases go on by themselves, whatever becomes of it. */
export const MEETING_COMMANDS = ['attend', 'reschedule', 'hold', 'cancel'] as const
export type MeetingCommand = (typeof MEETING_COMMANDS)[number]

const plan = {
  plannedAt: internal(Moment),
  place: internal(text(100)),
  online: internal(z.boolean()),
}
/** When and where. */
export const MeetingPlan = record(plan)
export type MeetingPlan = z.output<typeof MeetingPlan>

/**
 * 评议会 (AP-06): several cases before the same members. Each case gets a panel of its own, without those who are
 * tied to it; `extra` are members for this case alone, where the quorum would be missing.
 */
export const NewMeeting = record({
  ...plan,
  title: internal(text(60)),
  chair: AccountId,
  members: internal(z.array(AccountId).min(1, 'required').max(MAX_PANEL)),
  cases: listOf(
    record({ applicationId: ApplicationId, extra: internal(z.array(AccountId).max(MAX_PANEL)) }),
    MAX_AGENDA,
  ),
})
export type NewMeeting = z.output<typeof NewMeeting>

/** A member of the meeting who does not judge one of its cases, and why. */
export const LeftOut = record({
  accountId: AccountId,
  name: internal(text(50)),
  kind: internal(z.enum(TIE_KINDS)),
})
export type LeftOut = z.output<typeof LeftOut>

/** A request under review that no panel has been convened for. */
export const WaitingCase = record({
  id: ApplicationId,
  studentId: StudentId,
  studentName: personal(text(50)),
  className: internal(text(40)),
  aidCategories: sensitive(z.array(AidCategory).max(7)),
  suddenChange: sensitive(z.boolean()),
  since: internal(Moment),
  /** Who is too close to it to judge it. */
  ties: listOf(Tie, 50),
})
export type WaitingCase = z.output<typeof WaitingCase>

/** How the reader stands to a case on the agenda. */
export const OWN_PARTS = ['toVote', 'voted', 'steppedBack', 'none'] as const
export type OwnPart = (typeof OWN_PARTS)[number]

/** One case on the agenda, as it stands. */
export const AgendaCase = record({
  applicationId: ApplicationId,
  studentName: personal(text(50)),
  className: internal(text(40)),
  aidCategories: sensitive(z.array(AidCategory).max(7)),
  suddenChange: sensitive(z.boolean()),
  status: sensitive(ApplicationStatus),
  /** False where the request has moved on without this meeting: withdrawn, or judged anew by another panel. */
  here: internal(z.boolean()),
  panelStatus: nullable(internal(z.enum(['voting', 'closed']))),
  voters: internal(z.int().min(0)),
  voted: internal(z.int().min(0)),
  quorumMissing: internal(z.boolean()),
  opinionsOpen: internal(z.boolean()),
  recommends: nullable(sensitive(z.boolean())),
  waitingFor: internal(z.array(z.string().max(50)).max(MAX_PANEL)),
  own: internal(z.enum(OWN_PARTS)),
  /** The reader chairs this case, and everybody has voted. */
  mayClose: internal(z.boolean()),
  chairName: internal(z.string().max(50)),
  leftOut: listOf(LeftOut, MAX_PANEL),
})
export type AgendaCase = z.output<typeof AgendaCase>

/** A place on the agenda; the case is `null` for whoever does not judge it. */
export const AgendaItem = record({
  position: internal(z.int().min(1)),
  case: nullable(AgendaCase),
})
export type AgendaItem = z.output<typeof AgendaItem>

const head = {
  id: MeetingId,
  title: internal(text(60)),
  ...plan,
  status: internal(MeetingStatus),
  chairName: internal(z.string().max(50)),
}

export const MeetingLine = record({
  ...head,
  cases: internal(z.int().min(0)),
  closed: internal(z.int().min(0)),
  /** How many of its cases wait for the reader's opinion. */
  toVote: internal(z.int().min(0)),
})
export type MeetingLine = z.output<typeof MeetingLine>

export const MeetingMember = record({
  accountId: AccountId,
  name: internal(text(50)),
  chair: internal(z.boolean()),
  attendance: nullable(internal(Attendance)),
})
export type MeetingMember = z.output<typeof MeetingMember>

export const Meeting = record({
  ...head,
  schoolId: OrgId,
  schoolName: internal(text(80)),
  convenedByName: internal(text(50)),
  convenedAt: internal(Moment),
  endedAt: nullable(internal(Moment)),
  members: listOf(MeetingMember, MAX_PANEL),
  agenda: listOf(AgendaItem, MAX_AGENDA),
  /** What the reader may do now. */
  offers: open(z.array(z.enum(MEETING_COMMANDS)).max(MEETING_COMMANDS.length)),
  version: Version,
})
export type Meeting = z.output<typeof Meeting>

/** The minutes of one case; the panel is there once it was closed. */
export const CaseMinutes = record({
  ...AgendaItem.shape,
  panel: nullable(Panel),
})
export type CaseMinutes = z.output<typeof CaseMinutes>
