import {
  closingBlockers,
  hasQuorum,
  meetingOffers,
  opinionsOpen,
  type AgendaCase,
  type AgendaItem,
  type Meeting,
  type MeetingLine,
  type OwnPart,
  type PanelFacts,
  type PolicyProfile,
} from '@sunshine-aid/domain'
import type { Call } from '../applications/facts.ts'
import type { Principal } from '../database/principal.ts'
import { policyOf } from '../organisations/policies.ts'
import { actorOn, factsOf } from './facts.ts'
import {
  countCases,
  findAgenda,
  findAgendaCases,
  findMeetingMembers,
  findSeats,
  type AgendaCaseRow,
  type AgendaRow,
  type LineRow,
  type MeetingRow,
  type MemberRow,
  type SeatRow,
} from './queries.ts'

/** A meeting with its agenda as its reader may see it: cases that they do not judge are blank. */
export async function meetingReply(call: Call, row: MeetingRow): Promise<Meeting> {
  const { trx, principal } = call
  const members = await findMeetingMembers(trx, [row.id])
  return {
    ...headOf(row, members),
    schoolId: row.school_id,
    schoolName: row.school_name,
    convenedByName: row.convened_by_name,
    convenedAt: row.convened_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    members: members.map(({ account_id, name, attendance }) => ({
      accountId: account_id,
      name,
      chair: account_id === row.chair_id,
      attendance,
    })),
    agenda: await agendaOf(call, row),
    offers: meetingOffers(factsOf(row, members), actorOn(principal, row)),
    version: row.version,
  }
}

/** What a list shows of each of `rows`. */
export async function lineReplies(
  { trx, principal }: Pick<Call, 'trx' | 'principal'>,
  rows: readonly LineRow[],
): Promise<(row: LineRow) => MeetingLine> {
  const ids = rows.map(({ id }) => id)
  const counts = await countCases(trx, principal, ids)
  const members = await findMeetingMembers(trx, ids)
  return row => {
    const { cases = 0, closed = 0, to_vote: toVote = 0 } = counts.get(row.id) ?? {}
    return { ...headOf(row, members), cases, closed, toVote }
  }
}

function headOf(row: LineRow, members: readonly MemberRow[]) {
  const isChair = ({ meeting_id, account_id }: MemberRow) =>
    meeting_id === row.id && account_id === row.chair_id
  return {
    id: row.id,
    title: row.title,
    plannedAt: row.planned_at.toISOString(),
    place: row.place,
    online: row.online,
    status: row.status,
    chairName: members.find(isChair)?.name ?? '',
  }
}

async function agendaOf({ trx, principal }: Call, meeting: MeetingRow): Promise<AgendaItem[]> {
  const agenda = await findAgenda(trx, meeting.id)
  const cases = await findAgendaCases(trx, principal, meeting.id)
  const seats = await findSeats(
    trx,
    cases.map(({ id }) => id),
  )
  const policy = await policyOf(trx, meeting.school_id)
  return agenda.map(item => {
    const row = cases.find(({ id }) => id === item.application_id)
    const own = seats.filter(({ application_id }) => application_id === item.application_id)
    return { position: item.position, case: row ? agendaCase(row, item, own, principal, policy) : null }
  })
}

function agendaCase(
  row: AgendaCaseRow,
  { left_out }: AgendaRow,
  seated: readonly SeatRow[],
  principal: Principal,
  policy: PolicyProfile,
): AgendaCase {
  const seats = row.panel_status === null ? [] : seated
  const panel = panelOf(row, seats)
  const voters = seats.filter(({ recused }) => recused === null)
  const waiting = voters.filter(({ voted_at }) => voted_at === null)
  return {
    applicationId: row.id,
    studentName: row.student_name,
    className: row.class_name,
    aidCategories: row.aid_categories,
    suddenChange: row.sudden_change,
    status: row.status,
    here: row.panel_status !== null && row.status !== 'withdrawn',
    panelStatus: row.panel_status,
    voters: voters.length,
    voted: voters.length - waiting.length,
    quorumMissing: row.panel_status === 'voting' && !hasQuorum(panel, policy),
    opinionsOpen: row.panel_status !== null && opinionsOpen(panel, policy),
    recommends: row.recommends,
    waitingFor: waiting.map(({ name }) => name),
    own: ownPart(row, seats, principal.accountId),
    mayClose: mayClose(row, panel, principal.accountId, policy),
    chairName: seats.find(({ account_id }) => account_id === row.chair_id)?.name ?? '',
    leftOut: left_out,
  }
}

function panelOf(row: AgendaCaseRow, seats: readonly SeatRow[]): PanelFacts {
  return {
    status: row.panel_status ?? 'voting',
    opened: row.opened_at !== null,
    chair: row.chair_id ?? '',
    members: seats.map(({ account_id, recused, voted_at }) => ({
      accountId: account_id,
      recused: recused !== null,
      voted: voted_at !== null,
      opinion: null,
    })),
  }
}

function mayClose(row: AgendaCaseRow, panel: PanelFacts, accountId: string, policy: PolicyProfile): boolean {
  const sits = row.panel_status === 'voting' && row.status === 'underReview'
  return sits && panel.chair === accountId && closingBlockers(panel, policy).length === 0
}

function ownPart(row: AgendaCaseRow, seats: readonly SeatRow[], accountId: string): OwnPart {
  const seat = seats.find(({ account_id }) => account_id === accountId)
  if (!seat) return 'none'
  if (seat.recused !== null) return 'steppedBack'
  if (seat.voted_at !== null) return 'voted'
  return row.status === 'underReview' && row.panel_status === 'voting' ? 'toVote' : 'none'
}
