import { listApplications, type QueryOf } from '@sunshine-aid/api-contract'
import { selectLines } from '@sunshine-aid/api-server/src/applications/listQueries.ts'
import { loadPrincipal, type Principal } from '@sunshine-aid/api-server/src/database/principal.ts'
import type { Trx } from '@sunshine-aid/api-server/src/database/schema.ts'
import { inFullScope, inScope } from '@sunshine-aid/api-server/src/database/scope.ts'
import { sql } from 'kysely'
import pg from 'pg'
import { times } from '../support/figures.ts'
import { timed } from '../support/timed.ts'
import type { Client } from './openClient.ts'
import { AUDITOR, OFFICER, type Province } from './province.ts'
import { rawPage, type RawList } from './rawPages.ts'

interface List {
  readonly title: string
  readonly reader: string
  readonly sort: '-updatedAt' | 'statusSince'
  readonly mine: boolean
  /** 1 is the first page. */
  readonly page: number
  readonly where: string
  readonly given: string
}

const LIMIT = 50
const DEEP = 50

function listsOf({ schoolId }: Province): List[] {
  const school = { reader: OFFICER, mine: false, where: 'school_id = $1', given: schoolId } as const
  const sample = { reader: AUDITOR, mine: false, where: 'sample_slot < $1::int', given: '5' } as const
  const mine = {
    ...school,
    mine: true,
    where: `school_id = $1 and next_role = 'aidOfficer' and next_accounts = '{}'`,
  }
  return [
    { ...school, title: 'officer, newest first', sort: '-updatedAt', page: 1 },
    { ...school, title: 'officer, newest first', sort: '-updatedAt', page: DEEP },
    { ...school, title: 'officer, longest waiting first', sort: 'statusSince', page: 1 },
    { ...school, title: 'officer, longest waiting first', sort: 'statusSince', page: DEEP },
    { ...mine, title: 'officer, what waits for me', sort: '-updatedAt', page: 1 },
    { ...sample, title: 'auditor, newest first', sort: '-updatedAt', page: 1 },
    { ...sample, title: 'auditor, newest first', sort: '-updatedAt', page: DEEP },
  ]
}

/** A row of the table for each list. @throws {Error} where a list reads the whole table */
export async function measureLists(province: Province, client: Client, rounds: number): Promise<string[][]> {
  // As the API's own connections, so that the planner thinks alike.
  const options = '-c TimeZone=Asia/Shanghai -c random_page_cost=1.1'
  const raw = new pg.Client({ connectionString: province.ownerUrl, options })
  await raw.connect()
  try {
    const rows: string[][] = []
    for (const list of listsOf(province)) rows.push(await measure(province, client, raw, list, rounds))
    return rows
  } finally {
    await raw.end()
  }
}

async function measure(
  province: Province,
  client: Client,
  raw: pg.Client,
  list: List,
  rounds: number,
): Promise<string[]> {
  const query = queryOf(list)
  const position = await positionBefore(province, client, list)
  const call = await client.prepare(list.reader, listApplications, {
    query: { ...query, ...(position && { cursor: position.cursor }) },
  })
  const statement: RawList = {
    where: list.where,
    order: list.sort === '-updatedAt' ? ['updated_at', 'desc'] : ['status_since', 'asc'],
    after: position !== null,
  }
  const values = [list.given, ...(position ? [position.at, position.id] : [])]
  const scoped = await scopedQuery(province, list, position && [position.at, position.id])
  const results = await timed(rounds, {
    raw: () => raw.query({ name: `${list.title} ${list.page}`, text: rawPage(statement), values }),
    scoped: () => scoped(lines => lines.execute()),
    api: call,
  })
  const { items } = await call()
  if (items.length !== LIMIT) throw new Error(`${list.title}: page ${list.page} has ${items.length} lines`)
  refuseFullScan(list, await scoped(lines => lines.explain('text', sql`analyze, buffers`)))
  const { raw: floor, scoped: middle, api } = results
  const figures = [floor.p50, floor.p95, middle.p50, api.p50, api.p95].map(ms => ms.toFixed(1))
  return [
    `${list.title}, page ${list.page}`,
    ...figures,
    times(api.p50, floor.p50),
    times(api.p95, floor.p95),
  ]
}

function queryOf({ sort, mine }: List): QueryOf<typeof listApplications> {
  return { limit: String(LIMIT), sort, ...(mine && { mine: 'true' as const }) }
}

/** Where the page before ends. */
async function positionBefore({ owner }: Province, client: Client, list: List) {
  let cursor: string | undefined
  let lastId: string | undefined
  for (let page = 1; page < list.page; page++) {
    const query = { ...queryOf(list), ...(cursor !== undefined && { cursor }) }
    const { items, nextCursor } = await client.call(list.reader, listApplications, { query })
    if (nextCursor === null) throw new Error(`${list.title} ends on page ${page}`)
    cursor = nextCursor
    lastId = items.at(-1)?.id
  }
  if (cursor === undefined || lastId === undefined) return null
  const id = lastId
  const column = list.sort === '-updatedAt' ? 'updated_at' : 'status_since'
  const { at } = await inFullScope(owner, new Date(), trx =>
    trx
      .selectFrom('application')
      .select(eb => eb.ref(column).as('at'))
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  )
  return { cursor, id, at: at.toISOString() }
}

type Lines = ReturnType<typeof selectLines>

/** The query of the page in its own transaction, under row-level security: what the API does without its checks and audit. */
async function scopedQuery({ app }: Province, list: List, after: readonly string[] | null) {
  const now = new Date()
  const { principal } = await loadPrincipal(app, list.reader, now)
  if (!principal) throw new Error(`${list.reader} has no role`)
  const lines = (trx: Trx, reader: Principal) =>
    selectLines(trx, reader, { mine: list.mine }, list.sort, { limit: LIMIT, after })
  return <T>(use: (lines: Lines) => Promise<T>) =>
    inScope(app, principal, now, trx => use(lines(trx, principal)))
}

function refuseFullScan({ title, page }: List, plan: readonly Record<string, unknown>[]): void {
  const text = plan.map(row => String(row['QUERY PLAN'])).join('\n')
  const indexes = [...new Set(text.match(/application_\w+/g))]
  console.log(
    `${title}, page ${page}: ${indexes.join(', ')}; ${/shared hit=\d+(?: read=\d+)?/.exec(text)?.[0] ?? ''}`,
  )
  if (/Seq Scan on application/.test(text)) throw new Error(`${title} reads the whole table:\n${text}`)
}
