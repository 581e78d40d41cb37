import { AidCategory } from '../applications/vocabulary.ts'
import { MAX_PANEL, PanelMember, votersOf, type PanelFacts } from '../applications/panel.ts'
import { relationBlockers } from '../applications/relation.ts'
import { internal, listOf, nullable, personal, record, sensitive } from '../dataClass.ts'
import type { PolicyProfile } from '../policy.ts'
import type { Reason } from '../reasons.ts'
import { GuardianRelation } from '../students.ts'
import { optionalText, text } from '../text.ts'
import { Day, Moment } from '../time.ts'
import { z } from '../zod.ts'
import { addMonths } from './due.ts'
import { ExitProposer, ExitReason, ExitReviewState, ExitVerdict, Level } from './vocabulary.ts'

/** Evidence against the normal level, for one category of help (AP-08). */
export const ExitEvidence = record({
  category: sensitive(AidCategory),
  level: sensitive(Level),
  text: sensitive(text(500)),
})
export type ExitEvidence = z.output<typeof ExitEvidence>

export const NewExitReview = record({
  /** Who wants it; a guardian asks through the staff (F1). */
  proposer: internal(ExitProposer),
  /** How the guardian who asks is related to the student, as with a request (AP-03); `null` where staff propose. */
  relation: nullable(personal(GuardianRelation)),
  reason: sensitive(ExitReason),
  evidence: listOf(ExitEvidence, 7),
}).refine(({ proposer, relation }) => proposer === 'guardian' || relation === null, {
  path: ['relation'],
  error: 'guardian_only',
})
export type NewExitReview = z.output<typeof NewExitReview>

/** What a member of the panel finds, and on which grounds. */
export const ExitOpinion = record({ verdict: sensitive(ExitVerdict), grounds: sensitive(optionalText(500)) })
export type ExitOpinion = z.output<typeof ExitOpinion>

/** 阶梯式退出 (AP-32): what falls away when, and the day on which all of it has. */
export const TaperStep = record({ on: internal(Day), text: sensitive(text(200)) })
export const TaperingPlan = record({ steps: listOf(TaperStep, 10), endsOn: internal(Day) })
export type TaperingPlan = z.output<typeof TaperingPlan>

/** What the head says to the panel's finding; a plan where it is to taper off. */
export const ExitConfirmation = record({
  agrees: internal(z.boolean()),
  plan: nullable(TaperingPlan),
  note: sensitive(optionalText(500)),
})
export type ExitConfirmation = z.output<typeof ExitConfirmation>

export const ExitMember = record({
  accountId: PanelMember.shape.accountId,
  name: PanelMember.shape.name,
  chair: PanelMember.shape.chair,
  recused: PanelMember.shape.recused,
  votedAt: PanelMember.shape.votedAt,
  opinion: nullable(ExitOpinion),
})
export type ExitMember = z.output<typeof ExitMember>

export const ExitReview = record({
  state: internal(ExitReviewState),
  ...NewExitReview.shape,
  proposedByName: internal(text(50)),
  proposedAt: internal(Moment),
  quorum: internal(z.int().min(1)),
  /** How long a tapering may run. */
  taperMaxMonths: internal(z.int().min(1)),
  /** True once everybody who may judge has, and they are a quorum. */
  opinionsOpen: internal(z.boolean()),
  members: listOf(ExitMember, MAX_PANEL),
  /** The majority, once the panel is closed. */
  verdict: nullable(sensitive(ExitVerdict)),
  closedAt: nullable(internal(Moment)),
  confirmedByName: nullable(internal(text(50))),
  confirmedAt: nullable(internal(Moment)),
  agreed: nullable(internal(z.boolean())),
  plan: nullable(TaperingPlan),
})
export type ExitReview = z.output<typeof ExitReview>

/** What the rules need to know of an exit review. */
export interface ExitFacts {
  readonly proposedBy: string
  /** `null` until a panel is convened. */
  readonly panel: PanelFacts<ExitVerdict> | null
}

/**
 * What the majority finds: leaving at once needs more than half; leaving step by step more than half who would let
 * go at all; everything else, a tie among them, keeps the help (AP-08, C15).
 */
export function exitVerdict(panel: PanelFacts<ExitVerdict>): ExitVerdict {
  const voters = votersOf(panel)
  const most = (...verdicts: readonly ExitVerdict[]) =>
    voters.filter(({ opinion }) => opinion !== null && verdicts.includes(opinion)).length * 2 > voters.length
  if (most('exit')) return 'exit'
  return most('exit', 'taper') ? 'taper' : 'continue'
}

/** Why an exit may not be proposed like this while `categories` are being given (AP-03, AP-08). */
export function exitProposalBlockers(proposal: NewExitReview, categories: readonly AidCategory[]): Reason[] {
  return [
    ...relationBlockers(proposal.proposer, proposal.relation),
    ...evidenceBlockers(proposal.evidence, categories),
  ]
}

/** Evidence for every category that is being given, each once, and for no other (AP-08). */
function evidenceBlockers(evidence: readonly ExitEvidence[], categories: readonly AidCategory[]): Reason[] {
  const named = evidence.map(({ category }) => category)
  const complete =
    new Set(named).size === named.length &&
    named.length === categories.length &&
    categories.every(category => named.includes(category))
  return complete ? [] : ['evidence_incomplete']
}

/**
 * Why the head may not confirm this: nobody decides on what they proposed, led, stepped back from or were alone in
 * wanting, as at the determination (F1).
 */
export function confirmBlockers({ proposedBy, panel }: ExitFacts, accountId: string): Reason[] {
  if (panel?.status !== 'closed') return ['panel_not_closed']
  const reasons: Reason[] = []
  if (proposedBy === accountId) reasons.push('decider_submitted')
  if (panel.chair === accountId) reasons.push('decider_chaired')
  if (soleForLeaving(panel) === accountId) reasons.push('decider_recommended_alone')
  if (panel.members.some(member => member.recused && member.accountId === accountId)) reasons.push('recused')
  return reasons
}

function soleForLeaving(panel: PanelFacts<ExitVerdict>): string | null {
  const [first, ...others] = votersOf(panel).filter(({ opinion }) => opinion !== 'continue')
  return first && others.length === 0 ? first.accountId : null
}

/**
 * Why this plan is none (AP-32, C15): where the panel wants to taper there is one, its steps lie in order between
 * today and its end, and it ends within the months that the policy allows. Who does not agree says why.
 */
export function confirmationBlockers(
  { agrees, plan, note }: ExitConfirmation,
  verdict: ExitVerdict,
  policy: Pick<PolicyProfile, 'taperMaxMonths'>,
  today: Day,
): Reason[] {
  if (!agrees) return note === '' ? ['note_required'] : []
  if (verdict !== 'taper') return plan === null ? [] : ['plan_not_wanted']
  if (plan === null || plan.steps.length === 0) return ['plan_required']
  const days = [today, ...plan.steps.map(({ on }) => on), plan.endsOn]
  if (days.some((day, at) => day < (days[at - 1] ?? day)) || plan.endsOn === today)
    return ['plan_out_of_order']
  return plan.endsOn > addMonths(today, policy.taperMaxMonths) ? ['plan_too_long'] : []
}
