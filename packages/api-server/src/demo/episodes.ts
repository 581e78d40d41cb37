import { addDays, chinaDay, daysBetween, POLICY_PROFILES } from '@sunshine-aid/domain'
import { digestOf } from '../determinations/canonicalJson.ts'
import { seal } from '../crypto/seal.ts'
import { lastOf, type Case } from './cases.ts'
import type { Seat } from './panels.ts'
import { addPairings } from './pairings.ts'
import { liveSpell, type DemoSpell, type SpellStage } from './spells.ts'
import type { Making } from './students.ts'
import { SERVICES } from './texts.ts'

const STAGE_WEIGHTS = {
  active: 0.84,
  proposed: 0.01,
  voting: 0.01,
  closed: 0.01,
  tapering: 0.04,
  exited: 0.09,
} as const
/** Nobody leaves before the help could have worked. */
const SHORTEST_SPELL_DAYS = 60

/** What a determination brings about: the decision itself, the episode, its services and its mentors. */
export function addEpisode(made: Case, seats: readonly Seat[], visit: FrozenVisit, making: Making): void {
  const { id, student, school, content } = made
  const { random, place } = student
  const today = chinaDay(making.now)
  const startedOn = chinaDay(lastOf(made.steps)[2])
  const drawn: SpellStage = random.weighted(STAGE_WEIGHTS)
  const lastDay = addDays(startedOn, random.between(SHORTEST_SPELL_DAYS, SHORTEST_SPELL_DAYS * 3))
  const exited = drawn === 'exited' && lastDay <= today
  const settled = daysBetween(startedOn, today) >= SHORTEST_SPELL_DAYS
  const episode: DemoSpell = {
    id: random.uuid(),
    startedOn,
    endedOn: exited ? lastDay : null,
    stage: exited || (drawn !== 'exited' && settled) ? drawn : 'active',
    aidCategories: content.aidCategories,
  }
  const services = servicesOf(made, startedOn)
  making.batch.add('episode', {
    id: episode.id,
    student_id: student.id,
    org_path: place.path,
    school_id: school.plan.id,
    application_id: id,
    previous_id: null,
    aid_categories: content.aidCategories,
    started_on: startedOn,
    ended_on: episode.endedOn,
    ...liveSpell(episode, school, student, making),
  })
  addDetermination(made, seats, visit, services, episode.id, making)
  for (const { startsOn, ...service } of services) {
    making.batch.add('aid_service', {
      ...service,
      starts_on: startsOn,
      episode_id: episode.id,
      org_path: place.path,
      status: startsOn > today ? 'planned' : exited || random.chance(0.3) ? 'delivered' : 'started',
    })
  }
  addPairings(made, episode, making)
}

/** The visit before the determination, as it is frozen with it. */
export interface FrozenVisit {
  readonly mode: string
  readonly visitedOn: string
  readonly reached: boolean
}

function servicesOf({ content, student: { random } }: Case, startedOn: string) {
  return content.aidCategories.map(category => {
    const { provider, content: what } = random.pick(SERVICES[category])
    const startsOn = addDays(startedOn, random.between(2, 16))
    return { id: random.uuid(), category, provider, content: what, startsOn }
  })
}

type Service = ReturnType<typeof servicesOf>[number]

/** 对象确定 with what was before the eyes of the head, in the form in which the server freezes it (D7). */
function addDetermination(
  { id, school, student, content, entered, submittedAt, steps }: Case,
  seats: readonly Seat[],
  visit: FrozenVisit,
  services: readonly Service[],
  episodeId: string,
  { batch, keyring }: Making,
): void {
  const { plan, head } = school
  const { diagnosis } = content
  const context = { table: 'determination', column: 'facts', rowId: id }
  const facts = {
    format: 1,
    student: { id: student.id, school: plan.id, class: student.place.id, stage: plan.stage },
    application: {
      id,
      version: FILE_VERSION,
      enteredBy: entered.by.id,
      submittedBy: entered.by.id,
      submittedAt: submittedAt?.toISOString() ?? null,
      content: { ...content, diagnosis: diagnosis && seal(keyring, context, diagnosis).toString('base64') },
    },
    panel: { chair: seats[0]?.person.id ?? null, members: seats.map(frozenSeat) },
    visits: [visit],
    policy: { id: plan.policy, panelQuorum: POLICY_PROFILES[plan.policy].panelQuorum },
    services,
    remark: '',
  }
  batch.add('determination', {
    application_id: id,
    org_path: student.place.path,
    episode_id: episodeId,
    confirmed_by: head.id,
    confirmed_by_name: head.name,
    confirmed_at: lastOf(steps)[2],
    remark: '',
    facts,
    facts_digest: digestOf(facts),
  })
}

/** start, submit, accept, complete screening, visit, close: the head saw the sixth version of the file. */
const FILE_VERSION = 6

function frozenSeat({ person, recused, opinion }: Seat) {
  return {
    account: person.id,
    recused,
    necessity: opinion?.necessity ?? null,
    feasibility: opinion?.feasibility ?? null,
    grounds: opinion?.grounds ?? null,
    votedAt: opinion?.at.toISOString() ?? null,
  }
}
