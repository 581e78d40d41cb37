import type { Permission } from '../permissions.ts'
import { isCrisis } from '../decisions/provisional.ts'
import type { EarlierPanel } from '../decisions/reconsideration.ts'
import type { PolicyProfile } from '../policy.ts'
import type { Reason } from '../reasons.ts'
import type { ApplicationContent, Offer, Screening } from './application.ts'
import type { NewDetermination } from './determination.ts'
import {
  closingBlockers,
  opinionsOpen,
  panelRecommends,
  soleRecommender,
  votersOf,
  type PanelFacts,
} from './panel.ts'
import { relationBlockers } from './relation.ts'
import { APPLICATION_COMMANDS, APPLICATION_TRANSITIONS, type ApplicationCommand } from './transitions.ts'
import { REASONS_FOR_DILEMMA, type ApplicationStatus, type DilemmaType } from './vocabulary.ts'

/** What the rules need to know of a request. */
export interface ApplicationFacts {
  readonly status: ApplicationStatus
  readonly content: ApplicationContent
  readonly enteredBy: string
  readonly submittedBy: string | null
  /** Whoever entered it still has an account and a role that reaches it. */
  readonly entererPresent: boolean
  readonly enrolled: boolean
  /** The student has another open request (F1: duplicates checked). */
  readonly openElsewhere: boolean
  /** An episode of theirs has not ended, but for the provisional support of this very request. */
  readonly episodeActive: boolean
  /** Provisional support was started for this request, and given once is given. */
  readonly provisionalGiven: boolean
  /** A visit that satisfies the duty of its period (`isValidVisit`). */
  readonly hasValidVisit: boolean
  /** 先家访后认定 holds for this stage (AP-23). */
  readonly visitRequired: boolean
  readonly panel: PanelFacts | null
  /** Members who have not judged and may not sit on a panel any more (`goneMembers`). */
  readonly gone: readonly string[]
  /** Who judged before a reconsideration; `null` when there was none. */
  readonly earlier: EarlierPanel | null
}

/** Who acts, with the permissions that reach this very record. */
export interface ApplicationActor {
  readonly accountId: string
  readonly permissions: ReadonlySet<Permission>
}

/** What is still missing before a request may be submitted (AP-03, AP-04, AP-16). */
export function contentBlockers(content: ApplicationContent): Reason[] {
  const reasons = relationBlockers(content.applicantKind, content.relation)
  if (!content.consentGiven) reasons.push('consent_required')
  if (content.dilemmaTypes.length === 0) reasons.push('dilemma_required')
  if (content.dilemmaTypes.some(dilemma => !hasReason(content, dilemma))) reasons.push('reason_required')
  if (content.aidCategories.length === 0) reasons.push('category_required')
  if (content.factsAndReasons.trim() === '') reasons.push('facts_required')
  if (content.aidCategories.includes('specialEducation') && !content.diagnosis?.trim()) {
    reasons.push('diagnosis_required')
  }
  return reasons
}

function hasReason(content: ApplicationContent, dilemma: DilemmaType): boolean {
  const codes: readonly string[] = REASONS_FOR_DILEMMA[dilemma]
  return content.reasonCodes.some(code => codes.includes(code))
}

/** Why a request for this student may not be started (F1 row 1). */
export function startBlockers(
  student: Pick<ApplicationFacts, 'enrolled' | 'openElsewhere' | 'episodeActive'>,
): Reason[] {
  const reasons: Reason[] = []
  if (!student.enrolled) reasons.push('student_not_enrolled')
  if (student.openElsewhere) reasons.push('application_already_open')
  if (student.episodeActive) reasons.push('episode_already_active')
  return reasons
}

type Guard = (facts: ApplicationFacts, actor: ApplicationActor, policy: PolicyProfile) => Reason[]

/** The guards of F1 that depend on nothing but the record, the actor and the policy. */
const GUARDS: Readonly<Record<Exclude<ApplicationCommand, 'start'>, Guard>> = {
  // A draft belongs to whoever entered it (AD-02), until they work here no more (lesson: stuck records).
  takeOver: ({ entererPresent }) => (entererPresent ? ['enterer_present'] : []),
  submit: (facts, actor) => [
    ...ownBlockers(facts, actor),
    ...startBlockers(facts),
    ...contentBlockers(facts.content),
  ],
  // aidOfficer ≠ applicant: nobody screens what they entered themselves (F1 row 3, AD-02).
  acceptIntake: (facts, actor) => (isApplicant(facts, actor) ? ['own_intake'] : []),
  return: () => [],
  completeScreening: (facts, actor) => (isApplicant(facts, actor) ? ['own_intake'] : []),
  recordVisit: () => [],
  convene: facts => (facts.panel === null ? [] : ['panel_already_convened']),
  addMember: ({ panel }, _actor, policy) => seatingBlockers(panel, policy),
  releaseMember: releasingBlockers,
  vote: (facts, actor) => voteBlockers(facts.panel, actor),
  recuse: (facts, actor) => recusalBlockers(facts.panel, actor),
  closePanel: ({ panel }, actor, policy) => chairBlockers(panel, actor, policy),
  determine: determineBlockers,
  decline: deciderBlockers,
  reconsider: reconsiderBlockers,
  startProvisional: provisionalBlockers,
  withdraw: (facts, actor) => (actor.permissions.has('application.screen') ? [] : ownBlockers(facts, actor)),
}

