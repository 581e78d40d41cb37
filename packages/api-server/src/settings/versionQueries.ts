import type { OrgKind, SettingState } from '@sunshine-aid/domain'
import { sql, type RawBuilder } from 'kysely'
import type { Trx } from '../database/schema.ts'
import type { PageRequest } from '../http/paging.ts'

/** A version with the organisation that set it. */
export interface VersionRow {
  id: string
  seq: number
  org_id: string
  org_path: string
  org_name: string
  org_kind: OrgKind
  /** Depth of the organisation: a school lies deeper than its county. */
  level: number
  key: string
  value: unknown
  valid_from: string
  effective_from: string | null
  grounds: string
  state: SettingState
  proposed_by: string
  proposed_by_name: string
  proposed_at: Date
  decided_by_name: string | null
  decided_at: Date | null
  remark: string | null
  version: number
}

const select = (which: RawBuilder<unknown>) => sql<VersionRow>`
  select version.id, version.seq, version.org_id, version.org_path, org.name as org_name, org.kind as org_kind,
    nlevel(org.path) as level, version.key, version.value, version.valid_from, version.effective_from,
    version.grounds, version.state, version.proposed_by, version.proposed_by_name, version.proposed_at,
    version.decided_by_name, version.decided_at, version.remark, version.version
  from policy_setting version join org on org.id = version.org_id
  where ${which}`

/** Most versions that one page of settings looks at: a few a year for each of some thirty values at five levels. */
const MAX_VERSIONS = 3_000

/** What is approved or waits at an organisation and above it. */
export async function versionsAbove(trx: Trx, path: string): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`${select(
    sql`org.path @> ${path}::ltree and version.state in ('approved', 'proposed')`,
  )} order by version.proposed_at desc, version.seq desc limit ${MAX_VERSIONS}`.execute(trx)
  return rows
}

/** All versions of one value, newest first. */
export async function versionsOfKey(
  trx: Trx,
  path: string,
  key: string,
  page: PageRequest,
): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`${select(
    sql`org.path @> ${path}::ltree and version.key = ${key} and ${before(page)}`,
  )} order by version.seq desc limit ${page.limit + 1}`.execute(trx)
  return rows
}

/** What waits at `place` and below; of schools only what waits at `place` itself, which their heads decide. */
export async function waitingBelow(
  trx: Trx,
  place: { id: string; path: string },
  page: PageRequest,
): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`${select(
    sql`version.state = 'proposed' and version.org_path <@ ${place.path}::ltree
      and (org.kind <> 'school' or org.id = ${place.id}) and ${before(page)}`,
  )} order by version.seq desc limit ${page.limit + 1}`.execute(trx)
  return rows
}

const before = ({ after }: PageRequest) =>
  after === null ? sql`true` : sql`version.seq < ${after[0]}::bigint`

export const versionPosition = (row: VersionRow) => [row.seq] as const

/** One version, locked until the transaction ends. */
export async function lockVersion(trx: Trx, id: string): Promise<VersionRow | undefined> {
  const { rows } =
    await sql<VersionRow>`${select(sql`version.id = ${id}::uuid`)} for update of version`.execute(trx)
  return rows[0]
}
