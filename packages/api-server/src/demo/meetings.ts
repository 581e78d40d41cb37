import { addDays, chinaDay, type Day } from '@sunshine-aid/domain'
import type { Case } from './cases.ts'
import { daysAgo, momentsBetween } from './clock.ts'
import { Random } from './random.ts'
import type { Scenario, Step } from './scenarios.ts'
import { FIRST_EXAMPLE_CLASS, type Person, type School } from './staff.ts'
import type { DemoStudent, Making } from './students.ts'

/** A meeting of a demo school: one that is to come, and one that was held. */
export interface DemoMeeting {
  readonly id: string
  readonly title: string
  readonly state: 'planned' | 'held'
  /** The first is the chair. */
  readonly members: readonly Person[]
  readonly convenedAt: Date
  readonly plannedAt: Date
  /** When its members began to vote: some do before they meet. */
  readonly votingFrom: Date
}

/** The place of one case on the agenda of its meeting. */
export interface Sitting {
  readonly meeting: DemoMeeting
  readonly position: number
}

/** Scenarios of the cases of each meeting, and how many at most. */
const AGENDAS = {
  planned: { scenarios: ['voting'], cases: 3 },
  held: { scenarios: ['determined', 'declined'], cases: 3 },
} as const satisfies Record<DemoMeeting['state'], { scenarios: readonly Scenario[]; cases: number }>

const SEATS = 4
const HOUR = 3_600_000

/** Which of the examples of a demo school were put on the agenda of a meeting, by student. */
export function sittingsOf(
  school: School,
  examples: ReadonlyMap<string, Scenario>,
  now: Date,
): ReadonlyMap<string, Sitting> {
  const sittings = new Map<string, Sitting>()
  for (const meeting of [aMeeting(school, 'planned', now), aMeeting(school, 'held', now)]) {
    const { scenarios, cases } = AGENDAS[meeting.state]
    const suits = (scenario: Scenario) => scenarios.some(one => one === scenario)
    const onAgenda = [...examples].filter(([, scenario]) => suits(scenario)).slice(0, cases)
    onAgenda.forEach(([student], at) => sittings.set(student, { meeting, position: at + 1 }))
  }
  return sittings
}

function aMeeting({ plan, classes, panel, psychTeacher }: School, state: DemoMeeting['state'], now: Date) {
  const random = new Random(plan.seed, 'meeting', state, plan.index)
  // Those who may have entered one of its cases judge none of them.
  const enterers = classes
    .slice(FIRST_EXAMPLE_CLASS, FIRST_EXAMPLE_CLASS + 2)
    .map(({ teacher }) => teacher.id)
  const judges = panel.filter(({ id }) => !enterers.includes(id))
  const at = (day: Day, hours: number) => new Date(Date.parse(`${day}T00:00:00.000Z`) + hours * HOUR)
  const day = state === 'planned' ? addDays(chinaDay(now), 2) : daysAgo(now, 14)
  const convened = addDays(day, state === 'planned' ? -6 : -5)
  return {
    id: random.uuid(),
    title: state === 'planned' ? '下一次评议会' : '本学期第二次评议会',
    state,
    members: [...judges.slice(0, SEATS - 1), psychTeacher],
    convenedAt: at(convened, 1),
    plannedAt: at(day, 6.5),
    votingFrom: state === 'planned' ? at(addDays(convened, 1), 2) : at(day, 6.6),
  }
}

/** The steps of a case that is judged in a meeting: convened with the others, judged one after the other. */
export function sittingSteps(
  { random }: DemoStudent,
  steps: readonly Step[],
  { meeting, position }: Sitting,
): Case['steps'] {
  const convening = steps.findIndex(([command]) => command === 'convene')
  const convenedAt = new Date(meeting.convenedAt.getTime() + position * 1_000)
  const eve = daysAgo(meeting.convenedAt, 1)
  const before = momentsBetween(random, addDays(eve, -16), eve, convening, meeting.convenedAt)
  const judged = (step: number) => meeting.votingFrom.getTime() + (position * 25 + step * 4) * 60_000
  return steps.map(([command, to], index) => {
    if (index < convening) return [command, to, before[index] ?? meeting.convenedAt]
    if (index === convening) return [command, to, convenedAt]
    // The school confirms the next morning.
    const later = command === 'determine' ? 18 * HOUR : 0
    return [command, to, new Date(judged(index - convening) + later)]
  })
}

/** The meetings that at least one case stands on, with their members. */
export function addMeetings(school: School, sittings: ReadonlyMap<string, Sitting>, making: Making): void {
  for (const meeting of new Set([...sittings.values()].map(sitting => sitting.meeting)))
    addMeeting(school, meeting, making)
}

/** The place of a case on the agenda. */
export function addAgendaItem({ id, student, sitting }: Case, { batch }: Making): void {
  if (!sitting) return
  batch.add('meeting_case', {
    meeting_id: sitting.meeting.id,
    application_id: id,
    org_path: student.place.path,
    position: sitting.position,
    left_out: [],
  })
}

function addMeeting(
  { plan, officers: [officer] }: School,
  { id, title, state, members, convenedAt, plannedAt }: DemoMeeting,
  { batch }: Making,
): void {
  const held = state === 'held'
  const [chair] = members
  batch.add('meeting', {
    id,
    school_id: plan.id,
    org_path: plan.path,
    title,
    planned_at: plannedAt,
    place: '行政楼二楼会议室',
    online: false,
    status: state,
    chair_id: chair?.id ?? officer.id,
    convened_by: officer.id,
    convened_by_name: officer.name,
    convened_at: convenedAt,
    ended_at: held ? new Date(plannedAt.getTime() + 2 * HOUR) : null,
    version: held ? 2 : 1,
  })
  members.forEach((member, at) =>
    batch.add('meeting_member', {
      meeting_id: id,
      org_path: plan.path,
      account_id: member.id,
      name: member.name,
      // One takes part from elsewhere.
      attendance: held ? (at === members.length - 1 ? 'remote' : 'present') : null,
    }),
  )
}
