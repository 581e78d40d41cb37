import type { NewPanel, PanelCandidates } from '../applications/panel.ts'
import type { Tie } from '../applications/ties.ts'
import type { Reason } from '../reasons.ts'
import { chinaDay } from '../time.ts'
import {
  MEETING_COMMANDS,
  type MeetingCommand,
  type MeetingPlan,
  type MeetingStatus,
  type NewMeeting,
} from './meeting.ts'

/** The panel of one case of a meeting, and who of the meeting's members is left out of it. */
export interface CaseSeats {
  readonly panel: NewPanel
  readonly leftOut: readonly Tie[]
}

/**
 * Who judges one case of a meeting: its members but for those whom the records show to be tied to this case (D6),
 * and `extra` for this case alone. Where the chair is left out, the first member leads who is no head. Whether
 * these may sit, and whether they are a quorum, `compositionBlockers` tells.
 */
export function seatsFor(
  { members, chair }: Pick<NewMeeting, 'members' | 'chair'>,
  extra: readonly string[],
  { ties, heads }: Pick<PanelCandidates, 'ties' | 'heads'>,
): CaseSeats {
  const tieOf = (accountId: string) => ties.find(tie => tie.accountId === accountId)
  const seated = [...members.filter(member => !tieOf(member)), ...extra]
  const leads = seated.includes(chair) || !members.includes(chair)
  return {
    panel: { members: seated, chair: leads ? chair : (seated.find(one => !heads.has(one)) ?? chair) },
    leftOut: members.flatMap(member => tieOf(member) ?? []),
  }
}

/** Why a meeting may not be convened, but for what its cases say (`compositionBlockers` of each). */
export function meetingBlockers(
  { title, plannedAt, cases }: Pick<NewMeeting, 'title' | 'plannedAt' | 'cases'>,
  /** Names of the students on the agenda. */
  names: readonly string[],
  now: Date,
): Reason[] {
  const reasons: Reason[] = []
  if (cases.length === 0) reasons.push('case_required')
  if (new Set(cases.map(({ applicationId }) => applicationId)).size !== cases.length)
    reasons.push('case_twice')
  // The title stands in lists and on the screen of a room (AP-09).
  if (names.some(name => title.includes(name))) reasons.push('title_names_student')
  return [...reasons, ...planBlockers({ plannedAt }, now)]
}

/** Why a meeting may not be planned for this time: yesterday is over. */
export function planBlockers({ plannedAt }: Pick<MeetingPlan, 'plannedAt'>, now: Date): Reason[] {
  return chinaDay(new Date(plannedAt)) < chinaDay(now) ? ['meeting_in_past'] : []
}

/** What the rules need to know of a meeting that was convened. */
export interface MeetingFacts {
  readonly status: MeetingStatus
  readonly chair: string
  readonly members: readonly string[]
}

/** Who acts on a meeting within their reach. */
export interface MeetingActor {
  readonly accountId: string
  /** Holds `panel.convene` at the school. */
  readonly convenes: boolean
}

/** Why `actor` may not give `command` now. The chair holds the meeting; who convenes also plans and cancels it. */
export function meetingCommandBlockers(
  command: MeetingCommand,
  { status, chair, members }: MeetingFacts,
  { accountId, convenes }: MeetingActor,
): Reason[] {
  const reasons: Reason[] = status === 'planned' ? [] : ['meeting_over']
  if (command === 'attend' && !members.includes(accountId)) reasons.push('not_a_member')
  const leads = convenes || (command === 'hold' && chair === accountId)
  if (command !== 'attend' && !leads) reasons.push('not_the_chair')
  return reasons
}

/** What `actor` is offered on a meeting. */
export function meetingOffers(meeting: MeetingFacts, actor: MeetingActor): MeetingCommand[] {
  return MEETING_COMMANDS.filter(command => meetingCommandBlockers(command, meeting, actor).length === 0)
}
