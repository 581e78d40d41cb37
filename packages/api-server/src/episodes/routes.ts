import { getEpisode, listEpisodes, refreshEpisode, reviewEpisode } from '@sunshine-aid/api-contract'
import {
  chinaDay,
  DEFAULT_CALENDAR,
  dueCutoff,
  EPISODE_TRANSITIONS,
  reviewBlockers,
  serviceDueOf,
  type AidCategory,
  type EpisodeDueKind,
  type ReviewKind,
} from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { actingRole } from '../access/reach.ts'
import type { Call } from '../applications/facts.ts'
import { implement } from '../http/implement.ts'
import { policiesOf } from '../organisations/policies.ts'
import { calendarsOf } from '../settings/calendars.ts'
import { changedEpisode, changeEpisode, readEpisode } from './change.ts'
import { exitRoutes } from './exitRoutes.ts'
import type { EpisodeSituation } from './facts.ts'
import { insertReview, positionOf, selectLines, type EpisodeFilter, type EpisodeLineRow } from './queries.ts'
import { lineReply } from './reply.ts'

/** Spells of help from their start to their end (F1). */
export function episodeRoutes(app: FastifyInstance): void {
  implement(app, listEpisodes, async call => {
    const { query, principal, trx, pager } = call
    const pages = pager(query.due ?? 'startedOn')
    const page = pages.request(query)
    const filter: EpisodeFilter = {
      status: query.status,
      studentId: query.studentId,
      due: query.due && (await dueFilter(call, query.due)),
    }
    const rows = await selectLines(trx, principal, filter, page).execute()
    const line = await lineReplies(call, rows, query.due)
    return pages.page(rows, page, positionOf, line)
  })

  implement(app, getEpisode, readEpisode)

  implement(app, refreshEpisode, async call => {
    const { body } = call
    const { row } = await changeEpisode(call, 'refresh', situation => ({
      columns: { refreshed_on: situation.today },
      text: body.note,
      store: () =>
        keepReview(call, situation, {
          kind: 'refresh',
          stillFits: body.stillFits,
          aidCategories: situation.row.aid_categories,
          note: body.note,
        }),
    }))
    return changedEpisode(call, row.id)
  })

  implement(app, reviewEpisode, async call => {
    const { body } = call
    const { row } = await changeEpisode(call, 'review', situation => ({
      blockers: reviewBlockers(body, situation.row.aid_categories),
      columns: { reviewed_on: situation.today, aid_categories: body.aidCategories },
      text: body.note,
      store: () => keepReview(call, situation, { kind: 'review', stillFits: true, ...body }),
    }))
    return changedEpisode(call, row.id)
  })

  exitRoutes(app)
}

async function dueFilter(call: Call, kind: EpisodeDueKind): Promise<EpisodeFilter['due']> {
  if (kind === 'service') return { kind, today: chinaDay(call.now) }
  return { kind, cutoffs: await cutoffsOf(call, kind) }
}

/** Until which day of the last look an episode is due, in each school where the reader has a role. */
async function cutoffsOf({ trx, principal, now }: Call, kind: ReviewKind): Promise<Map<string, string>> {
  const schools = [...new Set(principal.assignments.flatMap(({ schoolId }) => schoolId ?? []))]
  const policies = await policiesOf(trx, schools)
  return new Map([...policies].map(([id, policy]) => [id, dueCutoff(kind, policy, chinaDay(now))]))
}

async function lineReplies({ trx, now }: Call, rows: readonly EpisodeLineRow[], due?: EpisodeDueKind) {
  const schools = [...new Set(rows.map(({ school_id }) => school_id))]
  const policies = await policiesOf(trx, schools)
  const calendars = await calendarsOf(trx, schools)
  return (row: EpisodeLineRow) => {
    const policy = policies.get(row.school_id)
    if (!policy) throw new Error('an episode is listed whose school is out of sight')
    const calendar = calendars.get(row.school_id) ?? DEFAULT_CALENDAR
    const today = chinaDay(now)
    const line = lineReply(row, { policy, calendar, today })
    if (due !== 'service') return line
    return { ...line, due: serviceDueOf(row.list_key, policy.serviceStartDays, calendar, today) }
  }
}

interface Looked {
  readonly kind: ReviewKind
  readonly stillFits: boolean
  readonly aidCategories: readonly AidCategory[]
  readonly note: string
}

function keepReview(
  { trx, principal, now }: Call,
  { row, today }: EpisodeSituation,
  { kind, stillFits, aidCategories, note }: Looked,
): Promise<void> {
  return insertReview(trx, {
    episode_id: row.id,
    org_path: row.org_path,
    kind,
    reviewed_on: today,
    still_fits: stillFits,
    aid_categories: [...aidCategories],
    note,
    by_id: principal.accountId,
    by_name: principal.name,
    by_role: actingRole(principal, EPISODE_TRANSITIONS[kind].permission, row.org_path),
    recorded_at: now,
  })
}
