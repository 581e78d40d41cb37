import { DilemmaType, ReasonCode } from '../applications/vocabulary.ts'
import { internal, listOf, nullable, open, personal, record, sensitive } from '../dataClass.ts'
import { ApplicationId, OrgId, ProposalId, StudentId, SweepId, Version } from '../ids.ts'
import { optionalText, text } from '../text.ts'
import { Day, Moment } from '../time.ts'
import { z } from '../zod.ts'
import { Sign } from './signs.ts'

/** `application`: somebody should ask for them. `withoutApplication`: 免申即享, to be confirmed afterwards (AP-22). */
export const PROPOSAL_KINDS = ['application', 'withoutApplication'] as const
export const ProposalKind = z.enum(PROPOSAL_KINDS)
export type ProposalKind = z.output<typeof ProposalKind>

/** `superseded`: nobody had decided when the next sweep looked again. Only a person accepts or dismisses (C11). */
export const PROPOSAL_STATES = ['proposed', 'accepted', 'dismissed', 'superseded'] as const
export const ProposalState = z.enum(PROPOSAL_STATES)
export type ProposalState = z.output<typeof ProposalState>

/** Why staff set a proposal aside. */
export const DISMISSAL_REASONS = ['factsWrong', 'alreadyHelped', 'familyDeclines', 'noNeed', 'other'] as const
export const DismissalReason = z.enum(DISMISSAL_REASONS)
export type DismissalReason = z.output<typeof DismissalReason>

/** 申请来源 (A11): the family asks; a teacher asks for them; a sweep proposed it and staff took it up. */
export const APPLICATION_SOURCES = ['own', 'proxy', 'proposedBySystem'] as const
export const ApplicationSource = z.enum(APPLICATION_SOURCES)
export type ApplicationSource = z.output<typeof ApplicationSource>

/** A reason of a dilemma with the facts that speak for it. */
export const ProposedReason = record({
  dilemma: sensitive(DilemmaType),
  reason: sensitive(ReasonCode),
  facts: listOf(Sign, 10),
})
export type ProposedReason = z.output<typeof ProposedReason>

/** How a proposal was decided. */
const Decision = record({
  byName: internal(text(50)),
  at: internal(Moment),
  dismissalReason: nullable(sensitive(DismissalReason)),
  note: sensitive(optionalText(300)),
  /** The request that came of it; `null` too where it was deleted. */
  applicationId: nullable(ApplicationId),
})

export const SweepProposal = record({
  id: ProposalId,
  sweepId: SweepId,
  studentId: StudentId,
  studentName: personal(text(50)),
  className: internal(text(40)),
  kind: sensitive(ProposalKind),
  dilemmas: sensitive(z.array(DilemmaType).max(6)),
  reasons: listOf(ProposedReason, 20),
  supporting: listOf(Sign, 10),
  state: sensitive(ProposalState),
  /** Of 免申即享: by when somebody should have confirmed it with the family. */
  dueOn: nullable(internal(Day)),
  late: internal(z.boolean()),
  decision: nullable(Decision),
  version: Version,
})
export type SweepProposal = z.output<typeof SweepProposal>

const count = internal(z.int().min(0))

/** How far staff have come with the proposals, as far as the reader sees them. */
export const SweepProgress = record({
  proposed: count,
  accepted: count,
  dismissed: count,
  superseded: count,
  /** Of the proposed ones: those that should have been confirmed by now. */
  late: count,
})
export type SweepProgress = z.output<typeof SweepProgress>

export const Sweep = record({
  id: SweepId,
  schoolId: OrgId,
  schoolName: internal(text(80)),
  startedByName: internal(text(50)),
  startedAt: internal(Moment),
  /** Students of the school at whom it looked. */
  students: count,
  progress: SweepProgress,
})
export type Sweep = z.output<typeof Sweep>

/** One sweep, with how many it proposes for each dilemma: a child with two dilemmas counts in both (AP-31 复合型). */
export const SweepDetail = record({
  ...Sweep.shape,
  byDilemma: listOf(record({ dilemma: open(DilemmaType), students: count }), 6),
  withoutDilemma: count,
})
export type SweepDetail = z.output<typeof SweepDetail>

/**
 * What a member of staff says when they take a proposal up. 免申即享 asks for both: the facts were checked with the
 * family, and the family agreed (事后确认, AP-22).
 */
export const Acceptance = record({
  factsChecked: internal(z.boolean()),
  consentGiven: internal(z.boolean()),
})
export type Acceptance = z.output<typeof Acceptance>

export const Dismissal = record({
  reason: sensitive(DismissalReason),
  note: sensitive(optionalText(300)),
})
export type Dismissal = z.output<typeof Dismissal>
