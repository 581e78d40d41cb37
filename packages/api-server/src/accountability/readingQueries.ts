import { addDays, chinaDay, type PolicyProfile, type ReadingOutcome } from '@sunshine-aid/domain'
import { sql, type Selectable } from 'kysely'
import { grants } from '../access/reach.ts'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import type { ReadsPerDayTable } from '../findings/tables.ts'
import type { PageRequest } from '../http/paging.ts'
import { policiesOf } from '../organisations/policies.ts'
import type { Waiting, WorkCall } from '../worklist/sources.ts'

/** Days that the page looks back. */
const LOOK_BACK_DAYS = 30
/** What the index holds; no policy asks earlier (its smallest values stand in the settings). */
const NOTICED = sql<boolean>`(files >= 50 or listed >= 500)`

/** What one account saw on one day at one school. */
export type ReadingRow = Selectable<ReadsPerDayTable>

/** A place for whose reading somebody answers, with what is too much there. */
export interface Watch extends Pick<PolicyProfile, 'filesPerDay' | 'linesPerDay'> {
  readonly orgPath: string
}

/** Where `principal` holds `permission`, each place with the limits of its own policy. */
export async function readingLimits(
  trx: Trx,
  principal: Principal,
  permission: 'reading.read' | 'reading.settle' = 'reading.read',
): Promise<Watch[]> {
  const places = grants(principal, permission).map(({ assignment }) => assignment)
  const policies = await policiesOf(
    trx,
    places.map(({ orgId }) => orgId),
  )
  return places.flatMap(({ orgId, orgPath }) => {
    const policy = policies.get(orgId)
    return policy ? [{ orgPath, filesPerDay: policy.filesPerDay, linesPerDay: policy.linesPerDay }] : []
  })
}

/** Who has read so much that a person should ask why (T6, G21). Nothing is blocked. */
function watched(trx: Trx, watches: readonly Watch[], from: string) {
  return trx
    .selectFrom('reads_per_day')
    .where('day', '>=', from)
    .where(NOTICED)
    .where(eb =>
      eb.or(
        watches.map(({ orgPath, filesPerDay, linesPerDay }) =>
          eb.and([
            sql<boolean>`org_path <@ ${orgPath}::ltree`,
            eb.or([eb('files', '>=', filesPerDay), eb('listed', '>=', linesPerDay)]),
          ]),
        ),
      ),
    )
}

/** Unusual reading of the last month, the newest first; one row more than `page.limit`. */
export function selectReading(
  { trx, now }: Pick<WorkCall, 'trx' | 'now'>,
  watches: readonly Watch[],
  { limit, after }: PageRequest,
): Promise<ReadingRow[]> {
  return watched(trx, watches, addDays(chinaDay(now), -LOOK_BACK_DAYS))
    .selectAll()
    .where(eb =>
      after === null ? eb.lit(true) : sql<boolean>`(day, id) < (${after[0]}::date, ${after[1]}::uuid)`,
    )
    .orderBy('day', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
}

/** What nobody has looked into yet. One's own is for somebody else. */
export async function countUnsettledReading({ trx, principal, now }: WorkCall): Promise<Waiting> {
  const row = await watched(trx, await readingLimits(trx, principal), addDays(chinaDay(now), -LOOK_BACK_DAYS))
    .select(eb => [eb.fn.countAll<number>().as('count'), eb.fn.min<string | null>('day').as('day')])
    .where('outcome', 'is', null)
    .where('account_id', '<>', principal.accountId)
    .executeTakeFirstOrThrow()
  const since = row.day === null ? null : new Date(`${row.day}T00:00:00+08:00`)
  return { count: row.count, since, due: null, overdue: 0 }
}

/** One of them, held until the transaction ends. */
export async function lockReading(
  { trx, principal }: Pick<WorkCall, 'trx' | 'principal'>,
  id: string,
): Promise<ReadingRow | undefined> {
  const watches = await readingLimits(trx, principal, 'reading.settle')
  return watched(trx, watches, '1970-01-01').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export function settle(
  trx: Trx,
  { id }: ReadingRow,
  { outcome, by, at }: { readonly outcome: ReadingOutcome; readonly by: Principal; readonly at: Date },
): Promise<ReadingRow> {
  return trx
    .updateTable('reads_per_day')
    .set({ outcome, closed_by: by.accountId, closed_by_name: by.name, closed_at: at })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}
