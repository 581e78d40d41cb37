import { randomUUID } from 'node:crypto'
import type { Trx } from '@sunshine-aid/api-server/src/database/schema.ts'
import type { OrgTree, Place } from '@sunshine-aid/api-server/src/testing/orgTree.ts'

/** Where a change of the policy waits: at the schools, and at each region above. */
const PLACES = ['c1k1s1', 'c1k1s2', 'c2k1s1', 'c1k1', 'c1', 'p'] as const satisfies readonly Place[]

/** Ids of the waiting proposals by place. */
export type Proposals = Readonly<Record<(typeof PLACES)[number], string>>

/** Somebody who is not in the matrix proposes the same at each place. A decided one is kept: there is no anew. */
export async function addProposals(trx: Trx, tree: OrgTree, now: Date): Promise<Proposals> {
  const ids: Partial<Record<(typeof PLACES)[number], string>> = {}
  for (const place of PLACES) {
    const { id } = await trx
      .insertInto('policy_setting')
      .values({
        org_id: tree[place].id,
        org_path: tree[place].path,
        key: 'ownTeacherStepsBack',
        value: 'true',
        valid_from: '2026-10-12',
        grounds: '校务会议纪要',
        proposed_by: randomUUID(),
        proposed_by_name: '某老师',
        proposed_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    ids[place] = id
  }
  return ids as Proposals
}
