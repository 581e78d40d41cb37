import { fastChannelOf, type FastChannel, type StatusChange } from '@sunshine-aid/domain'
import type { Trx } from '../database/schema.ts'
import { policiesOf } from '../organisations/policies.ts'
import type { LineRow } from './listQueries.ts'

/**
 * The clock of each of `rows` that has one. Two queries, however many rows, and none where no request came from a
 * sudden change.
 */
export async function fastChannels(
  trx: Trx,
  rows: readonly LineRow[],
  now: Date,
): Promise<(row: LineRow) => FastChannel | null> {
  const urgent = rows.filter(row => row.sudden_change && row.submitted_at)
  if (urgent.length === 0) return () => null
  const policies = await policiesOf(trx, [...new Set(urgent.map(row => row.school_id))])
  const changes = await statusChanges(
    trx,
    urgent.map(({ id }) => id),
  )
  return row => {
    const policy = policies.get(row.school_id)
    if (!policy) return null
    const request = { suddenChange: row.sudden_change, submittedAt: row.submitted_at }
    return fastChannelOf(request, changes.get(row.id) ?? [], policy, now)
  }
}

/** Changes of state of each request, oldest first. */
export async function statusChanges(trx: Trx, ids: readonly string[]) {
  const rows = await trx
    .selectFrom('application_event')
    .select(['application_id', 'at', 'to_status', 'reason_code'])
    .where('application_id', 'in', ids)
    .where(eb => eb('from_status', 'is distinct from', eb.ref('to_status')))
    .orderBy('id')
    .execute()
  const changes = new Map<string, StatusChange[]>()
  for (const { application_id, at, to_status, reason_code } of rows) {
    const change = { at, to: to_status, reasonCode: reason_code }
    changes.set(application_id, [...(changes.get(application_id) ?? []), change])
  }
  return changes
}
