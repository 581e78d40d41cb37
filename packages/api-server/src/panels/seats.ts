import {
  actingChair,
  chinaDay,
  type PanelCandidates,
  type PanelFacts,
  type ApplicationFacts,
} from '@sunshine-aid/domain'
import type { Insertable } from 'kysely'
import { roleHolders, type RoleHolder } from '../access/roleHolders.ts'
import type { Call, Situation } from '../applications/facts.ts'
import type { CaseRow } from '../applications/queries.ts'
import type { PanelMemberTable } from '../database/tables.ts'
import { findPanelFacts, updatePanel } from './queries.ts'
import { tiesOf } from './ties.ts'

/** Who may sit on a panel at a school today, with the names that are copied to their seats. */
export interface Candidates extends PanelCandidates {
  readonly names: ReadonlyMap<string, string>
}

export async function candidatesFor(call: Call, { row, policy }: Situation): Promise<Candidates> {
  const { trx, now } = call
  const roles = ['panelMember', 'psychTeacher', 'schoolHead'] as const
  const holders = await roleHolders(trx, roles, [row.school_id], chinaDay(now))
  const isHead = ({ role }: RoleHolder) => role === 'schoolHead'
  return {
    eligible: idsOf(holders.filter(holder => !isHead(holder))),
    heads: idsOf(holders.filter(isHead)),
    ties: await tiesOf(call, row, policy),
    names: new Map(holders.map(({ accountId, name }) => [accountId, name])),
  }
}

function idsOf(holders: readonly RoleHolder[]): ReadonlySet<string> {
  return new Set(holders.map(({ accountId }) => accountId))
}

/** An empty seat: nothing said yet. */
export function seatRow(
  { id, org_path }: CaseRow,
  accountId: string,
  { names }: Candidates,
): Insertable<PanelMemberTable> {
  return { application_id: id, org_path, account_id: accountId, name: names.get(accountId) ?? '' }
}

/** After somebody stepped back or joined: whoever leads the panel now (`actingChair`). */
export async function keepLed({ trx }: Call, id: string, { heads }: Candidates): Promise<void> {
  const panel = await findPanelFacts(trx, id)
  await updatePanel(trx, id, panel ? { chair_id: actingChair(panel, heads) } : {})
}

/** The panel that the guards have seen. */
export function convened({ panel }: ApplicationFacts): PanelFacts {
  if (!panel) throw new Error('a guard let a request without a panel pass')
  return panel
}
