import { internal, nullable, open, personal, record, sensitive } from '../dataClass.ts'
import { NoticeId, OrgId, StudentId, Version } from '../ids.ts'
import { COMPULSORY_STAGES, SchoolStage } from '../organisations.ts'
import type { Reason } from '../reasons.ts'
import { text } from '../text.ts'
import { Day, Moment } from '../time.ts'
import { z } from '../zod.ts'
import { NoticeKind, NoticeReason, NoticeState } from './vocabulary.ts'

/** 退学、开除提前告知 (AP-19): before it takes effect, whoever looks after the student's aid is told. */
export const NewNotice = record({
  kind: sensitive(NoticeKind),
  reason: sensitive(NoticeReason),
  plannedOn: personal(Day),
  note: sensitive(text(500)),
})
export type NewNotice = z.output<typeof NewNotice>

export const NoticeAcknowledgement = record({ tried: sensitive(text(500)) })

export const WithdrawalNotice = record({
  ...NewNotice.shape,
  id: NoticeId,
  studentId: StudentId,
  studentName: personal(text(50)),
  schoolId: OrgId,
  schoolName: internal(text(80)),
  className: internal(text(40)),
  stage: open(SchoolStage),
  state: internal(NoticeState),
  filedByName: internal(text(50)),
  filedAt: internal(Moment),
  /** What was tried to keep the student, and who says so. */
  tried: nullable(sensitive(text(500))),
  acknowledgedByName: nullable(internal(text(50))),
  acknowledgedAt: nullable(internal(Moment)),
  /** Nobody has acknowledged it, and the planned day has come. */
  late: internal(z.boolean()),
  version: Version,
})
export type WithdrawalNotice = z.output<typeof WithdrawalNotice>

/** Why a notice may not be filed: in compulsory education nobody is let go (控辍保学), and afterwards is too late. */
export function noticeBlockers(
  { plannedOn }: Pick<NewNotice, 'plannedOn'>,
  student: { readonly stage: SchoolStage; readonly enrolled: boolean; readonly noticeOpen: boolean },
  today: Day,
): Reason[] {
  const reasons: Reason[] = []
  if (COMPULSORY_STAGES.includes(student.stage)) reasons.push('compulsory_education')
  if (!student.enrolled) reasons.push('student_not_enrolled')
  if (plannedOn < today) reasons.push('notice_too_late')
  if (student.noticeOpen) reasons.push('notice_already_open')
  return reasons
}

/** Why a notice may not be acknowledged. */
export function acknowledgementBlockers(state: NoticeState): Reason[] {
  return state === 'filed' ? [] : ['notice_acknowledged']
}

/** Nobody has acknowledged it in time: the planned day has come (F4 `withdrawalPreNotice`). */
export function isNoticeLate(state: NoticeState, plannedOn: Day, today: Day): boolean {
  return state === 'filed' && plannedOn <= today
}
