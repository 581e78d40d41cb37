import { notFound, ProblemError } from '@sunshine-aid/api-contract'
import { chinaDay, type ResultsFeed } from '@sunshine-aid/domain'
import { sql, type Selectable } from 'kysely'
import { seal, unseal } from '../crypto/seal.ts'
import { importPlaces, type ImportContext } from '../imports/context.ts'
import { portions } from '../imports/turns.ts'
import type { ResultsFeedTable } from '../sweeps/tables.ts'
import type { MatchedResult, Matching } from './match.ts'

export type FeedRow = Selectable<ResultsFeedTable>

const DAY_MS = 24 * 3_600_000
/** Remarks that somebody reads; of more, the file as a whole is wrong. */
const SHOWN_REMARKS = 100
const PORTION = 500

/** Keeps what was matched for a day, sealed, until its uploader confirms it. An earlier one that still waits goes. */
export async function insertFeed(
  { trx, principal, keyring, now }: ImportContext,
  period: string,
  { matched, remarks }: Matching,
): Promise<FeedRow> {
  const [place] = importPlaces(principal)
  if (!place) throw notFound('/results-feeds')
  await trx
    .deleteFrom('results_feed')
    .where('account_id', '=', principal.accountId)
    .where('state', '=', 'ready')
    .execute()
  const unmatched = remarks.filter(({ code }) => code === 'not_found' || code === 'not_unique').length
  const feed = await trx
    .insertInto('results_feed')
    .values({
      account_id: principal.accountId,
      school_id: place.orgId,
      org_path: place.orgPath,
      period,
      state: 'ready',
      matched: matched.length,
      unmatched,
      faulty: remarks.length - unmatched,
      remarks: JSON.stringify(remarks.slice(0, SHOWN_REMARKS)),
      rows_sealed: null,
      created_at: now,
      expires_at: new Date(now.getTime() + DAY_MS),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const rows_sealed = seal(keyring, rowsContext(feed.id), JSON.stringify(matched))
  await trx.updateTable('results_feed').set({ rows_sealed }).where('id', '=', feed.id).execute()
  return { ...feed, rows_sealed }
}

export function findFeed({ trx, principal }: Pick<ImportContext, 'trx' | 'principal'>, id: string) {
  return own({ trx, principal }, id).executeTakeFirst()
}

/** The same, held until the transaction ends. */
export function lockFeed({ trx, principal }: Pick<ImportContext, 'trx' | 'principal'>, id: string) {
  return own({ trx, principal }, id).forUpdate().executeTakeFirst()
}

function own({ trx, principal }: Pick<ImportContext, 'trx' | 'principal'>, id: string) {
  return trx
    .selectFrom('results_feed')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', principal.accountId)
}

/**
 * The figures become known to sweeps, in the place of those of the same semester. Students who left the school since
 * are passed over. Returns the ids of the others.
 * @throws {ProblemError} when the table was confirmed before or waited for too long.
 */
export async function enterFeed(context: ImportContext, feed: FeedRow, path: string): Promise<string[]> {
  const { trx, keyring, now } = context
  if (feed.state !== 'ready' || feed.rows_sealed === null) throw new ProblemError('import_not_ready', path)
  if (feed.expires_at <= now) throw new ProblemError('import_expired', path)
  const rows = JSON.parse(unseal(keyring, rowsContext(feed.id), feed.rows_sealed)) as MatchedResult[]
  for (const portion of portions(rows, PORTION)) await enterRows(context, feed, portion)
  await trx
    .updateTable('results_feed')
    .set(eb => ({ state: 'confirmed', rows_sealed: null, version: eb('version', '+', 1) }))
    .where('id', '=', feed.id)
    .execute()
  return rows.map(({ studentId }) => studentId)
}

async function enterRows(
  { trx, now }: ImportContext,
  { school_id, period }: FeedRow,
  rows: readonly MatchedResult[],
): Promise<void> {
  const told = rows.flatMap(({ studentId, values }) =>
    Object.entries(values).map(([code, amount]) => ({ id: studentId, code, amount })),
  )
  await sql`
    insert into student_sign (student_id, org_path, code, source, period, amount, observed_on)
    select student.id, student.org_path, told.code, 'results', ${period}, told.amount, ${chinaDay(now)}::date
    from json_to_recordset(${JSON.stringify(told)}::json) as told (id uuid, code text, amount integer)
    join student on student.id = told.id and student.school_id = ${school_id}
    on conflict (student_id, code, period) do update
      set amount = excluded.amount, observed_on = excluded.observed_on
      where student_sign.amount is distinct from excluded.amount`.execute(trx)
}

export function feedReply(feed: FeedRow, now: Date): ResultsFeed {
  const isExpired = feed.state === 'ready' && feed.expires_at <= now
  return {
    id: feed.id,
    state: isExpired ? 'expired' : feed.state,
    fault: null,
    period: feed.period,
    matched: feed.matched,
    unmatched: feed.unmatched,
    faulty: feed.faulty,
    remarks: feed.remarks as ResultsFeed['remarks'],
    expiresAt: feed.expires_at.toISOString(),
    version: feed.version,
  }
}

const rowsContext = (rowId: string) => ({ table: 'results_feed', column: 'rows_sealed', rowId })
