import { chinaDay, type ExitVerdict } from '@sunshine-aid/domain'
import type { Trx } from '@sunshine-aid/api-server/src/database/schema.ts'
import { sealedOpinion } from '@sunshine-aid/api-server/src/episodes/exitQueries.ts'
import { testKeyring } from '@sunshine-aid/api-server/src/testing/keyring.ts'
import type { OrgTree } from '@sunshine-aid/api-server/src/testing/orgTree.ts'
import { randomUUID } from 'node:crypto'
import { nameOf, type Child } from './children.ts'
import type { People } from './people.ts'
import { CLASS_OF, SCHOOL_OF, SCOPES, type Scope } from './places.ts'
import { SEATS } from './requests.ts'

/** How far the running help of a scope is: an exit proposed, being judged, judged, closed, or tapering off. */
export type SpellStand = 'active' | 'proposed' | 'voting' | 'closed' | 'toTaper' | 'tapering'

export interface SpellCase extends Child {
  readonly transferId: string
  readonly noticeId: string
}

/** The school from which a student is offered to the school of a scope, and whose child it is. */
const FROM: Readonly<Record<Scope, Scope>> = {
  mine: 'otherSchool',
  sameSchool: 'otherSchool',
  otherSchool: 'otherCity',
  otherCity: 'otherSchool',
}

/** Brings the help of each scope into `stand`, with an offer to its school and a notice about its child. */
export async function arrangeSpells(
  trx: Trx,
  tree: OrgTree,
  people: People,
  cases: Readonly<Record<Scope, SpellCase>>,
  stand: SpellStand | undefined,
  now: Date,
): Promise<void> {
  await trx.deleteFrom('transfer').execute()
  for (const scope of SCOPES) {
    await arrangeSpell(trx, tree, people, cases, scope, stand, now)
    await addOffer(trx, tree, cases, scope, now)
    await addNotice(trx, tree, people, cases, scope, now)
  }
}

async function arrangeSpell(
  trx: Trx,
  tree: OrgTree,
  people: People,
  cases: Readonly<Record<Scope, SpellCase>>,
  scope: Scope,
  stand: SpellStand | undefined,
  now: Date,
): Promise<void> {
  const { episodeId: id } = cases[scope]
  await trx.deleteFrom('exit_review').where('episode_id', '=', id).execute()
  await trx
    .updateTable('episode')
    .set(eb => ({
      version: 1,
      ...(stand
        ? {
            status: STATUS[stand],
            ended_on: null,
            tapering_ends_on: stand === 'tapering' ? '2026-12-31' : null,
          }
        : {
            status: eb
              .case()
              .when('status', 'in', ['exitReview', 'tapering'])
              .then('active' as const)
              .else(eb.ref('status'))
              .end(),
          }),
      tapering_steps: stand === 'tapering' ? '[]' : null,
    }))
    .where('id', '=', id)
    .execute()
  // Whoever left with the help that ended today is there again; what had ended before has ended.
  await trx
    .updateTable('pairing')
    .set({ ended_on: null })
    .where('episode_id', '=', id)
    .where('ended_on', '=', chinaDay(now))
    .execute()
  if (stand && stand !== 'active' && stand !== 'tapering')
    await addExit(trx, people, { id, org_path: tree[CLASS_OF[scope]].path, scope }, stand, now)
}

const STATUS = {
  active: 'active',
  proposed: 'exitReview',
  voting: 'exitReview',
  closed: 'exitReview',
  toTaper: 'exitReview',
  tapering: 'tapering',
} as const satisfies Record<SpellStand, string>

async function addExit(
  trx: Trx,
  people: People,
  { id: episode_id, org_path, scope }: { id: string; org_path: string; scope: Scope },
  stand: SpellStand,
  now: Date,
): Promise<void> {
  const id = randomUUID()
  const seats = SEATS[scope]
  const verdict: ExitVerdict = stand === 'toTaper' ? 'taper' : 'exit'
  const closed = stand === 'closed' || stand === 'toTaper'
  await trx
    .insertInto('exit_review')
    .values({
      id,
      episode_id,
      org_path,
      proposer: 'aidOfficer',
      reason: 'normalLevel',
      evidence: JSON.stringify([{ category: 'academicTutoring', level: 'at', text: '成绩达标' }]),
      proposed_by: people.spareMember,
      proposed_by_name: '某老师',
      proposed_at: now,
      chair_id: stand === 'proposed' ? null : people[seats[0] ?? 'secondMember'],
      convened_at: stand === 'proposed' ? null : now,
      opened_at: closed ? now : null,
      closed_at: closed ? now : null,
      verdict: closed ? verdict : null,
    })
    .execute()
  if (stand === 'proposed') return
  await trx
    .insertInto('exit_opinion')
    .values(
      seats.map(name => ({
        review_id: id,
        episode_id,
        org_path,
        account_id: people[name],
        name,
        recused: null,
        opinion_sealed: closed
          ? sealedOpinion(
              testKeyring(),
              { review_id: id, account_id: people[name] },
              { verdict, grounds: '' },
            )
          : null,
        voted_at: closed ? now : null,
        version_seen: closed ? 1 : null,
      })),
    )
    .execute()
}

async function addOffer(
  trx: Trx,
  tree: OrgTree,
  cases: Readonly<Record<Scope, SpellCase>>,
  scope: Scope,
  now: Date,
): Promise<void> {
  const from = FROM[scope]
  await trx
    .insertInto('transfer')
    .values({
      id: cases[scope].transferId,
      episode_id: cases[from].episodeId,
      child_id: cases[from].studentId,
      org_path: tree[SCHOOL_OF[from]].path,
      from_school_id: tree[SCHOOL_OF[from]].id,
      from_school_name: SCHOOL_OF[from],
      to_path: tree[SCHOOL_OF[scope]].path,
      to_school_id: tree[SCHOOL_OF[scope]].id,
      to_school_name: SCHOOL_OF[scope],
      student_name: nameOf(from),
      stage: 'primary',
      aid_categories: ['academicTutoring'],
      summary: '需要继续辅导',
      status: 'offered',
      offered_by_name: '某老师',
      offered_at: now,
      answer_by: '2026-10-26',
    })
    .execute()
}

async function addNotice(
  trx: Trx,
  tree: OrgTree,
  people: People,
  cases: Readonly<Record<Scope, SpellCase>>,
  scope: Scope,
  now: Date,
): Promise<void> {
  const { studentId, noticeId } = cases[scope]
  await trx.deleteFrom('withdrawal_notice').where('student_id', '=', studentId).execute()
  await trx
    .insertInto('withdrawal_notice')
    .values({
      id: noticeId,
      student_id: studentId,
      org_path: tree[CLASS_OF[scope]].path,
      school_id: tree[SCHOOL_OF[scope]].id,
      kind: 'withdrawal',
      reason: 'wantsToWork',
      planned_on: '2026-11-02',
      note: '想外出务工',
      status: 'filed',
      filed_by: people.classTeacher,
      filed_by_name: '某老师',
      filed_at: now,
    })
    .execute()
}
