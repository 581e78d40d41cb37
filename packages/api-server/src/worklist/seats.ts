import type { Trx } from '../database/schema.ts'

/** Who sits on a panel, as far as it bears on whether it can end. */
export interface Seats {
  readonly chair: string
  /** Nobody is named any more once the opinions can be read. */
  readonly opened: boolean
  readonly members: readonly {
    readonly accountId: string
    readonly recused: boolean
    readonly voted: boolean
  }[]
}

/** The panels of `applications`, by their ids. */
export async function seatsOf(
  trx: Trx,
  applications: readonly string[],
): Promise<ReadonlyMap<string, Seats>> {
  if (applications.length === 0) return new Map()
  const rows = await trx
    .selectFrom('panel')
    .innerJoin('panel_member as member', 'member.application_id', 'panel.application_id')
    .select(['panel.application_id', 'panel.chair_id', 'panel.opened_at'])
    .select(['member.account_id', 'member.recused', 'member.voted_at'])
    .where('panel.application_id', 'in', applications)
    .execute()
  const panels = new Map<string, Seats>()
  for (const { application_id, chair_id, opened_at, account_id, recused, voted_at } of rows) {
    const member = { accountId: account_id, recused: recused !== null, voted: voted_at !== null }
    const members = [...(panels.get(application_id)?.members ?? []), member]
    panels.set(application_id, { chair: chair_id, opened: opened_at !== null, members })
  }
  return panels
}
