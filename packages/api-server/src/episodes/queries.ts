import type { EpisodeStatus, Permission, ReviewKind } from '@sunshine-aid/domain'
import {
  sql,
  type AliasableExpression,
  type Expression,
  type ExpressionBuilder,
  type Insertable,
  type SqlBool,
  type Updateable,
} from 'kysely'
import type { Principal } from '../database/principal.ts'
import type { Database, Trx } from '../database/schema.ts'
import type { PageRequest, Position } from '../http/paging.ts'
import { isOpenEpisode } from '../provisional/openEpisode.ts'
import { lateStart } from '../services/lateStarts.ts'
import { reachableEpisodes } from './reach.ts'
import type { EpisodeEventTable, EpisodeReviewTable, EpisodeTable } from './tables.ts'

const LINE_COLUMNS = [
  'episode.id',
  'episode.student_id',
  'student.name as student_name',
  'episode.school_id',
  'school.name as school_name',
  'class.name as class_name',
  'student.stage',
  'episode.status',
  'episode.started_on',
  'episode.ended_on',
  'episode.aid_categories',
  'episode.reviewed_on',
  'episode.refreshed_on',
  'episode.review_base',
  'episode.refresh_base',
] as const

const FILE_COLUMNS = [
  ...LINE_COLUMNS,
  'episode.org_path',
  'student.class_id',
  'episode.application_id',
  'episode.previous_id',
  'episode.end_reason',
  'episode.end_reason_text',
  'episode.tapering_steps',
  'episode.tapering_ends_on',
  'episode.version',
] as const

function episodes(trx: Trx) {
  return trx
    .selectFrom('episode')
    .innerJoin('student', 'student.id', 'episode.student_id')
    .innerJoin('org as school', 'school.id', 'episode.school_id')
    .innerJoin('org as class', 'class.id', 'student.class_id')
}

type Episodes = ExpressionBuilder<Database, 'episode'>

/** A look that is due: until which day of the last one in each school. */
interface DueReview {
  readonly kind: ReviewKind
  readonly cutoffs: ReadonlyMap<string, string>
}

interface LateService {
  readonly kind: 'service'
  readonly today: string
}

export interface EpisodeFilter {
  readonly status?: EpisodeStatus | undefined
  readonly studentId?: string | undefined
  readonly due?: DueReview | LateService | undefined
}

export type EpisodeLineRow = Awaited<ReturnType<ReturnType<typeof selectLines>['execute']>>[number]

const BASE = { review: 'episode.review_base', refresh: 'episode.refresh_base' } as const

/**
 * One row more than `page.limit`, as the pager wants it: the newest first, or by what is due the longest. The page
 * is cut from the episodes alone, along one index; what stands beside them is fetched for those that are left.
 */
export function selectLines(trx: Trx, principal: Principal, filter: EpisodeFilter, page: PageRequest) {
  const keyOf = orderOf(principal, filter)
  const order = filter.due ? 'asc' : 'desc'
  const cut = trx
    .selectFrom('episode')
    .select('episode.id')
    .select(eb => keyOf(eb).as('list_key'))
    .where(reachableEpisodes(principal, 'episode.read'))
    .where(matches(filter))
    .where(eb => (filter.due?.kind === 'service' ? eb(keyOf(eb), 'is not', null) : eb.lit(true)))
    .where(eb => (page.after ? after(keyOf(eb), order, page.after) : eb.lit(true)))
    .orderBy(keyOf, order)
    .orderBy('episode.id', order)
    .limit(page.limit + 1)
  return episodes(trx)
    .innerJoin(cut.as('page'), 'page.id', 'episode.id')
    .select(LINE_COLUMNS)
    .select('page.list_key')
    .orderBy('page.list_key', order)
    .orderBy('episode.id', order)
}

/** The day that orders the list: when the spell began, was last looked at, or since when a service has to start. */
function orderOf(principal: Principal, { due }: EpisodeFilter) {
  return (eb: Episodes): AliasableExpression<string> => {
    if (!due) return eb.ref('episode.started_on')
    if (due.kind !== 'service') return eb.ref(BASE[due.kind])
    return sql<string>`${lateStart(principal, due.today)(eb)}`
  }
}

function matches({ status, studentId, due }: EpisodeFilter) {
  return (eb: Episodes): Expression<SqlBool> =>
    eb.and([
      // `reviewDue` is never written; rows of older data may hold it.
      ...(status === undefined
        ? []
        : [eb('episode.status', 'in', status === 'active' ? ['active', 'reviewDue'] : [status])]),
      ...(studentId === undefined ? [] : [eb('episode.student_id', '=', studentId)]),
      ...(due ? [isDue(eb, due)] : []),
    ])
}

