import type { PanelFacts, PanelMemberFacts } from '@sunshine-aid/domain'
import type { Insertable, Updateable } from 'kysely'
import { reachableApplications } from '../access/reach.ts'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import type { PanelMemberTable, PanelTable } from '../database/tables.ts'

/** The panel of a request as the rules see it. The order of its members decides who leads after the chair. */
export async function findPanelFacts(trx: Trx, applicationId: string): Promise<PanelFacts | null> {
  const panel = await findPanel(trx, applicationId)
  if (!panel) return null
  return panelFacts(panel, await findMembers(trx, applicationId))
}

export function panelFacts(panel: PanelRow, members: readonly MemberRow[]): PanelFacts {
  return { status: panel.status, chair: panel.chair_id, members: members.map(memberFacts) }
}

function memberFacts({ account_id, recused, necessity, feasibility }: MemberRow): PanelMemberFacts {
  const voted = necessity !== null && feasibility !== null
  return {
    accountId: account_id,
    recused: recused !== null,
    opinion: voted ? { necessity, feasibility } : null,
  }
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
      'version',
    ])
    .where('application_id', '=', applicationId)
    .executeTakeFirst()
}

export type MemberRow = Awaited<ReturnType<typeof findMembers>>[number]

export function findMembers(trx: Trx, applicationId: string) {
  return trx
    .selectFrom('panel_member')
    .select(['account_id', 'name', 'recused', 'necessity', 'feasibility', 'grounds', 'voted_at'])
    .where('application_id', '=', applicationId)
    .orderBy('name')
    .orderBy('account_id')
    .execute()
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
