import type { Trx } from '@sunshine-aid/api-server/src/database/schema.ts'
import type { OrgTree } from '@sunshine-aid/api-server/src/testing/orgTree.ts'
import type { People } from './people.ts'
import { CLASS_OF, type Scope } from './places.ts'

/** The visit that is planned at a scope: one id for good. */
export interface PlanPlace {
  readonly planId: string
  readonly studentId: string
}

/** Plans the visit anew, whatever became of it; the class teacher was asked. */
export async function arrangePlan(
  trx: Trx,
  tree: OrgTree,
  people: People,
  scope: Scope,
  { planId, studentId }: PlanPlace,
  now: Date,
): Promise<void> {
  await trx.deleteFrom('visit_plan').where('student_id', '=', studentId).execute()
  await trx
    .insertInto('visit_plan')
    .values({
      id: planId,
      student_id: studentId,
      org_path: tree[CLASS_OF[scope]].path,
      application_id: null,
      assignee_id: people.classTeacher,
      assignee_name: '某老师',
      assignee_role: 'classTeacher',
      planned_on: '2026-10-13',
      mode: 'onSite',
      partner: null,
      note: null,
      settled_on: null,
      visit_id: null,
      planned_by: people.aidOfficer,
      planned_by_name: '某老师',
      created_at: now,
      updated_at: now,
    })
    .execute()
}
