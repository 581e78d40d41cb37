import { addDays, chinaDay, type Day } from '@sunshine-aid/domain'
import type { Keyring } from '../crypto/keyring.ts'
import { laterOf } from './clock.ts'
import { addApplication, lastOf, openCase } from './cases.ts'
import { addEpisode } from './episodes.ts'
import { addEvidence } from './evidence.ts'
import { addExports } from './exports.ts'
import { addFamily } from './family.ts'
import { addPanel, panelFacts, seatsOf } from './panels.ts'
import type { SchoolPlan } from './plan.ts'
import { Random } from './random.ts'
import { addRelations } from './relations.ts'
import { addAgendaItem, addMeetings, sittingsOf, type Sitting } from './meetings.ts'
import { divisionId } from './regions.ts'
import type { RowBatch } from './rows.ts'
import { SCENARIO_WEIGHTS, SCENARIOS, type Scenario } from './scenarios.ts'
import { addSigns } from './signs.ts'
import { addSpellExamples } from './spells.ts'
import { FIRST_EXAMPLE_CLASS, makeSchool, type School } from './staff.ts'
import { makeStudents, type DemoStudent, type Making } from './students.ts'
import { addEvents } from './timeline.ts'
import { addVisitPlan, askedVisitor } from './visitPlans.ts'
import { addCaseVisit, addVisits, countingSince } from './visits.ts'

export interface SchoolOptions {
  readonly keyring: Keyring
  readonly now: Date
  /** Share of the needy students who have a request. */
  readonly applicationShare: number
}

/** Everything about one school, into `batch`. Follows from the plan alone, so it can be made again at any time. */
export function addSchool(plan: SchoolPlan, batch: RowBatch, options: SchoolOptions): void {
  const { keyring, now, applicationShare } = options
  const making: Making = { batch, keyring, now }
  const school = makeSchool(plan, batch, divisionId(plan.seed, plan.county.code), now)
  const students = makeStudents(school, making)
  // Schools differ in how far they have come with their visits.
  const share = new Random(plan.seed, 'visits', plan.index).between(45, 96) / 100
  const examples = plan.key ? examplesIn(school, students) : new Map<string, Scenario>()
  const free: DemoStudent[] = []
  const sittings = sittingsOf(school, examples, now)
  addMeetings(school, sittings, making)
  for (const student of students) {
    const scenario = examples.get(student.id) ?? drawn(student, applicationShare)
    const from = scenario
      ? addCase(school, student, scenario, making, sittings.get(student.id) ?? null)
      : countingSince(school, now)
    if (from) addVisits(school, student, share, from, making)
    if (!scenario) free.push(student)
  }
  addSigns(school, free, making)
  if (plan.key) addSpellExamples(school, free, making)
  if (plan.key) addRelations(students, examples, making)
  if (plan.key) addExports(school, making)
  if (plan.key) addFamily(school, students, examples, making)
}

/** In demo schools the two first teachers have an example of every state, so that nobody has to look for one. */
function examplesIn({ classes }: School, students: readonly DemoStudent[]): Map<string, Scenario> {
  const exampleClasses = classes.slice(FIRST_EXAMPLE_CLASS, FIRST_EXAMPLE_CLASS + 2).map(({ id }) => id)
  const own = students.filter(({ place, enrolled }) => enrolled && exampleClasses.includes(place.id))
  const wanted: readonly Scenario[] = [
    ...SCENARIOS,
    'voting',
    'voting',
    'determined',
    'submitted',
    'determined',
    'toConvene',
  ]
  return new Map(
    wanted.flatMap((scenario, index) => (own[index] ? [[own[index].id, scenario] as const] : [])),
  )
}

function drawn({ random, enrolled }: DemoStudent, share: number): Scenario | null {
  return enrolled && random.chance(share) ? random.weighted(SCENARIO_WEIGHTS) : null
}

/**
 * The request with all that hangs on it. Returns from when on the student may have been visited for no request;
 * `null` while the request waits for its visit, or had it just now: that one tells the story alone.
 */
function addCase(
  school: School,
  student: DemoStudent,
  scenario: Scenario,
  making: Making,
  sitting: Sitting | null,
): Day | null {
  const made = openCase(school, student, scenario, making.now, sitting)
  addAgendaItem(made, making)
  const seats = seatsOf(made, making.keyring)
  const panel = panelFacts(made, seats)
  addApplication(made, panel, askedVisitor(made), making)
  addVisitPlan(made, making)
  addEvents(made, seats, making)
  addEvidence(made, making)
  if (panel) addPanel(made, seats, panel, making)
  const visit = addCaseVisit(made, making)
  if (scenario === 'determined' && visit) addEpisode(made, seats, visit, making)
  const finished = scenario === 'determined' || scenario === 'declined'
  if (!finished) return null
  const after = addDays(chinaDay(lastOf(made.steps)[2]), 1)
  const counting = countingSince(school, making.now)
  return laterOf(after, counting)
}
