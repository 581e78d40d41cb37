import {
  addDays,
  chinaDay,
  DEFAULT_CALENDAR,
  dueCutoff,
  serviceDueOf,
  type Permission,
  type ReviewKind,
} from '@sunshine-aid/domain'
import { sql, type RawBuilder } from 'kysely'
import { grants } from '../access/reach.ts'
import { reachableEpisodes } from '../episodes/reach.ts'
import { policiesOf } from '../organisations/policies.ts'
import { countLateStarts } from '../services/lateStarts.ts'
import { calendarsOf } from '../settings/calendars.ts'
import type { Waiting, WorkCall } from './sources.ts'

/** Work that other areas bring: for each kind one query along an index of its own. */

const NOTHING: Waiting = { count: 0, since: null, due: null, overdue: 0 }

/** What each of these queries selects: when it began to wait, and the day on which it is due. */
interface Item {
  readonly since: Date | null
  readonly due_on: string | null
}

/** Counts the rows of `items`, a select of `since` and `due_on`. */
async function counted({ trx, now }: WorkCall, items: RawBuilder<Item>): Promise<Waiting> {
  const today = chinaDay(now)
  const { rows } = await sql<Item & { count: number; overdue: number }>`
    select count(*) as count, min(since) as since, min(due_on) as due_on,
      count(*) filter (where due_on < ${today}::date) as overdue
    from (${items}) item`.execute(trx)
  const [row] = rows
  return row ? { ...row, due: endOf(row.due_on) } : NOTHING
}

const endOf = (day: string | null) => (day === null ? null : new Date(`${day}T23:59:59.999+08:00`))

/** Schools where the reader holds `permission`, or to which a class of theirs belongs. */
function schoolsOf({ principal }: WorkCall, permission: Permission): string[] {
  return [...new Set(grants(principal, permission).flatMap(({ assignment }) => assignment.schoolId ?? []))]
}

/** Visits that the reader was asked to make (AP-23). */
export function countVisits(call: WorkCall): Promise<Waiting> {
  return counted(
    call,
    sql`select created_at as since, planned_on as due_on from visit_plan
      where assignee_id = ${call.principal.accountId}::uuid and state = 'planned'`,
  )
}

/** Episodes whose yearly review or quarterly refresh has come near (AP-30). */
export const countReviews =
  (kind: ReviewKind) =>
  async (call: WorkCall): Promise<Waiting> => {
    const permission = kind === 'review' ? 'episode.review' : 'episode.refresh'
    const base = kind === 'review' ? 'episode.review_base' : 'episode.refresh_base'
    const policies = await policiesOf(call.trx, schoolsOf(call, permission))
    const today = chinaDay(call.now)
    if (policies.size === 0) return NOTHING
    const row = await call.trx
      .selectFrom('episode')
      .select(eb => eb.fn.countAll<number>().as('count'))
      .where('episode.status', 'in', ['active', 'reviewDue'])
      .where(reachableEpisodes(call.principal, permission))
      .where(eb =>
        eb.or(
          [...policies].map(([school, policy]) =>
            eb.and([eb('episode.school_id', '=', school), eb(base, '<=', dueCutoff(kind, policy, today))]),
          ),
        ),
      )
      .executeTakeFirstOrThrow()
    return { ...NOTHING, count: row.count }
  }

/**
 * Episodes in which an agreed service has not begun although its day has passed, for whom the reader answers (AP-07,
 * F4): since that day, and due before it is late.
 */
export async function countServices({ trx, principal, now }: WorkCall): Promise<Waiting> {
  const today = chinaDay(now)
  const rows = await countLateStarts(trx, principal, today)
  const schools = [...new Set(rows.map(({ school_id }) => school_id))]
  const policies = await policiesOf(trx, schools)
  const calendars = await calendarsOf(trx, schools)
  const items = rows.flatMap(({ school_id, since, count }) => {
    const policy = policies.get(school_id)
    const calendar = calendars.get(school_id) ?? DEFAULT_CALENDAR
    return policy
      ? [{ since, count, due: serviceDueOf(since, policy.serviceStartDays, calendar, today) }]
      : []
  })
  const late = items.filter(({ due }) => due.late)
  return {
    count: sum(items),
    since: startOf(earliest(items.map(({ since }) => since))),
    due: endOf(earliest(items.map(({ due }) => due.on))),
    overdue: sum(late),
  }
}

