import {
  chinaDay,
  DEFAULT_CALENDAR,
  fastChannelOf,
  nextStep,
  POLICY_PROFILES,
  stepDue,
  visitPeriod,
  type ApplicationContent,
  type ApplicationStatus,
  type PanelFacts,
  type PolicyProfile,
  type Role,
  type Visitor,
} from '@sunshine-aid/domain'
import { contentColumns } from '../applications/content.ts'
import { daysAgo, laterOf, momentsBetween } from './clock.ts'
import { contentOf, situationFor, unfinished } from './contents.ts'
import { sittingSteps, type Sitting } from './meetings.ts'
import { bytes } from './rows.ts'
import { STEPS, type Scenario, type Step } from './scenarios.ts'
import type { Person, School } from './staff.ts'
import type { DemoStudent, Making } from './students.ts'

/** One request with everybody who has to do with it. */
export interface Case {
  readonly id: string
  readonly scenario: Scenario
  readonly school: School
  readonly student: DemoStudent
  readonly content: ApplicationContent
  readonly entered: { readonly by: Person; readonly as: Role }
  readonly officer: Person
  /** The steps taken, each with its moment. */
  readonly steps: readonly (readonly [...Step, at: Date])[]
  readonly submittedAt: Date | null
  /** The meeting that judges it, if one does. */
  readonly sitting: Sitting | null
}

/** Days that the way of a request takes at most. */
const CASE_DAYS = 28

/** Sets the stage for a request: who wrote it, what it says, and when each step happened. */
export function openCase(
  school: School,
  student: DemoStudent,
  scenario: Scenario,
  now: Date,
  sitting: Sitting | null = null,
): Case {
  const { random, place } = student
  const [officer, second] = school.officers
  const byOfficer = random.chance(0.12)
  const content = contentOf(random, situationFor(random, school.plan.stage))
  const steps = sitting
    ? sittingSteps(student, STEPS[scenario], sitting)
    : datedSteps(school, student, scenario, now)
  return {
    id: random.uuid(),
    scenario,
    school,
    student,
    content: scenario === 'draft' ? unfinished(content) : content,
    entered: byOfficer ? { by: second, as: 'aidOfficer' } : { by: place.teacher, as: 'classTeacher' },
    // Nobody screens what they entered themselves.
    officer,
    steps,
    sitting,
    submittedAt: steps.find(([command]) => command === 'submit')?.[2] ?? null,
  }
}

/** Finished requests lie up to nine months back; open ones in the period whose visits count for them. */
function datedSteps({ plan }: School, { random }: DemoStudent, scenario: Scenario, now: Date): Case['steps'] {
  const steps = STEPS[scenario]
  const finished = scenario === 'determined' || scenario === 'declined'
  const endedAgo = finished ? random.between(4, 270) : 0
  const period = visitPeriod(plan.stage, POLICY_PROFILES[plan.policy], chinaDay(now))
  const from = daysAgo(now, endedAgo + CASE_DAYS)
  const moments = momentsBetween(
    random,
    finished ? from : laterOf(from, period.from),
    daysAgo(now, endedAgo),
    steps.length,
    now,
  )
  return steps.map(([command, to], index) => [command, to, moments[index] ?? now])
}

/** The record as it stands after its last step. */
export function addApplication(
  { id, school, student, content, entered, steps, submittedAt }: Case,
  panel: PanelFacts | null,
  visitor: Visitor | null,
  { batch, keyring }: Making,
): void {
  const { plan } = school
  const { by, as } = entered
  const [, status, updatedAt] = lastOf(steps)
  const { diagnosis_sealed, ...columns } = contentColumns(keyring, id, content)
  const next = nextStep(status, { by: by.id, as }, panel, POLICY_PROFILES[plan.policy], visitor)
  const screened = steps.some(([command]) => command === 'completeScreening')
  batch.add('application', {
    id,
    student_id: student.id,
    org_path: student.place.path,
    school_id: plan.id,
    class_id: student.place.id,
    stage: plan.stage,
    status,
    status_since: statusSince(steps, status),
    ...columns,
    diagnosis_sealed: diagnosis_sealed ? bytes(diagnosis_sealed) : null,
    sensitive_applicant: screened ? 'notConcerned' : null,
    sensitive_note: null,
    entered_by: by.id,
    entered_by_name: by.name,
    entered_as: as,
    submitted_by: submittedAt && by.id,
    submitted_at: submittedAt,
    next_role: next?.role ?? null,
    next_accounts: [...(next?.accounts ?? [])],
    next_since: next ? updatedAt : null,
    due_at: next && dueOf(steps, content.suddenChange, submittedAt, POLICY_PROFILES[plan.policy]),
    sample_slot: student.random.between(0, 99),
    version: versionAfter(steps),
    created_at: steps[0]?.[2] ?? updatedAt,
    updated_at: updatedAt,
  })
}

/** As the server keeps it: from the clock of a sudden change, else some school days after the step began. */
function dueOf(
  steps: Case['steps'],
  suddenChange: boolean,
  submittedAt: Date | null,
  policy: PolicyProfile,
): Date {
  const [, , since] = lastOf(steps)
  const changes = steps.map(([command, to, at]) => ({
    at,
    to,
    reasonCode: command === 'return' ? 'factsUnclear' : null,
  }))
  const clock = fastChannelOf({ suddenChange, submittedAt }, changes, policy, since)
  return stepDue(since, clock, policy, DEFAULT_CALENDAR)
}

function statusSince(steps: Case['steps'], status: ApplicationStatus): Date {
  const before = steps.findLastIndex(([, to]) => to !== status)
  return (steps[before + 1] ?? lastOf(steps))[2]
}

/** The version grows with each change of state; steps inside a panel leave the case file as it is. */
function versionAfter(steps: Case['steps']): number {
  return 1 + steps.filter(([, to], index) => index > 0 && to !== steps[index - 1]?.[1]).length
}

export function lastOf<T>(items: readonly T[]): T {
  const last = items.at(-1)
  if (last === undefined) throw new RangeError('an empty list has no last item')
  return last
}
