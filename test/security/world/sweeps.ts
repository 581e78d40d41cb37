import { randomUUID } from 'node:crypto'
import type { Trx } from '@sunshine-aid/api-server/src/database/schema.ts'
import type { OrgTree } from '@sunshine-aid/api-server/src/testing/orgTree.ts'
import type { Child } from './children.ts'
import type { People } from './people.ts'
import { OFFICER_OF } from './people.ts'
import { CLASS_OF, SCHOOL_OF, SCOPES, type Scope } from './places.ts'

/** A sweep of the school of each scope, with an open proposal for its child. */
export interface SweptCase {
  readonly sweepId: string
  readonly sweepProposalId: string
  /** A table of results that the officer of the scope uploaded. */
  readonly feedId: string
}

export async function addSweeps(
  trx: Trx,
  tree: OrgTree,
  people: People,
  children: Readonly<Record<Scope, Child>>,
  now: Date,
): Promise<Readonly<Record<Scope, SweptCase>>> {
  const cases: Partial<Record<Scope, SweptCase>> = {}
  for (const scope of SCOPES) {
    const swept = { sweepId: randomUUID(), sweepProposalId: randomUUID(), feedId: randomUUID() }
    const { id: school_id, path: org_path } = tree[SCHOOL_OF[scope]]
    const started = { started_by: people[OFFICER_OF[scope]], started_by_name: '某老师', started_at: now }
    await trx
      .insertInto('sweep')
      .values({ id: swept.sweepId, school_id, org_path, policy_id: 'taicang2024', students: 1, ...started })
      .execute()
    await trx
      .insertInto('sweep_proposal')
      .values({
        id: swept.sweepProposalId,
        sweep_id: swept.sweepId,
        student_id: children[scope].studentId,
        org_path: tree[CLASS_OF[scope]].path,
        position: 1,
        kind: 'application',
        dilemmas: ['familyEducation'],
        reasons: JSON.stringify([REASON]),
        supporting: '[]',
        fact_keys: ['leftBehind//'],
        due_on: null,
        decided_by: null,
        decided_by_name: null,
        decided_at: null,
        dismissal_reason: null,
        dismissal_note: null,
        application_id: null,
      })
      .execute()
    await trx
      .insertInto('results_feed')
      .values({
        id: swept.feedId,
        account_id: people[OFFICER_OF[scope]],
        school_id,
        org_path,
        period: '2026-1',
        state: 'ready',
        matched: 0,
        unmatched: 0,
        faulty: 0,
        remarks: '[]',
        rows_sealed: null,
        created_at: now,
        expires_at: new Date(now.getTime() + 86_400_000),
      })
      .execute()
    cases[scope] = swept
  }
  return cases as Record<Scope, SweptCase>
}

const FACT = { code: 'leftBehind', source: 'list', period: null, amount: null, observedOn: '2026-09-10' }
const REASON = { dilemma: 'familyEducation', reason: 'leftBehind', facts: [FACT] }
