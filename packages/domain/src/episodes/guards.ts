import type { EpisodeStatus } from '../applications/determination.ts'
import { closingBlockers, opinionsOpen, type PanelFacts } from '../applications/panel.ts'
import type { AidCategory } from '../applications/vocabulary.ts'
import type { Permission } from '../permissions.ts'
import type { PolicyProfile } from '../policy.ts'
import type { Reason } from '../reasons.ts'
import { confirmBlockers, exitVerdict, type ExitFacts } from './exitReview.ts'
import { EPISODE_COMMANDS, EPISODE_TRANSITIONS, type EpisodeCommand } from './transitions.ts'
import type { ExitVerdict } from './vocabulary.ts'

/** What the rules need to know of an episode. */
export interface EpisodeFacts {
  readonly status: EpisodeStatus
  readonly aidCategories: readonly AidCategory[]
  /** The review that is under way; `null` unless the status is `exitReview`. */
  readonly exit: ExitFacts | null
  /** Offered to another school, which has not answered yet. */
  readonly transferOpen: boolean
}

/** Who acts, with the permissions that reach this very episode. */
export interface EpisodeActor {
  readonly accountId: string
  readonly permissions: ReadonlySet<Permission>
}

type Policy = Pick<PolicyProfile, 'panelQuorum'>
type Guard = (facts: EpisodeFacts, actor: EpisodeActor, policy: Policy) => Reason[]

/** An offer is answered or taken back before anything else is decided: the other school reads what it was offered. */
const whileOffered: Guard = ({ transferOpen }) => (transferOpen ? ['transfer_open'] : [])

const GUARDS: Readonly<Record<EpisodeCommand, Guard>> = {
  refresh: () => [],
  review: whileOffered,
  proposeExit: whileOffered,
  convene: ({ exit }) => (exit?.panel ? ['panel_already_convened'] : []),
  addMember: ({ exit }, _actor, policy) => {
    const reasons = sittingBlockers(exit?.panel ?? null)
    return exit?.panel && opinionsOpen(exit.panel, policy) ? [...reasons, 'opinions_open'] : reasons
  },
  vote: ({ exit }, { accountId }) => seatBlockers(exit?.panel ?? null, accountId),
  recuse: ({ exit }, { accountId }) =>
    seatBlockers(exit?.panel ?? null, accountId).map(reason =>
      reason === 'recused' ? 'already_recused' : reason,
    ),
  closePanel: ({ exit }, { accountId }, policy) => {
    const panel = exit?.panel ?? null
    if (panel === null) return ['panel_missing']
    return [
      ...(panel.chair === accountId ? [] : (['not_the_chair'] as const)),
      ...closingBlockers(panel, policy),
    ]
  },
  confirmExit: ({ exit }, { accountId }) => (exit ? confirmBlockers(exit, accountId) : ['panel_missing']),
  endTapering: () => [],
  offerTransfer: whileOffered,
  withdrawTransfer: ({ transferOpen }) => (transferOpen ? [] : ['transfer_not_open']),
}

type ExitPanel = PanelFacts<ExitVerdict> | null

function sittingBlockers(panel: ExitPanel): Reason[] {
  if (panel === null) return ['panel_missing']
  return panel.status === 'voting' ? [] : ['panel_closed']
}

/** A member judges once, and steps back before judging. */
function seatBlockers(panel: ExitPanel, accountId: string): Reason[] {
  const member = panel?.members.find(each => each.accountId === accountId)
  const reasons = sittingBlockers(panel)
  if (panel && !member) reasons.push('not_a_member')
  if (member?.recused) reasons.push('recused')
  if (member?.voted) reasons.push('already_voted')
  return reasons
}

/** Why `actor` may not give `command` now; an empty list means they may. Pure: reads no clock, throws nothing. */
export function episodeBlockers(
  command: EpisodeCommand,
  facts: EpisodeFacts,
  actor: EpisodeActor,
  policy: Policy,
): Reason[] {
  if (!EPISODE_TRANSITIONS[command].from.includes(facts.status)) return ['wrong_status']
  return GUARDS[command](facts, actor, policy)
}

/** Reasons that make a command somebody else's or another time's: it is not offered, so nothing is explained. */
const HIDING: ReadonlySet<Reason> = new Set<Reason>([
  'wrong_status',
  'panel_missing',
  'panel_already_convened',
  'panel_closed',
  'panel_not_closed',
  'opinions_open',
  'not_a_member',
  'recused',
  'already_recused',
  'already_voted',
  'not_the_chair',
  'transfer_not_open',
])

export interface EpisodeOffer {
  readonly command: EpisodeCommand
  readonly blockers: readonly Reason[]
}

/** What this actor is offered on this episode: each command they may give, with the reasons that hold it back. */
export function episodeOffers(facts: EpisodeFacts, actor: EpisodeActor, policy: Policy): EpisodeOffer[] {
  return EPISODE_COMMANDS.flatMap(command => {
    if (!actor.permissions.has(EPISODE_TRANSITIONS[command].permission)) return []
    const blockers = episodeBlockers(command, facts, actor, policy)
    return blockers.some(reason => HIDING.has(reason)) ? [] : [{ command, blockers }]
  })
}

/**
 * The state after `command`, once its blockers are empty (F1). A panel that finds that the help should go on ends
 * its review itself; whatever ends the help waits for the head, who may also say no (`agrees`).
 */
export function nextEpisodeStatus(
  command: EpisodeCommand,
  { status, exit }: Pick<EpisodeFacts, 'status' | 'exit'>,
  agrees = true,
): EpisodeStatus {
  const verdict = exit?.panel ? exitVerdict(exit.panel) : 'continue'
  if (command === 'closePanel') return verdict === 'continue' ? 'active' : 'exitReview'
  if (command === 'confirmExit') {
    if (!agrees) return 'active'
    return verdict === 'taper' ? 'tapering' : 'exited'
  }
  const { to } = EPISODE_TRANSITIONS[command]
  return to.includes(status) ? status : (to[0] ?? status)
}