const isApplicant = (
  facts: Pick<ApplicationFacts, 'enteredBy' | 'submittedBy'>,
  actor: Pick<ApplicationActor, 'accountId'>,
) => actor.accountId === facts.enteredBy || actor.accountId === facts.submittedBy

function ownBlockers(
  facts: Pick<ApplicationFacts, 'enteredBy'>,
  actor: Pick<ApplicationActor, 'accountId'>,
): Reason[] {
  return actor.accountId === facts.enteredBy ? [] : ['not_yours']
}

function openPanelBlockers(panel: PanelFacts | null): Reason[] {
  if (panel === null) return ['panel_missing']
  return panel.status === 'voting' ? [] : ['panel_closed']
}

/** Once the opinions can be read nobody joins: a panel could be enlarged until it says what is wanted. */
function seatingBlockers(panel: PanelFacts | null, policy: PolicyProfile): Reason[] {
  const reasons = openPanelBlockers(panel)
  return panel && opinionsOpen(panel, policy) ? [...reasons, 'opinions_open'] : reasons
}

/** By whoever convenes, or the chair, while a member who has not judged cannot any more. */
function releasingBlockers(
  { panel, gone }: ApplicationFacts,
  actor: ApplicationActor,
  policy: PolicyProfile,
): Reason[] {
  const reasons = seatingBlockers(panel, policy)
  const leads = actor.permissions.has('panel.convene') || panel?.chair === actor.accountId
  if (!leads) reasons.push('not_the_chair')
  if (gone.length === 0) reasons.push('member_not_gone')
  else if (panel && votersOf(panel).length - 1 < policy.panelQuorum) reasons.push('quorum_missing')
  return reasons
}

function memberBlockers(panel: PanelFacts | null, actor: ApplicationActor): Reason[] {
  const reasons = openPanelBlockers(panel)
  const member = panel?.members.find(({ accountId }) => accountId === actor.accountId)
  if (panel !== null && member === undefined) reasons.push('not_a_member')
  if (member?.recused) reasons.push('recused')
  return reasons
}

function voteBlockers(panel: PanelFacts | null, actor: ApplicationActor): Reason[] {
  const reasons = memberBlockers(panel, actor)
  const voted = panel?.members.some(({ accountId, voted }) => accountId === actor.accountId && voted)
  // Once the seal is open a changed vote would answer the others' opinions, so a vote is given once.
  return voted ? [...reasons, 'already_voted'] : reasons
}

/** A member recuses themself before voting; whoever has voted has taken part already. */
function recusalBlockers(panel: PanelFacts | null, actor: ApplicationActor): Reason[] {
  return voteBlockers(panel, actor).map(reason => (reason === 'recused' ? 'already_recused' : reason))
}

function chairBlockers(panel: PanelFacts | null, actor: ApplicationActor, policy: PolicyProfile): Reason[] {
  if (panel === null) return ['panel_missing']
  const reasons: Reason[] = panel.chair === actor.accountId ? [] : ['not_the_chair']
  return [...reasons, ...closingBlockers(panel, policy)]
}

/** AP-07, AP-23: a valid visit, no other episode, and somebody who may decide. */
function determineBlockers(facts: ApplicationFacts, actor: ApplicationActor): Reason[] {
  const reasons: Reason[] = []
  if (facts.visitRequired && !facts.hasValidVisit) reasons.push('visit_missing')
  if (facts.episodeActive) reasons.push('episode_already_active')
  return [...reasons, ...deciderBlockers(facts, actor)]
}

/**
 * F1: not the submitter, not a chair, not the only one who recommended it, and nobody who stepped back from a panel
 * because of a tie to the case (D6, AD-11). It holds for the head and for a delegate alike.
 */
function deciderBlockers({ panel, earlier, ...facts }: ApplicationFacts, actor: ApplicationActor): Reason[] {
  const { accountId } = actor
  const reasons: Reason[] = []
  if (isApplicant(facts, actor)) reasons.push('decider_submitted')
  if (panel?.chair === accountId || earlier?.chair === accountId) reasons.push('decider_chaired')
  if (panel && soleRecommender(panel) === accountId) reasons.push('decider_recommended_alone')
  const steppedBack = panel?.members.some(member => member.recused && member.accountId === accountId)
  if (steppedBack || earlier?.recused.includes(accountId)) reasons.push('recused')
  return reasons
}

