import { addDays, chinaDay, POLICY_PROFILES, type Visitor } from '@sunshine-aid/domain'
import { lastOf, type Case } from './cases.ts'
import { Random } from './random.ts'
import type { Person } from './staff.ts'
import type { Making } from './students.ts'

/** Of the requests that wait for a visit, some have nobody who was asked yet. */
const ASKED = 0.6

/** Who was asked to make the visit that a request waits for: mostly the class teacher, now and then an officer. */
export function askedVisitor(made: Case): (Visitor & Person) | null {
  const [, status] = lastOf(made.steps)
  const random = randomOf(made)
  if (status !== 'awaitingVisit' || !random.chance(ASKED)) return null
  return random.chance(0.85)
    ? { ...made.student.place.teacher, accountId: made.student.place.teacher.id, role: 'classTeacher' }
    : { ...made.officer, accountId: made.officer.id, role: 'aidOfficer' }
}

/** The plan of the visit: some for the days to come, some whose day has gone by. */
export function addVisitPlan(made: Case, { batch, now }: Making): void {
  const visitor = askedVisitor(made)
  if (!visitor) return
  const { school, student, officer, steps } = made
  const random = new Random(school.plan.seed, 'plannedOn', made.id)
  const [, , askedAt] = lastOf(steps)
  const [mode] = POLICY_PROFILES[school.plan.policy].visits[school.plan.stage].modes
  batch.add('visit_plan', {
    id: random.uuid(),
    student_id: student.id,
    org_path: student.place.path,
    application_id: made.id,
    assignee_id: visitor.accountId,
    assignee_name: visitor.name,
    assignee_role: visitor.role,
    planned_on: addDays(chinaDay(now), random.between(-3, 6)),
    mode: mode ?? 'onSite',
    partner: null,
    note: random.chance(0.4) ? '先打电话约时间，晚上七点后家里有人。' : null,
    state: 'planned',
    settled_on: null,
    visit_id: null,
    planned_by: officer.id,
    planned_by_name: officer.name,
    created_at: askedAt,
    updated_at: askedAt,
    version: 1,
  })
}

/** A sequence of its own, so that plans leave the rest of the demo as it was. */
function randomOf({ school, id }: Case): Random {
  return new Random(school.plan.seed, 'visitPlan', id)
}