function isDue(eb: Episodes, due: NonNullable<EpisodeFilter['due']>): Expression<SqlBool> {
  if (due.kind === 'service') return isOpenEpisode()()
  return eb.and([
    eb('episode.status', 'in', ['active', 'reviewDue']),
    eb.or(
      [...due.cutoffs].map(([school, day]) =>
        eb.and([eb('episode.school_id', '=', school), eb(BASE[due.kind], '<=', day)]),
      ),
    ),
  ])
}

/** Where a page ends. */
export function positionOf({ list_key, id }: EpisodeLineRow): Position {
  return [list_key, id]
}

function after(key: Expression<string>, order: 'asc' | 'desc', [day, id]: Position): Expression<SqlBool> {
  return order === 'asc'
    ? sql`(${key}, episode.id) > (${day}::date, ${id}::uuid)`
    : sql`(${key}, episode.id) < (${day}::date, ${id}::uuid)`
}

export type EpisodeRow = NonNullable<Awaited<ReturnType<typeof findEpisode>>>

/** An episode by its id, wherever row-level security lets the transaction see it: check its reach first. */
export function findEpisode(trx: Trx, id: string) {
  return episodes(trx)
    .select(FILE_COLUMNS)
    .select(eb =>
      eb
        .selectFrom('episode as later')
        .select('later.id')
        .whereRef('later.previous_id', '=', 'episode.id')
        .orderBy('later.started_on', 'desc')
        .orderBy('later.id')
        .limit(1)
        .as('next_id'),
    )
    .where('episode.id', '=', id)
    .executeTakeFirst()
}

/** Whether `permission` reaches this episode for `principal`. */
export async function isWithinReach(
  trx: Trx,
  principal: Principal,
  permission: Permission,
  id: string,
): Promise<boolean> {
  const row = await trx
    .selectFrom('episode')
    .select('episode.id')
    .where('episode.id', '=', id)
    .where(reachableEpisodes(principal, permission))
    .executeTakeFirst()
  return row !== undefined
}

/** Locks an episode until the transaction ends; `undefined` where `permission` does not reach it. */
export function lockEpisode(trx: Trx, principal: Principal, permission: Permission, id: string) {
  return trx
    .selectFrom('episode')
    .select('episode.id')
    .where('episode.id', '=', id)
    .where(reachableEpisodes(principal, permission))
    .forUpdate()
    .executeTakeFirst()
}

export async function updateEpisode(trx: Trx, id: string, columns: Updateable<EpisodeTable>): Promise<void> {
  await trx
    .updateTable('episode')
    .set(eb => ({ ...columns, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** The help is over, and so is what its mentors were asked for. */
export async function endPairings(trx: Trx, episodeId: string, day: string): Promise<void> {
  await trx
    .updateTable('pairing')
    .set({ ended_on: day })
    .where('episode_id', '=', episodeId)
    .where('ended_on', 'is', null)
    .execute()
}

export async function insertEpisodeEvent(trx: Trx, event: Insertable<EpisodeEventTable>): Promise<void> {
  await trx.insertInto('episode_event').values(event).execute()
}

export async function insertReview(trx: Trx, review: Insertable<EpisodeReviewTable>): Promise<void> {
  await trx.insertInto('episode_review').values(review).execute()
}

const MAX_EVENTS = 200
const MAX_REVIEWS = 50
const MAX_SERVICES = 40

/** What happened, oldest first; the newest 200. */
export async function findEpisodeEvents(trx: Trx, episodeId: string) {
  const newest = await trx
    .selectFrom('episode_event')
    .select([
      'at',
      'happening',
      'from_status',
      'to_status',
      'actor_name',
      'actor_role',
      'reason_code',
      'text',
    ])
    .where('episode_id', '=', episodeId)
    .orderBy('id', 'desc')
    .limit(MAX_EVENTS)
    .execute()
  return newest.reverse()
}

/** Refreshes and reviews, newest first. */
export function findReviews(trx: Trx, episodeId: string) {
  return trx
    .selectFrom('episode_review')
    .select(['kind', 'reviewed_on', 'still_fits', 'aid_categories', 'note', 'by_name', 'by_role'])
    .where('episode_id', '=', episodeId)
    .orderBy('recorded_at', 'desc')
    .orderBy('id')
    .limit(MAX_REVIEWS)
    .execute()
}

export function findEpisodeServices(trx: Trx, episodeId: string) {
  return trx
    .selectFrom('aid_service')
    .select(['category', 'provider', 'content', 'starts_on', 'status'])
    .where('episode_id', '=', episodeId)
    .orderBy('starts_on')
    .orderBy('id')
    .limit(MAX_SERVICES)
    .execute()
}
