import { NEXT_ROLE, type ApplicationStatus } from '@sunshine-aid/domain'
import type { Trx } from '@sunshine-aid/api-server/src/database/schema.ts'
import type { ApplicationTable } from '@sunshine-aid/api-server/src/database/tables.ts'
import { canonicalJson, digestOf } from '@sunshine-aid/api-server/src/determinations/canonicalJson.ts'
import { sealOpinion } from '@sunshine-aid/api-server/src/panels/sealedOpinion.ts'
import { testKeyring } from '@sunshine-aid/api-server/src/testing/keyring.ts'
import type { OrgTree } from '@sunshine-aid/api-server/src/testing/orgTree.ts'
import type { Insertable } from 'kysely'
import { sampleSlot, type Child } from './children.ts'
import type { Other, People } from './people.ts'
import { CLASS_OF, SCHOOL_OF, type Scope } from './places.ts'
import type { SpellStand } from './spells.ts'

/** How far the request of a scope is. */
export interface Stand {
  readonly status: ApplicationStatus
  /** `open`: nobody has voted; `voted`: everybody has; `closed`. */
  readonly panel?: 'open' | 'voted' | 'closed'
  /** How far the running help is; left out, it stays as it is. */
  readonly spell?: SpellStand
}

/** The request of a scope: one id for good, brought to any state. */
export interface RequestPlace {
  readonly id: string
  readonly scope: Scope
  readonly child: Child
}

/** Who sits on the panel: on that of `mine` the two roles that can be named to one. */
export const SEATS: Readonly<Record<Scope, readonly ('panelMember' | 'psychTeacher' | Other)[]>> = {
  mine: ['panelMember', 'psychTeacher', 'secondMember'],
  sameSchool: ['secondMember', 'thirdMember', 'secondOfficer'],
  otherSchool: ['secondMember', 'officerBeside'],
  otherCity: ['officerAway', 'secondMember'],
}

/** Puts the request into this state, whatever it was in: everything about it is made anew. */
export async function arrangeRequest(
  trx: Trx,
  tree: OrgTree,
  people: People,
  request: RequestPlace,
  stand: Stand,
  now: Date,
): Promise<void> {
  const { id, scope, child } = request
  const org_path = tree[CLASS_OF[scope]].path
  await trx.deleteFrom('determination').where('application_id', '=', id).execute()
  await trx.deleteFrom('application').where('student_id', '=', child.studentId).execute()
  await trx
    .insertInto('application')
    .values({ ...contentOf(people), ...stateOf(stand, now), ...placeOf(tree, request), id, org_path })
    .execute()
  if (stand.panel) await addPanel(trx, people, { ...request, org_path }, stand.panel, now)
  if (stand.status === 'determined') await addDetermination(trx, people, { ...request, org_path }, now)
}

function placeOf(tree: OrgTree, { scope, child }: RequestPlace) {
  return {
    student_id: child.studentId,
    school_id: tree[SCHOOL_OF[scope]].id,
    class_id: tree[CLASS_OF[scope]].id,
    stage: 'primary',
    sample_slot: sampleSlot(scope),
  } as const
}

type Content = Pick<
  Insertable<ApplicationTable>,
  | 'applicant_kind'
  | 'relation'
  | 'consent_given'
  | 'dilemma_types'
  | 'reason_codes'
  | 'aid_categories'
  | 'facts_and_reasons'
  | 'diagnosis_sealed'
  | 'sudden_change'
  | 'entered_by'
  | 'entered_by_name'
  | 'entered_as'
  | 'submitted_by'
>

function contentOf(people: People): Content {
  return {
    applicant_kind: 'teacher',
    relation: null,
    consent_given: true,
    dilemma_types: ['academic'],
    reason_codes: ['farBehind'],
    aid_categories: ['academicTutoring'],
    facts_and_reasons: '成绩明显落后。',
    diagnosis_sealed: null,
    sudden_change: false,
    entered_by: people.classTeacher,
    entered_by_name: '某老师',
    entered_as: 'classTeacher',
    submitted_by: people.classTeacher,
  }
}

function stateOf({ status }: Stand, now: Date) {
  return {
    status,
    status_since: now,
    sensitive_applicant: 'notConcerned',
    sensitive_note: null,
    submitted_at: status === 'draft' ? null : now,
    // An open request has waited far too long for whoever holds the role, so that it is work and stuck as well.
    next_role: NEXT_ROLE[status] ?? null,
    next_accounts: [] as string[],
    next_since: NEXT_ROLE[status] ? daysBefore(now, 40) : null,
    due_at: NEXT_ROLE[status] ? daysBefore(now, 35) : null,
    version: 1,
    created_at: now,
    updated_at: now,
  } as const
}

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000)

type Placed = RequestPlace & { readonly org_path: string }

async function addPanel(
  trx: Trx,
  people: People,
  { id, scope, org_path }: Placed,
  state: NonNullable<Stand['panel']>,
  now: Date,
): Promise<void> {
  const [chair] = SEATS[scope]
  const closed = state === 'closed'
  const voted = state !== 'open'
  await trx
    .insertInto('panel')
    .values({
      application_id: id,
      org_path,
      status: closed ? 'closed' : 'voting',
      chair_id: people[chair ?? 'secondMember'],
      convened_by: people.aidOfficer,
      convened_by_name: '某老师',
      convened_at: now,
      closed_at: closed ? now : null,
      recommends: closed ? true : null,
      decline_reason: null,
    })
    .execute()
  const seat = (name: keyof People) => ({
    application_id: id,
    org_path,
    account_id: people[name],
    name,
    recused: null,
    ...(voted && { ...opinionOf(id, people[name], true), voted_at: now, version_seen: 1 }),
  })
  await trx.insertInto('panel_member').values(SEATS[scope].map(seat)).execute()
}

/** The columns of a vote on the first version of the file. */
export function opinionOf(applicationId: string, accountId: string, inFavour: boolean) {
  const seat = { application_id: applicationId, account_id: accountId, version_seen: 1 }
  const opinion = { necessity: inFavour, feasibility: true, grounds: '情况属实' }
  return sealOpinion(testKeyring(), seat, opinion)
}

async function addDetermination(
  trx: Trx,
  people: People,
  { id, child, org_path }: Placed,
  now: Date,
): Promise<void> {
  const facts = { services: [] }
  await trx
    .insertInto('determination')
    .values({
      application_id: id,
      org_path,
      episode_id: child.episodeId,
      confirmed_by: people.schoolHead,
      confirmed_by_name: '某校长',
      confirmed_at: now,
      remark: '',
      facts: canonicalJson(facts),
      facts_digest: digestOf(facts),
    })
    .execute()
}
