import { AidService, EpisodeStatus } from '../applications/determination.ts'
import { AidCategory } from '../applications/vocabulary.ts'
import { Tie } from '../applications/ties.ts'
import { internal, listOf, nullable, open, personal, record, sensitive } from '../dataClass.ts'
import { ApplicationId, EpisodeId, OrgId, StudentId, Version } from '../ids.ts'
import { SchoolStage } from '../organisations.ts'
import { REASONS, type Reason } from '../reasons.ts'
import { Role } from '../roles.ts'
import { optionalText, text } from '../text.ts'
import { Day, Moment } from '../time.ts'
import { z } from '../zod.ts'
import { EpisodeDue } from './due.ts'
import { ExitReview, TaperingPlan } from './exitReview.ts'
import { EPISODE_COMMANDS, EPISODE_HAPPENINGS } from './transitions.ts'
import { Transfer } from './transfer.ts'
import { EndReason, ReviewKind } from './vocabulary.ts'

const unique = (values: readonly unknown[]) => new Set(values).size === values.length

/** 季度更新 (AP-30): whether the help still fits, and what has changed. */
export const NewRefresh = record({
  stillFits: sensitive(z.boolean()),
  note: sensitive(text(500)),
})
export type NewRefresh = z.output<typeof NewRefresh>

/** 学年审核 (AP-30): the help goes on, in the same categories or in others. */
export const NewReview = record({
  aidCategories: sensitive(z.array(AidCategory).min(1, 'required').max(7).refine(unique, 'repeated')),
  note: sensitive(text(500)),
})
export type NewReview = z.output<typeof NewReview>

/** A refresh or review that was recorded. */
export const EpisodeReview = record({
  kind: internal(ReviewKind),
  on: internal(Day),
  stillFits: sensitive(z.boolean()),
  aidCategories: sensitive(z.array(AidCategory).max(7)),
  note: sensitive(text(500)),
  byName: internal(text(50)),
  byRole: internal(Role),
})
export type EpisodeReview = z.output<typeof EpisodeReview>

/** Special education only after a diagnosis (AP-16), which a request carries and a review does not. */
export function reviewBlockers(review: NewReview, categories: readonly AidCategory[]): Reason[] {
  const isNew = review.aidCategories.includes('specialEducation') && !categories.includes('specialEducation')
  return isNew ? ['diagnosis_required'] : []
}

export const EndOfTapering = record({ note: sensitive(text(300)) })

export const EpisodeLine = record({
  id: EpisodeId,
  studentId: StudentId,
  studentName: personal(text(50)),
  schoolId: OrgId,
  schoolName: internal(text(80)),
  className: internal(text(40)),
  stage: open(SchoolStage),
  status: sensitive(EpisodeStatus),
  startedOn: internal(Day),
  endedOn: nullable(internal(Day)),
  aidCategories: sensitive(z.array(AidCategory).max(7)),
  due: nullable(EpisodeDue),
})
export type EpisodeLine = z.output<typeof EpisodeLine>

export const EpisodeEvent = record({
  at: internal(Moment),
  happening: open(z.enum(EPISODE_HAPPENINGS)),
  from: internal(EpisodeStatus),
  to: internal(EpisodeStatus),
  /** `null` where the calendar did it. */
  actorName: nullable(internal(text(50))),
  actorRole: nullable(internal(Role)),
  reasonCode: nullable(sensitive(text(40))),
  text: nullable(sensitive(optionalText(500))),
})
export type EpisodeEvent = z.output<typeof EpisodeEvent>

export const EpisodeOfferLine = record({
  command: open(z.enum(EPISODE_COMMANDS)),
  blockers: open(z.array(z.enum(REASONS)).max(20)),
})

/** One spell of help with everything that staff have to know of it. */
export const EpisodeFile = record({
  ...EpisodeLine.shape,
  applicationId: nullable(ApplicationId),
  /** The spell before and the one after: re-entry and transfer are linked both ways (F1). */
  previousId: nullable(EpisodeId),
  nextId: nullable(EpisodeId),
  endReason: nullable(sensitive(EndReason)),
  /** The reason's words as they were on that day: a later wording does not rewrite it. */
  endReasonText: nullable(sensitive(text(100))),
  tapering: nullable(TaperingPlan),
  services: listOf(AidService, 40),
  reviews: listOf(EpisodeReview, 50),
  exitReview: nullable(ExitReview),
  transfer: nullable(Transfer),
  events: listOf(EpisodeEvent, 200),
  offers: listOf(EpisodeOfferLine, EPISODE_COMMANDS.length),
  /** Who is too close to judge (D6). */
  ties: listOf(Tie, 50),
  version: Version,
})
export type EpisodeFile = z.output<typeof EpisodeFile>
