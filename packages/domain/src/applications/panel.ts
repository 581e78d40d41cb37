import { internal, listOf, nullable, optional, record, sensitive } from '../dataClass.ts'
import { AccountId, ApplicationId, MeetingId, Version } from '../ids.ts'
import { optionalText, text } from '../text.ts'
import { Moment } from '../time.ts'
import type { PolicyProfile } from '../policy.ts'
import type { Reason } from '../reasons.ts'
import { z } from '../zod.ts'
import { TIE_REASON, type Tie } from './ties.ts'
import { DeclineReason, LeavingReason, RecusalReason, ReleaseReason } from './vocabulary.ts'

/** 评议意见 (AP-06): two separate judgements, necessity and feasibility, and the grounds. */
export const Opinion = record({
  necessity: sensitive(z.boolean()),
  feasibility: sensitive(z.boolean()),
  grounds: sensitive(optionalText(500)),
})
export type Opinion = z.output<typeof Opinion>

/** Most people on one panel, those who stepped back included. The limit is ours. */
export const MAX_PANEL = 15

/** Who sits on a panel, and who leads it. The convenor names them from the school's staff. */
export const NewPanel = record({
  members: internal(z.array(AccountId).min(1, 'required').max(MAX_PANEL)),
  chair: AccountId,
})
export type NewPanel = z.output<typeof NewPanel>

/** 回避 (AD-11): why, and in the member's own words how, for instance which relative of the student they are. */
export const Recusal = record({
  reason: internal(RecusalReason),
  words: optional(nullable(sensitive(text(100)))),
})
export type Recusal = z.output<typeof Recusal>

/** Who is released from a panel, and why they cannot judge any more. */
export const Release = record({ member: AccountId, reason: internal(ReleaseReason) })
export type Release = z.output<typeof Release>

export const PanelClosing = record({ declineReason: nullable(sensitive(DeclineReason)) })

const Hex32 = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * How everybody can check that an opinion is what was sealed (D6). The commitment is public from the vote on; the
 * salt that makes it say nothing about the opinion is shown once the opinions are open. Both are hex of 32 bytes.
 */
export const OpinionSeal = record({
  commitment: internal(Hex32),
  salt: nullable(internal(Hex32)),
  /** Whether opinion and salt give the commitment that was recorded at the vote; `null` while nobody can know. */
  intact: nullable(internal(z.boolean())),
})
export type OpinionSeal = z.output<typeof OpinionSeal>

/** A member as others see them: that they voted is known, what they voted is sealed until all have (D6). */
export const PanelMember = record({
  accountId: AccountId,
  name: internal(text(50)),
  chair: internal(z.boolean()),
  /** Stepped back, or was released: the seat does not count. */
  recused: nullable(internal(LeavingReason)),
  recusalWords: nullable(sensitive(text(100))),
  votedAt: nullable(internal(Moment)),
  /** The version of the case file that they had before them (谁审核谁负责). */
  versionSeen: nullable(Version),
  opinion: nullable(Opinion),
  seal: nullable(OpinionSeal),
})
export type PanelMember = z.output<typeof PanelMember>

export const Panel = record({
  applicationId: ApplicationId,
  status: internal(z.enum(['voting', 'closed'])),
  convenedAt: internal(Moment),
  convenedByName: internal(text(50)),
  quorum: internal(z.int().min(1)),
  /** True once everybody who may vote has, and they are a quorum: the opinions are readable from then on. */
  opinionsOpen: internal(z.boolean()),
  openedAt: nullable(internal(Moment)),
  /** The meeting on whose agenda the case stands, if it was convened with others. */
  meeting: nullable(record({ id: MeetingId, title: internal(text(60)), plannedAt: internal(Moment) })),
  members: listOf(PanelMember, MAX_PANEL),
  recommends: nullable(sensitive(z.boolean())),
  declineReason: nullable(sensitive(DeclineReason)),
  closedAt: nullable(internal(Moment)),
  version: Version,
})
export type Panel = z.output<typeof Panel>

/** The two judgements of AP-06, without the grounds. */
type Judgement = Pick<Opinion, 'necessity' | 'feasibility'>

/** What the rules need to know of a panel; `Said` is what its members judge (an exit is judged otherwise). */
export interface PanelFacts<Said = Judgement> {
  readonly status: 'voting' | 'closed'
  /**
   * The opinions were opened. It stays so: what the members have read is not sealed again by a quorum that is
   * raised later.
   */
  readonly opened: boolean
  readonly chair: string
  readonly members: readonly PanelMemberFacts<Said>[]
}
export interface PanelMemberFacts<Said = Judgement> {
  readonly accountId: string
  readonly recused: boolean
  readonly voted: boolean
  /** `null` while the opinions are sealed, whoever has voted: no rule needs them before. */
  readonly opinion: Said | null
}

/** Those who have not stepped back. */
export function votersOf<Said>(panel: PanelFacts<Said>): PanelMemberFacts<Said>[] {
  return panel.members.filter(member => !member.recused)
}

/** How many members may vote; the quorum counts these (AP-06). */
export function hasQuorum(panel: PanelFacts<unknown>, policy: Pick<PolicyProfile, 'panelQuorum'>): boolean {
  return panel.opened || votersOf(panel).length >= policy.panelQuorum
}

/**
 * Whether the opinions may be read: everybody who is not recused has voted, and they are a quorum (D6). Below
 * the quorum another member will be named, who must not know what the others said.
 */
export function opinionsOpen(
  panel: PanelFacts<unknown>,
  policy: Pick<PolicyProfile, 'panelQuorum'>,
): boolean {
  if (panel.status === 'closed' || panel.opened) return true
  return hasQuorum(panel, policy) && votersOf(panel).every(member => member.voted)
}

