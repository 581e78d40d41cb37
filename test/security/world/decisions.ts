import type { Trx } from '@sunshine-aid/api-server/src/database/schema.ts'
import type { Keyring } from '@sunshine-aid/api-server/src/crypto/keyring.ts'
import { seal } from '@sunshine-aid/api-server/src/crypto/seal.ts'
import type { OrgTree } from '@sunshine-aid/api-server/src/testing/orgTree.ts'
import type { People } from './people.ts'
import { CLASS_OF, SCHOOL_OF, type Scope } from './places.ts'
import type { Stand } from './requests.ts'

/** What hangs on a decision at a scope, by its ids. */
export interface DecisionPlace {
  readonly applicationId: string
  readonly episodeId: string
  readonly serviceId: string
  readonly delegationId: string
}

/** Whom the head named: at `mine` somebody who is a column of the matrix. */
const DELEGATE = {
  mine: 'mentor',
  sameSchool: 'secondMember',
  otherSchool: 'officerBeside',
  otherCity: 'officerAway',
} as const satisfies Record<Scope, keyof People>

/** Support that was started, a service, a delegation that stands open, and, of a finished request, a second judgement. */
export async function arrangeDecisions(
  trx: Trx,
  keyring: Keyring,
  tree: OrgTree,
  people: People,
  scope: Scope,
  place: DecisionPlace,
  stand: Stand,
  now: Date,
): Promise<void> {
  await arrangeSupport(trx, tree, people, scope, place, now)
  await arrangeDelegation(trx, tree, people, scope, place, now)
  if (stand.status !== 'determined') return
  const { applicationId } = place
  const panel = {
    applicationId,
    status: 'closed',
    convenedAt: now.toISOString(),
    convenedByName: '某老师',
    openedAt: now.toISOString(),
    quorum: 3,
    opinionsOpen: true,
    meeting: null,
    members: [],
    recommends: false,
    declineReason: 'notNecessary',
    closedAt: now.toISOString(),
    version: 1,
  }
  const context = { table: 'reconsideration', column: 'panel_sealed', rowId: applicationId }
  await trx
    .insertInto('reconsideration')
    .values({
      application_id: applicationId,
      org_path: tree[CLASS_OF[scope]].path,
      asked_by: people.classTeacher,
      asked_by_name: '某老师',
      asked_at: now,
      new_facts: '后来的情况。',
      panel_sealed: seal(keyring, context, JSON.stringify(panel)),
      seats: '[]',
    })
    .execute()
}

async function arrangeSupport(
  trx: Trx,
  tree: OrgTree,
  people: People,
  scope: Scope,
  { applicationId, episodeId, serviceId }: DecisionPlace,
  now: Date,
): Promise<void> {
  const org_path = tree[CLASS_OF[scope]].path
  await trx
    .updateTable('episode')
    .set({ application_id: applicationId, expires_on: null })
    .where('id', '=', episodeId)
    .execute()
  await trx
    .insertInto('application_event')
    .values({
      application_id: applicationId,
      org_path,
      at: now,
      actor_id: people.aidOfficer,
      actor_name: '某老师',
      actor_role: 'aidOfficer',
      command: 'startProvisional',
      from_status: 'submitted',
      to_status: 'submitted',
      reason_code: null,
      text: '今天就要开始。',
    })
    .execute()
  await trx.deleteFrom('aid_service').where('id', '=', serviceId).execute()
  await trx
    .insertInto('aid_service')
    .values({
      id: serviceId,
      episode_id: episodeId,
      org_path,
      category: 'academicTutoring',
      provider: '三年级组',
      content: '课后辅导',
      starts_on: '2026-10-12',
      status: 'planned',
    })
    .execute()
}

async function arrangeDelegation(
  trx: Trx,
  tree: OrgTree,
  people: People,
  scope: Scope,
  { delegationId }: DecisionPlace,
  now: Date,
): Promise<void> {
  const { id, path } = tree[SCHOOL_OF[scope]]
  const delegate = DELEGATE[scope]
  await trx.deleteFrom('delegation').where('school_id', '=', id).where('id', '=', delegationId).execute()
  await trx
    .insertInto('delegation')
    .values({
      id: delegationId,
      school_id: id,
      org_path: path,
      head_id: people.schoolHead,
      head_name: 'schoolHead',
      delegate_id: people[delegate],
      delegate_name: delegate,
      valid_from: '2026-10-12',
      valid_until: '2026-10-31',
      named_at: now,
      accepted_at: null,
      ended_at: null,
      ended_by_name: null,
    })
    .execute()
}
