import {
  addDays,
  chinaDay,
  POLICY_PROFILES,
  visitPeriod,
  type Day,
  type VisitMode,
} from '@sunshine-aid/domain'
import type { Case } from './cases.ts'
import { dayBetween } from './clock.ts'
import type { FrozenVisit } from './episodes.ts'
import type { School } from './staff.ts'
import type { DemoStudent, Making } from './students.ts'
import { VISIT_RECORDS } from './texts.ts'

/** Two of three visits without a case are met; a fourth of the students was visited in the year before, too. */
const LAST_YEAR = 0.25
const NOT_MET = 0.05

/** Visits to a student that belong to no request: this period's in `share` of the cases, and older ones. */
export function addVisits(
  school: School,
  student: DemoStudent,
  share: number,
  from: Day,
  making: Making,
): void {
  const { random } = student
  const today = chinaDay(making.now)
  if (student.enrolled && random.chance(share) && from <= today) {
    addVisit(school, student, { day: dayBetween(random, from, today) }, making)
  }
  if (random.chance(LAST_YEAR)) {
    const { from: begin } = periodOf(school, today)
    addVisit(school, student, { day: addDays(begin, -random.between(30, 200)) }, making)
  }
}

/** First day on which a visit counts today at this school. */
export function countingSince(school: School, now: Date): Day {
  return periodOf(school, chinaDay(now)).from
}

function periodOf({ plan }: School, day: Day) {
  return visitPeriod(plan.stage, POLICY_PROFILES[plan.policy], day)
}

/** The visit that a request waited for, on the day of that step; `undefined` while it still waits. */
export function addCaseVisit({ id, school, student, steps }: Case, making: Making): FrozenVisit | undefined {
  const at = steps.find(([command]) => command === 'recordVisit')?.[2]
  return at && addVisit(school, student, { day: chinaDay(at), at, application: id }, making)
}

interface Occasion {
  readonly day: Day
  /** When it was written down; the same evening if not given. */
  readonly at?: Date
  readonly application?: string
}

function addVisit(
  { plan }: School,
  { id, place, random }: DemoStudent,
  { day, at, application }: Occasion,
  { batch, now }: Making,
): FrozenVisit {
  const modes = POLICY_PROFILES[plan.policy].visits[plan.stage].modes
  const mode: VisitMode = random.chance(0.8) ? 'onSite' : random.pick(modes)
  const reached = application !== undefined || !random.chance(NOT_MET)
  const evening = new Date(`${day}T10:30:00.000Z`)
  batch.add('home_visit', {
    id: random.uuid(),
    student_id: id,
    org_path: place.path,
    application_id: application ?? null,
    mode,
    visited_on: day,
    reached,
    led_by_leader: random.chance(0.15),
    policy_explained: reached && random.chance(0.85),
    companions: random.chance(0.3) ? '年级组长' : null,
    record: reached ? random.pick(VISIT_RECORDS) : '家中无人，邻居说外出务工。已留下联系方式，改日再访。',
    visitor_id: place.teacher.id,
    visitor_name: place.teacher.name,
    recorded_at: at ?? (evening < now ? evening : now),
    sample_slot: random.between(0, 99),
    version: 1,
  })
  return { mode, visitedOn: day, reached }
}
