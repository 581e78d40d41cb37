import { internal, listOf, nullable, open, optional, personal, record, sensitive } from '../dataClass.ts'
import { AccountId, ApplicationId, OrgId, StudentId, Version } from '../ids.ts'
import { SchoolStage } from '../organisations.ts'
import { Role } from '../roles.ts'
import { GuardianRelation } from '../students.ts'
import { optionalText, text } from '../text.ts'
import { Moment } from '../time.ts'
import { z } from '../zod.ts'
import { AidCategory, ApplicantKind, ApplicationStatus, DilemmaType, ReasonCode } from './vocabulary.ts'
import { FastChannel } from './fastChannel.ts'
import { DuplicateVerdicts } from './findings.ts'
import { MAX_PANEL } from './panel.ts'
import { Tie } from './ties.ts'
import { APPLICATION_COMMANDS } from './transitions.ts'
import { REASONS } from '../reasons.ts'

const unique = (values: readonly unknown[]) => new Set(values).size === values.length

/**
 * What the applicant says (AP-03, AP-04, AP-11 to AP-16). A draft may be incomplete; `submitBlockers` tells
 * what is missing. The upper limits are ours.
 */
export const ApplicationContent = record({
  applicantKind: internal(ApplicantKind),
  /** How the applicant is related to the student; only for a guardian (AP-03). */
  relation: nullable(personal(GuardianRelation)),
  /** The family was told what is recorded and why, and agreed (PIPL 31: a guardian under 14). */
  consentGiven: internal(z.boolean()),
  dilemmaTypes: sensitive(z.array(DilemmaType).max(6).refine(unique, 'repeated')),
  reasonCodes: sensitive(z.array(ReasonCode).max(15).refine(unique, 'repeated')),
  aidCategories: sensitive(z.array(AidCategory).max(7).refine(unique, 'repeated')),
  factsAndReasons: sensitive(optionalText(2000)),
  /** Special education only after a diagnosis (AP-16): who diagnosed what, and when. */
  diagnosis: nullable(sensitive(text(300))),
  /** 突发变故: starts the fast channel (AP-29). */
  suddenChange: sensitive(z.boolean()),
})
export type ApplicationContent = z.output<typeof ApplicationContent>

/** What a new draft holds before anything is typed. */
export const EMPTY_CONTENT: ApplicationContent = {
  applicantKind: 'teacher',
  relation: null,
  consentGiven: false,
  dilemmaTypes: [],
  reasonCodes: [],
  aidCategories: [],
  factsAndReasons: '',
  diagnosis: null,
  suddenChange: false,
}

/** What a new draft by somebody in `role` holds: a family speaks for itself, staff on its behalf (AP-03). */
export function contentFor(role: Role): ApplicationContent {
  return { ...EMPTY_CONTENT, applicantKind: role === 'student' || role === 'guardian' ? role : 'teacher' }
}

/** 初审结论 (AP-26): whether the applicant is a child of publicly paid staff or company leaders; if so, what was verified. */
export const Screening = record({
  sensitiveApplicant: sensitive(z.enum(['notConcerned', 'verified'])),
  note: nullable(sensitive(text(300))),
  /** What the officer found out about each possible duplicate; may be left out where there is none. */
  duplicates: optional(DuplicateVerdicts),
})
export type Screening = z.output<typeof Screening>

/** Who must act next and since when: on every page of a record (lesson: waiting). Staff names only. */
export const NextActor = record({
  role: internal(Role),
  names: internal(z.array(z.string().max(50)).max(5)),
  since: internal(Moment),
})
export type NextActor = z.output<typeof NextActor>

/** A command that the reader's role may give in this state; with reasons while it may not be given yet. */
export const Offer = record({
  command: open(z.enum(APPLICATION_COMMANDS)),
  blockers: open(z.array(z.enum(REASONS)).max(20)),
})
export type Offer = z.output<typeof Offer>

export const ApplicationLine = record({
  id: ApplicationId,
  studentId: StudentId,
  studentName: personal(text(50)),
  schoolId: OrgId,
  schoolName: internal(text(80)),
  className: internal(text(40)),
  stage: open(SchoolStage),
  status: sensitive(ApplicationStatus),
  statusSince: internal(Moment),
  submittedAt: nullable(internal(Moment)),
  suddenChange: sensitive(z.boolean()),
  /** The 48-hour clock; `null` where none runs. */
  fastChannel: nullable(FastChannel),
  aidCategories: sensitive(z.array(AidCategory).max(7)),
  nextActor: nullable(NextActor),
})
export type ApplicationLine = z.output<typeof ApplicationLine>

export const TimelineEntry = record({
  at: internal(Moment),
  command: open(z.enum(APPLICATION_COMMANDS)),
  from: nullable(internal(ApplicationStatus)),
  to: internal(ApplicationStatus),
  actorName: internal(text(50)),
  actorRole: internal(Role),
  /** The head in whose stead a delegate acted. */
  onBehalfOf: nullable(internal(text(50))),
  reasonCode: nullable(sensitive(text(40))),
  text: nullable(sensitive(text(500))),
})
export type TimelineEntry = z.output<typeof TimelineEntry>

/** The case file of one request. */
export const Application = record({
  ...ApplicationLine.shape,
  ...ApplicationContent.shape,
  enteredByName: internal(text(50)),
  createdAt: internal(Moment),
  updatedAt: internal(Moment),
  timeline: listOf(TimelineEntry, 200),
  offers: listOf(Offer, APPLICATION_COMMANDS.length),
  /** Who is too close to the case to judge it; one person may stand here more than once. */
  ties: listOf(Tie, 50),
  /** Members of its panel who left before judging (`goneMembers`). */
  gone: internal(z.array(AccountId).max(MAX_PANEL)),
  version: Version,
})
export type Application = z.output<typeof Application>
