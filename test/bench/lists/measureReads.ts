import {
  countApplications,
  followApplication,
  getApplication,
  getWork,
  listApplications,
  listEpisodes,
  listWork,
  searchStudents,
  type EndpointSpec,
} from '@sunshine-aid/api-contract'
import type { TestInput } from '@sunshine-aid/api-server/src/testing/injectRequest.ts'
import pg from 'pg'
import { times } from '../support/figures.ts'
import { timed } from '../support/timed.ts'
import type { Client } from './openClient.ts'
import { OFFICER, type Province } from './province.ts'

interface Read {
  readonly title: string
  readonly endpoint: EndpointSpec
  readonly input: TestInput
  readonly raw: string
  readonly values: readonly unknown[]
}

const LIMIT = 50
const DEEP = 20
/** In every third name of the large school; what an officer types who remembers one character. */
const FRAGMENT = '学生1'

/** The daily reads of an officer of the large school, each beside the statements that somebody would write by hand. */
export async function measureReads(province: Province, client: Client, rounds: number): Promise<string[][]> {
  const options = '-c TimeZone=Asia/Shanghai -c random_page_cost=1.1'
  const raw = new pg.Client({ connectionString: province.ownerUrl, options })
  await raw.connect()
  try {
    const rows: string[][] = []
    for (const read of await readsOf(province, client)) rows.push(await measure(client, raw, read, rounds))
    return rows
  } finally {
    await raw.end()
  }
}

async function readsOf({ schoolId }: Province, client: Client): Promise<Read[]> {
  const id = await someRequest(client)
  const deep = await registerPage(client, DEEP)
  return [
    {
      title: 'work list, first page',
      endpoint: listWork,
      input: { query: { limit: String(LIMIT) } },
      raw: RAW_WORK,
      values: [schoolId],
    },
    { title: 'what waits, by kind', endpoint: getWork, input: {}, raw: RAW_COUNT_MINE, values: [schoolId] },
    {
      title: 'requests by state',
      endpoint: countApplications,
      input: {},
      raw: 'select status, count(*) from application where school_id = $1 group by status',
      values: [schoolId],
    },
    {
      title: 'search by a part of the name',
      endpoint: searchStudents,
      input: { body: { name: FRAGMENT, limit: 20 } },
      raw: `select id, name, class_id from student where school_id = $1 and name like '%' || $2 || '%'
        order by name, id limit 21`,
      values: [schoolId, FRAGMENT],
    },
    {
      title: 'tracker of a request',
      endpoint: followApplication,
      input: { params: { id } },
      raw: 'select status, status_since, next_role from application where id = $1',
      values: [id],
    },
    {
      title: 'case file of a request',
      endpoint: getApplication,
      input: { params: { id } },
      raw: 'select * from application join student on student.id = application.student_id where application.id = $1',
      values: [id],
    },
    {
      title: 'register, first page',
      endpoint: listEpisodes,
      input: { query: { limit: String(LIMIT) } },
      raw: rawRegister(false),
      values: [schoolId],
    },
    {
      title: `register, page ${DEEP}`,
      endpoint: listEpisodes,
      input: { query: { limit: String(LIMIT), cursor: deep.cursor } },
      raw: rawRegister(true),
      values: [schoolId, deep.startedOn, deep.id],
    },
  ]
}

async function someRequest(client: Client): Promise<string> {
  const query = { status: 'screening', limit: '1' } as const
  const { items } = await client.call(OFFICER, listApplications, { query })
  const [first] = items
  if (!first) throw new Error('the large school has no request in screening')
  return first.id
}

/** Where page `page` of the register begins. */
async function registerPage(client: Client, page: number) {
  let cursor: string | undefined
  for (let at = 1; ; at += 1) {
    const query = { limit: String(LIMIT), ...(cursor !== undefined && { cursor }) }
    const { items, nextCursor } = await client.call(OFFICER, listEpisodes, { query })
    const last = items.at(-1)
    if (!last || nextCursor === null) throw new Error(`the register ends on page ${at}`)
    if (at === page - 1) return { cursor: nextCursor, startedOn: last.startedOn, id: last.id }
    cursor = nextCursor
  }
}

async function measure(client: Client, raw: pg.Client, read: Read, rounds: number): Promise<string[]> {
  const { title, endpoint, input, raw: text, values } = read
  const results = await timed(rounds, {
    raw: () => raw.query({ name: title, text, values: [...values] }),
    api: await client.prepare(OFFICER, endpoint, input),
  })
  await refuseFullScan(raw, read)
  const { raw: floor, api } = results
  const figures = [floor.p50, floor.p95, api.p50, api.p95].map(ms => ms.toFixed(1))
  return [title, ...figures, times(api.p50, floor.p50), times(api.p95, floor.p95)]
}

/** The floor itself must not be one that nobody would accept. @throws where it reads a whole table */
async function refuseFullScan(raw: pg.Client, { title, raw: text, values }: Read): Promise<void> {
  const { rows } = await raw.query<Record<'QUERY PLAN', string>>({
    text: `explain ${text}`,
    values: [...values],
  })
  const plan = rows.map(row => row['QUERY PLAN']).join('\n')
  if (/Seq Scan on (application|student|episode)\b/.test(plan))
    throw new Error(`${title} reads a whole table:\n${plan}`)
}

const RAW_WORK = `
  select application.id, student.name, status, due_at from application
  join student on student.id = application.student_id
  where application.school_id = $1 and next_role = 'aidOfficer' and next_accounts = '{}'
  order by due_at, application.id limit 51`

const RAW_COUNT_MINE = `
  select count(*), min(next_since), min(due_at) from application
  where school_id = $1 and next_role = 'aidOfficer' and next_accounts = '{}'`

function rawRegister(after: boolean): string {
  return `
  select episode.id, student.name, episode.status, episode.started_on, episode.aid_categories from episode
  join student on student.id = episode.student_id
  where episode.school_id = $1 and episode.status not in ('exited', 'transferred')
    ${after ? 'and (episode.started_on, episode.id) < ($2::date, $3::uuid)' : ''}
  order by episode.started_on desc, episode.id desc limit 51`
}