/** More than half of the voting members find the help necessary, and more than half find it feasible (AP-06). */
export function panelRecommends(panel: PanelFacts): boolean {
  const members = votersOf(panel)
  const majority = (judgement: 'necessity' | 'feasibility') =>
    members.filter(member => member.opinion?.[judgement]).length * 2 > members.length
  return majority('necessity') && majority('feasibility')
}

/** Account ids of those who judged otherwise than the panel: their dissent stands in the minutes (D6). */
export function dissenters(panel: PanelFacts): string[] {
  const recommends = panelRecommends(panel)
  return votersOf(panel)
    .filter(({ opinion }) => opinion && (opinion.necessity && opinion.feasibility) !== recommends)
    .map(({ accountId }) => accountId)
}

/** Account ids that bear on who may sit on a panel. */
export interface PanelCandidates {
  /** The school's panel members and psych teachers of today. */
  readonly eligible: ReadonlySet<string>
  /** The school's heads: one of them confirms in the end. */
  readonly heads: ReadonlySet<string>
  /** Whom the records show to be too close to the case, and how. */
  readonly ties: readonly Tie[]
}

/** Why this panel may not be convened. */
export function compositionBlockers(
  panel: NewPanel,
  candidates: PanelCandidates,
  policy: Pick<PolicyProfile, 'panelQuorum'>,
): Reason[] {
  const reasons: Reason[] = []
  if (new Set(panel.members).size !== panel.members.length) reasons.push('member_twice')
  if (panel.members.length < policy.panelQuorum) reasons.push('too_few_members')
  reasons.push(...seatBlockers(panel.members, candidates))
  if (!panel.members.includes(panel.chair)) reasons.push('chair_not_member')
  // The head confirms in the end; whoever leads the panel may not, so such a case could never be determined.
  if (candidates.heads.has(panel.chair)) reasons.push('chair_is_head')
  return reasons
}

/** Why `member` may not be named to a panel that sits already. */
export function newMemberBlockers(
  member: string,
  panel: PanelFacts<unknown>,
  candidates: PanelCandidates,
): Reason[] {
  const reasons: Reason[] = []
  if (panel.members.some(({ accountId }) => accountId === member)) reasons.push('member_twice')
  if (panel.members.length >= MAX_PANEL) reasons.push('panel_full')
  return [...reasons, ...seatBlockers([member], candidates)]
}

/**
 * Why `member` may not be released: only who has not judged yet and can no longer, and not so that fewer than the
 * quorum are left; then another one is named first (AP-06).
 * @param eligible who may sit on a panel of the school today
 */
export function releaseBlockers(
  member: string,
  panel: PanelFacts<unknown>,
  eligible: ReadonlySet<string>,
  policy: Pick<PolicyProfile, 'panelQuorum'>,
): Reason[] {
  const reasons: Reason[] = []
  if (!goneMembers(panel, eligible).includes(member)) reasons.push('member_not_gone')
  if (votersOf(panel).length - 1 < policy.panelQuorum) reasons.push('quorum_missing')
  return reasons
}

/** Account ids of members for whose opinion the panel waits in vain: they may not sit on a panel today. */
export function goneMembers(panel: PanelFacts<unknown>, eligible: ReadonlySet<string>): string[] {
  return votersOf(panel).flatMap(({ accountId, voted }) =>
    voted || eligible.has(accountId) ? [] : accountId,
  )
}

function seatBlockers(members: readonly string[], { eligible, ties }: PanelCandidates): Reason[] {
  const reasons: Reason[] = []
  if (members.some(member => !eligible.has(member))) reasons.push('member_not_eligible')
  const close = ties.filter(({ accountId }) => members.includes(accountId))
  return [...reasons, ...new Set(close.map(({ kind }) => TIE_REASON[kind]))]
}

/**
 * Who leads `panel`: its chair, or, once the chair is recused, the next member who may. Without this a panel
 * whose chair steps back could never be closed. Nobody fits: the chair stays, and whoever is named next leads.
 */
export function actingChair(panel: PanelFacts<unknown>, heads: ReadonlySet<string>): string {
  const mayLead = (member: PanelMemberFacts<unknown>) => !member.recused && !heads.has(member.accountId)
  const chair = panel.members.find(({ accountId }) => accountId === panel.chair)
  if (chair && !chair.recused) return panel.chair
  return panel.members.find(mayLead)?.accountId ?? panel.chair
}

/**
 * Why `panel` may not be closed now; an empty list means it may (AP-06). The quorum counts people who are not
 * recused and comes from the policy profile, never from code; it is not asked again once it has opened the
 * opinions. Pure: reads no clock, throws nothing.
 */
export function closingBlockers(
  panel: PanelFacts<unknown>,
  policy: Pick<PolicyProfile, 'panelQuorum'>,
): Reason[] {
  const reasons: Reason[] = []
  if (panel.status !== 'voting') reasons.push('panel_closed')
  if (!hasQuorum(panel, policy)) reasons.push('quorum_missing')
  if (votersOf(panel).some(member => !member.voted)) reasons.push('opinion_missing')
  return reasons
}

/** A panel that declines says why (F1 "coded reason"). */
export function declineBlockers(panel: PanelFacts, declineReason: DeclineReason | null): Reason[] {
  return panelRecommends(panel) || declineReason !== null ? [] : ['decline_reason_required']
}

/** The only member who found the help both necessary and feasible; they may not determine as well (F1). */
export function soleRecommender(panel: PanelFacts): string | null {
  const inFavour = votersOf(panel).filter(member => member.opinion?.necessity && member.opinion.feasibility)
  return inFavour.length === 1 ? (inFavour[0]?.accountId ?? null) : null
}