/** Once, by whoever entered it or the applicant side, for a student who may still apply (F1). */
function reconsiderBlockers(facts: ApplicationFacts, actor: ApplicationActor): Reason[] {
  const own = actor.permissions.has('application.reconsider') ? [] : ownBlockers(facts, actor)
  const again: Reason[] = facts.earlier ? ['already_reconsidered'] : []
  return [...own, ...again, ...startBlockers(facts)]
}

/** AP-05, AP-13: once for a request, by the officer, and by the psych teacher in a crisis. */
function provisionalBlockers(facts: ApplicationFacts, actor: ApplicationActor): Reason[] {
  const reasons: Reason[] = []
  if (!actor.permissions.has('application.screen') && !isCrisis(facts.content)) reasons.push('not_a_crisis')
  if (facts.provisionalGiven) reasons.push('provisional_already_given')
  if (facts.episodeActive) reasons.push('episode_already_active')
  if (!facts.enrolled) reasons.push('student_not_enrolled')
  return reasons
}

/** Why the determination's own content is not enough: services for what was asked, and nothing else (AP-07). */
export function serviceBlockers(
  { services }: NewDetermination,
  { aidCategories }: ApplicationContent,
): Reason[] {
  if (services.length === 0) return ['services_required']
  const asked = services.every(({ category }) => aidCategories.includes(category))
  return asked ? [] : ['service_category_not_asked']
}

/** Why screening may not be completed: who was verified must be on record, with what was verified (AP-26). */
export function screeningBlockers({ sensitiveApplicant, note }: Screening): Reason[] {
  return sensitiveApplicant === 'verified' && note === null ? ['sensitive_check_missing'] : []
}

/** Why `actor` may not save this content: a draft belongs to whoever entered it, until it is submitted (AD-02). */
export function draftBlockers(
  facts: Pick<ApplicationFacts, 'status' | 'enteredBy'>,
  actor: Pick<ApplicationActor, 'accountId'>,
): Reason[] {
  if (!APPLICATION_TRANSITIONS.submit.from.includes(facts.status)) return ['wrong_status']
  return ownBlockers(facts, actor)
}

/** Why `actor` may not give `command` now; an empty list means they may. Pure: reads no clock, throws nothing. */
export function commandBlockers(
  command: Exclude<ApplicationCommand, 'start'>,
  facts: ApplicationFacts,
  actor: ApplicationActor,
  policy: PolicyProfile,
): Reason[] {
  if (!APPLICATION_TRANSITIONS[command].from.includes(facts.status)) return ['wrong_status']
  return GUARDS[command](facts, actor, policy)
}

/** Reasons that make a command somebody else's or another time's: it is not offered, so nothing is explained. */
const HIDING: ReadonlySet<Reason> = new Set<Reason>([
  'wrong_status',
  'not_yours',
  'enterer_present',
  'panel_missing',
  'panel_already_convened',
  'panel_closed',
  'opinions_open',
  'not_a_member',
  'member_not_gone',
  'recused',
  'already_recused',
  'already_voted',
  'not_the_chair',
  'already_reconsidered',
  'not_a_crisis',
  'provisional_already_given',
])

/** What this actor is offered on this record: each command they may give, with the reasons that hold it back. */
export function offersFor(facts: ApplicationFacts, actor: ApplicationActor, policy: PolicyProfile): Offer[] {
  return APPLICATION_COMMANDS.flatMap(command => {
    if (command === 'start' || !actor.permissions.has(APPLICATION_TRANSITIONS[command].permission)) return []
    const blockers = commandBlockers(command, facts, actor, policy)
    return blockers.some(reason => HIDING.has(reason)) ? [] : [{ command, blockers }]
  })
}

/** The state after `command`, once its blockers are empty (F1). */
export function nextStatus(
  command: Exclude<ApplicationCommand, 'start'>,
  facts: ApplicationFacts,
): ApplicationStatus {
  if (command === 'completeScreening' || command === 'reconsider') {
    return facts.visitRequired && !facts.hasValidVisit ? 'awaitingVisit' : 'underReview'
  }
  if (command === 'recordVisit') return facts.hasValidVisit ? 'underReview' : 'awaitingVisit'
  if (command === 'closePanel') {
    return facts.panel && panelRecommends(facts.panel) ? 'awaitingDetermination' : 'notDetermined'
  }
  const [to] = APPLICATION_TRANSITIONS[command].to
  return APPLICATION_TRANSITIONS[command].to.includes(facts.status) ? facts.status : (to ?? facts.status)
}