const sum = (items: readonly { readonly count: number }[]) => items.reduce((all, { count }) => all + count, 0)
const earliest = (days: readonly string[]) => days.toSorted()[0] ?? null
const startOf = (day: string | null) => (day === null ? null : new Date(`${day}T00:00:00.000+08:00`))

/** Exits on which the reader has not said anything yet (AP-08). */
export function countExitVotes(call: WorkCall): Promise<Waiting> {
  return counted(
    call,
    sql`select review.convened_at as since, null::date as due_on
      from exit_opinion seat join exit_review review on review.id = seat.review_id
      where seat.account_id = ${call.principal.accountId}::uuid and seat.recused is null and seat.voted_at is null
        and review.convened_at is not null and review.opened_at is null and not review.ended`,
  )
}

/** Exits that a panel agreed to and the head has not confirmed. */
export function countExitConfirmations(call: WorkCall): Promise<Waiting> {
  return counted(
    call,
    sql`select review.closed_at as since, null::date as due_on
      from episode join exit_review review on review.episode_id = episode.id
      where episode.school_id = any (${schoolsOf(call, 'episode.confirmExit')}::uuid[])
        and episode.status = 'exitReview' and review.closed_at is not null and not review.ended`,
  )
}

/** Provisional support that is about to end (F4 provisionalExpiring). */
export async function countProvisional(call: WorkCall): Promise<Waiting> {
  const schools = schoolsOf(call, 'provisional.start')
  const policies = await policiesOf(call.trx, schools)
  const warnDays = Math.max(0, ...[...policies.values()].map(policy => policy.provisionalWarnDays))
  return counted(
    call,
    sql`select null::timestamptz as since, expires_on as due_on from episode
      where school_id = any (${schools}::uuid[]) and status = 'provisional'
        and expires_on <= ${addDays(chinaDay(call.now), warnDays)}::date`,
  )
}

/** Students whom another school offers (AP-14). */
export function countTransfers(call: WorkCall): Promise<Waiting> {
  return counted(
    call,
    sql`select offered_at as since, answer_by as due_on from transfer
      where to_school_id = any (${schoolsOf(call, 'transfer.manage')}::uuid[]) and status = 'offered'`,
  )
}

/** Notices that a student is about to leave, not acknowledged yet (AP-19). */
export function countNotices(call: WorkCall): Promise<Waiting> {
  return counted(
    call,
    sql`select filed_at as since, planned_on as due_on from withdrawal_notice
      where school_id = any (${schoolsOf(call, 'notice.acknowledge')}::uuid[]) and status = 'filed'`,
  )
}

/** Students whom the school's last sweep proposed and nobody has decided about (AP-20, AP-22). */
export function countProposals(call: WorkCall): Promise<Waiting> {
  const places = grants(call.principal, 'sweep.decide').map(({ assignment }) => assignment.orgPath)
  return counted(
    call,
    sql`select sweep.started_at as since, proposal.due_on
      from (
        select distinct on (school_id) id, started_at from sweep
        where school_id = any (${schoolsOf(call, 'sweep.decide')}::uuid[]) order by school_id, started_at desc
      ) sweep join sweep_proposal proposal on proposal.sweep_id = sweep.id
      where proposal.state = 'proposed' and proposal.org_path <@ any (${places}::ltree[])`,
  )
}

/** Workbooks that a colleague asks for (trust rule 19). */
export function countExports(call: WorkCall): Promise<Waiting> {
  return counted(
    call,
    sql`select asked_at as since, null::date as due_on from export_job
      where school_id = any (${schoolsOf(call, 'export.approve')}::uuid[]) and state = 'asked'
        and asked_by <> ${call.principal.accountId}::uuid and expires_at > ${call.now}`,
  )
}

/** Changes of the school's own settings that somebody proposed. */
export function countSettings(call: WorkCall): Promise<Waiting> {
  return counted(
    call,
    sql`select proposed_at as since, null::date as due_on from policy_setting
      where org_id = any (${schoolsOf(call, 'policy.approve')}::uuid[]) and state = 'proposed'
        and proposed_by <> ${call.principal.accountId}::uuid`,
  )
}
