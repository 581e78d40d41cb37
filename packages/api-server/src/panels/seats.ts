import {
  actingChair,
  chinaDay,
  opinionsOpen,
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

/**
 * After a step inside of the panel: whether that was the last opinion it waited for, so that all are open from now
 * on and for good; and, where `heads` says who may not lead, who leads it now (`actingChair`).
 */
export async function settlePanel(
  call: Call,
  { row, policy }: Situation,
  heads?: ReadonlySet<string>,
): Promise<void> {
  const panel = await findPanelFacts(call, row.id, policy)
  if (!panel) throw new Error('a step was taken in a panel that is not there')
  const opens = !panel.opened && opinionsOpen(panel, policy)
  await updatePanel(call.trx, row.id, {
    ...(opens && { opened_at: call.now }),
    ...(heads && { chair_id: actingChair(panel, heads) }),
  })
}

/** The panel that the guards have seen. */
export function convened({ panel }: ApplicationFacts): PanelFacts {
  if (!panel) throw new Error('a guard let a request without a panel pass')
  return panel
}
