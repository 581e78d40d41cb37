import {
  opinionsOpen,
  type Opinion,
  type PanelFacts,
  type PanelMemberFacts,
  type PolicyProfile,
} from '@sunshine-aid/domain'
import type { Insertable, Updateable } from 'kysely'
import { reachableApplications } from '../access/reach.ts'
import type { Keyring } from '../crypto/keyring.ts'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import type { PanelMemberTable, PanelTable } from '../database/tables.ts'
import { openOpinion } from './sealedOpinion.ts'

/** What it takes to read a panel: opinions are opened with the keyring, and only when the quorum lets them. */
export interface PanelReader {
  readonly trx: Trx
  readonly keyring: Keyring
}
type Quorum = Pick<PolicyProfile, 'panelQuorum'>

/** The panel of a request as the rules see it. The order of its members decides who leads after the chair. */
export async function findPanelFacts(
  reader: PanelReader,
  applicationId: string,
  policy: Quorum,
): Promise<PanelFacts | null> {
  const panel = await findPanel(reader.trx, applicationId)
  if (!panel) return null
  return panelFacts(reader.keyring, panel, await findMembers(reader.trx, applicationId), policy)
}

/** While the opinions are sealed not even the rules see one: they know who has voted. */
export function panelFacts(
  keyring: Keyring,
  panel: PanelRow,
  members: readonly MemberRow[],
  policy: Quorum,
): PanelFacts {
  const sealed = sealedFacts(panel, members)
  if (!opinionsOpen(sealed, policy)) return sealed
  const opened = members.map(member => ({ ...seatFacts(member), opinion: opinionOf(keyring, member) }))
  return { ...sealed, members: opened }
}

/** Who sits, who stepped back, who has voted: what everybody may know at any time. */
export function sealedFacts(panel: PanelRow, members: readonly MemberRow[]): PanelFacts {
  return {
    status: panel.status,
    opened: panel.opened_at !== null,
    chair: panel.chair_id,
    members: members.map(seatFacts),
  }
}

function seatFacts({ account_id, recused, voted_at }: MemberRow): PanelMemberFacts {
  return { accountId: account_id, recused: recused !== null, voted: voted_at !== null, opinion: null }
}

function opinionOf(keyring: Keyring, member: MemberRow): Opinion | null {
  return member.opinion_sealed && openOpinion(keyring, member, member.opinion_sealed).opinion
}

export type PanelRow = NonNullable<Awaited<ReturnType<typeof findPanel>>>

export function findPanel(trx: Trx, applicationId: string) {
  return trx
    .selectFrom('panel')
    .select([
      'application_id',
      'status',
      'chair_id',
      'convened_by_name',
      'convened_at',
      'closed_at',
      'recommends',
      'decline_reason',
      'opened_at',
      'meeting_id',
      'version',
    ])
    .where('application_id', '=', applicationId)
    .executeTakeFirst()
}

export type MemberRow = Awaited<ReturnType<typeof findMembers>>[number]

export function findMembers(trx: Trx, applicationId: string) {
  return trx
    .selectFrom('panel_member')
    .select([
      'application_id',
      'account_id',
      'name',
      'recused',
      'recusal_words',
      'opinion_sealed',
      'commitment',
      'voted_at',
      'version_seen',
    ])
    .where('application_id', '=', applicationId)
    .orderBy('name')
    .orderBy('account_id')
    .execute()
}

/** As it was copied to the seat; `null` without one. */
export async function findMemberName(
  trx: Trx,
  applicationId: string,
  accountId: string,
): Promise<string | null> {
  const row = await trx
    .selectFrom('panel_member')
    .select('name')
    .where('application_id', '=', applicationId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row?.name ?? null
}

/** The commitments that were recorded at the votes on a request, hex: in its timeline, which is never rewritten. */
export async function findCommitments(trx: Trx, applicationId: string): Promise<ReadonlySet<string>> {
  const votes = await trx
    .selectFrom('application_event')
    .select('digest')
    .where('application_id', '=', applicationId)
    .where('command', '=', 'vote')
    .where('digest', 'is not', null)
    .execute()
  return new Set(votes.flatMap(({ digest }) => digest?.toString('hex') ?? []))
}

/** Title and time of the meeting that a panel belongs to; never a name. */
export function findPanelMeeting(trx: Trx, id: string) {
  return trx
    .selectFrom('meeting')
    .select(['id', 'title', 'planned_at'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Where the panel of a request within reach belongs; a panel has no place of its own. */
export function findPanelCase(trx: Trx, principal: Principal, applicationId: string) {
  return trx
    .selectFrom('application')
    .select(['id', 'school_id', 'org_path'])
    .where('id', '=', applicationId)
    .where(reachableApplications(principal, 'panel.read'))
    .executeTakeFirst()
}

export async function insertPanel(trx: Trx, row: Insertable<PanelTable>): Promise<void> {
  await trx.insertInto('panel').values(row).execute()
}

/** The panel's own version grows with each step; the version of the case file does not (see `changeApplication`). */
export async function updatePanel(
  trx: Trx,
  applicationId: string,
  columns: Omit<Updateable<PanelTable>, 'version'>,
): Promise<void> {
  await trx
    .updateTable('panel')
    .set(eb => ({ ...columns, version: eb('version', '+', 1) }))
    .where('application_id', '=', applicationId)
    .execute()
}

export async function insertMembers(trx: Trx, rows: readonly Insertable<PanelMemberTable>[]): Promise<void> {
  await trx.insertInto('panel_member').values(rows).execute()
}

export async function updateMember(
  trx: Trx,
  applicationId: string,
  accountId: string,
  columns: Updateable<PanelMemberTable>,
): Promise<void> {
  await trx
    .updateTable('panel_member')
    .set(columns)
    .where('application_id', '=', applicationId)
    .where('account_id', '=', accountId)
    .execute()
}
