import { panelRecommends, type PanelFacts } from '@sunshine-aid/domain'
import type { Keyring } from '../crypto/keyring.ts'
import { sealOpinion, type SealedOpinion } from '../panels/sealedOpinion.ts'
import type { Case } from './cases.ts'
import { bytes } from './rows.ts'
import type { Person } from './staff.ts'
import type { Making } from './students.ts'
import { DISSENT_GROUNDS, OPINION_GROUNDS } from './texts.ts'

/** A member of a panel; the first is its chair. */
export interface Seat {
  readonly person: Person
  readonly recused: 'relative' | null
  readonly opinion: { necessity: boolean; feasibility: boolean; grounds: string; at: Date } | null
  readonly sealed: SealedOpinion | null
}

const SEATS = 4

/** Who sits and what they said, as far as the request has come; nobody judges what they entered. */
export function seatsOf(
  { id, school, entered, student, steps, scenario, sitting }: Case,
  keyring: Keyring,
): Seat[] {
  const { random } = student
  if (!steps.some(([command]) => command === 'convene')) return []
  const votes = steps.flatMap(([command, , at]) => (command === 'vote' ? [at] : []))
  const recusal = steps.some(([command]) => command === 'recuse')
  const members =
    sitting?.meeting.members ??
    random.some(
      school.panel.filter(({ id }) => id !== entered.by.id),
      SEATS,
    )
  return members.map((person, index) => {
    const at = votes[index]
    const empty = { person, recused: null, opinion: null, sealed: null }
    if (recusal && index === members.length - 1) return { ...empty, recused: 'relative' }
    if (at === undefined) return empty
    // The last voter differs now and then; a panel that declines has two of three against it.
    const favours = scenario === 'declined' ? index === 0 : index < 2 || random.chance(0.85)
    const said = opinion(favours, random)
    const seat = { application_id: id, account_id: person.id, version_seen: VERSION_UNDER_REVIEW }
    return { ...empty, opinion: { ...said, at }, sealed: sealOpinion(keyring, seat, said) }
  })
}

function opinion(favours: boolean, random: Case['student']['random']) {
  const grounds = random.pick(favours ? OPINION_GROUNDS : DISSENT_GROUNDS)
  return { necessity: favours, feasibility: favours || random.chance(0.5), grounds }
}

export function panelFacts({ steps }: Case, seats: readonly Seat[]): PanelFacts | null {
  const [chair] = seats
  if (!chair) return null
  return {
    status: steps.some(([command]) => command === 'closePanel') ? 'closed' : 'voting',
    opened: false,
    chair: chair.person.id,
    members: seats.map(({ person, recused, opinion: said }) => ({
      accountId: person.id,
      recused: recused !== null,
      voted: said !== null,
      opinion: said && { necessity: said.necessity, feasibility: said.feasibility },
    })),
  }
}

export function addPanel(
  { id, officer, steps, student, sitting }: Case,
  seats: readonly Seat[],
  facts: PanelFacts,
  { batch }: Making,
): void {
  const at = (wanted: string) => steps.find(([command]) => command === wanted)?.[2] ?? null
  const closedAt = at('closePanel')
  const recommends = closedAt && panelRecommends(facts)
  const everybody = seats.every(({ recused, opinion: said }) => recused !== null || said !== null)
  const lastVote = steps.findLast(([command]) => command === 'vote')?.[2] ?? null
  const inPanel = steps.filter(([command]) => ['vote', 'recuse', 'closePanel'].includes(command))
  batch.add('panel', {
    application_id: id,
    org_path: student.place.path,
    status: facts.status,
    chair_id: facts.chair,
    convened_by: officer.id,
    convened_by_name: officer.name,
    convened_at: at('convene') ?? new Date(0),
    closed_at: closedAt,
    recommends,
    decline_reason: recommends === false ? 'otherHelpFits' : null,
    meeting_id: sitting?.meeting.id ?? null,
    opened_at: everybody ? lastVote : null,
    version: 1 + inPanel.length,
  })
  for (const { person, recused, opinion: said, sealed } of seats) {
    batch.add('panel_member', {
      application_id: id,
      org_path: student.place.path,
      account_id: person.id,
      name: person.name,
      recused,
      recusal_words: null,
      opinion_sealed: sealed && bytes(sealed.opinion_sealed),
      commitment: sealed && bytes(sealed.commitment),
      voted_at: said?.at ?? null,
      version_seen: said && VERSION_UNDER_REVIEW,
    })
  }
}

/** start, submit, accept, complete screening, visit: the case file is in its fifth version. */
const VERSION_UNDER_REVIEW = 5
