import {
  chinaDay,
  stuckReasons,
  type PolicyProfile,
  type StuckFacts,
  type StuckReason,
} from '@sunshine-aid/domain'
import { sql } from 'kysely'
import { presenceOf, type Presence } from '../access/presence.ts'
import { grants, reachableApplications } from '../access/reach.ts'
import { roleHolders, type RoleHolder } from '../access/roleHolders.ts'
import { hasValidVisit } from '../applications/facts.ts'
import { applicationLines, LINE_COLUMNS } from '../applications/queries.ts'
import type { Trx } from '../database/schema.ts'
import { delegatesOf } from '../delegations/queries.ts'
import { policiesOf } from '../organisations/policies.ts'
import type { Waiting, WorkCall } from './sources.ts'
import { seatsOf, type Seats } from './seats.ts'

/** Open requests that are looked at, the most urgent first: many times what a large school has. */
const MAX_OPEN = 500
/** Stuck requests that one answer shows. */
export const MAX_STUCK = 100

type OpenRow = Awaited<ReturnType<typeof openRequests>>[number]
export interface Stuck {
  readonly row: OpenRow
  readonly reasons: StuckReason[]
}

/** Requests at the reader's school that nobody can move on, or that have waited far too long. */
export async function findStuck(call: WorkCall): Promise<{ stuck: Stuck[]; more: boolean }> {
  const { trx, principal } = call
  const schools = grants(principal, 'work.free').map(({ assignment }) => assignment.orgId)
  const cut = ofSchools(trx, schools)
    .where(reachableApplications(principal, 'application.read'))
    .orderBy(sql`coalesce(application.due_at, 'infinity')`)
    .orderBy('application.id')
    .limit(MAX_OPEN)
  const rows = await openRequests(trx, cut)
  return { stuck: await stuckAmong(call, rows), more: rows.length === MAX_OPEN }
}

/** Why each request of `schools` that stands still does, whoever may read it: for counting. */
export async function findStuckReasons(
  call: StuckCall,
  schools: readonly string[],
): Promise<{ readonly schoolId: string; readonly reasons: readonly StuckReason[] }[]> {
  const stuck = await stuckAmong(call, await openRequests(call.trx, ofSchools(call.trx, schools)))
  return stuck.map(({ row, reasons }) => ({ schoolId: row.school_id, reasons }))
}

type StuckCall = Pick<WorkCall, 'trx' | 'now'>

async function stuckAmong(call: StuckCall, rows: readonly OpenRow[]): Promise<Stuck[]> {
  const { trx, now } = call
  const policies = await policiesOf(trx, [...new Set(rows.map(({ school_id }) => school_id))])
  const around = await surroundings(call, rows)
  const stuck: Stuck[] = []
  for (const row of rows) {
    const policy = policies.get(row.school_id)
    if (!policy) continue
    const facts = { ...factsOf(row, around), visitMissing: await isVisitMissing(call, row, policy) }
    const reasons = stuckReasons(facts, policy, now)
    if (reasons.length > 0) stuck.push({ row, reasons })
  }
  return stuck
}

/** How many there are, for the work list. Being stuck has no day: it is for today. */
export async function countStuck(call: WorkCall): Promise<Waiting> {
  const { stuck } = await findStuck(call)
  const since = stuck.map(({ row }) => row.next_since ?? row.status_since)
  const oldest = since.length > 0 ? new Date(Math.min(...since.map(Number))) : null
  return { count: stuck.length, since: oldest, due: null, overdue: 0 }
}

/** Requests of `schools` that wait for somebody. */
function ofSchools(trx: Trx, schools: readonly string[]) {
  return trx
    .selectFrom('application')
    .select('application.id')
    .where('application.school_id', 'in', schools)
    .where('application.next_role', 'is not', null)
}

function openRequests(trx: Trx, cut: ReturnType<typeof ofSchools>) {
  return applicationLines(trx)
    .innerJoin(cut.as('open'), 'open.id', 'application.id')
    .select(LINE_COLUMNS)
    .select(['application.org_path', 'application.entered_by', 'application.submitted_by'])
    .orderBy(sql`coalesce(application.due_at, 'infinity')`)
    .orderBy('application.id')
    .execute()
}

/** What all rows together need to know of the people: four queries, however many rows. */
interface Surroundings {
  readonly holders: readonly RoleHolder[]
  readonly isPresent: Presence
  readonly seats: ReadonlyMap<string, Seats>
}

async function surroundings({ trx, now }: StuckCall, rows: readonly OpenRow[]): Promise<Surroundings> {
  const today = chinaDay(now)
  const schools = [...new Set(rows.map(({ school_id }) => school_id))]
  const places = [...new Set([...schools, ...rows.map(({ class_id }) => class_id)])]
  const roles = ['classTeacher', 'aidOfficer', 'panelMember', 'psychTeacher', 'schoolHead'] as const
  const seats = await seatsOf(
    trx,
    rows
      .filter(({ status }) => status === 'underReview' || status === 'awaitingDetermination')
      .map(({ id }) => id),
  )
  const seated = [...seats.values()].flatMap(({ members }) => members.map(({ accountId }) => accountId))
  return {
    holders: [...(await roleHolders(trx, roles, places, today)), ...(await delegatesOf(trx, schools, today))],
    isPresent: await presenceOf(trx, [...rows.flatMap(row => row.next_accounts), ...seated], today),
    seats,
  }
}

function factsOf(
  row: OpenRow,
  { holders, isPresent, seats }: Surroundings,
): Omit<StuckFacts, 'visitMissing'> {
  const seat = seats.get(row.id)
  const here = holders.filter(({ orgId }) => orgId === row.school_id || orgId === row.class_id)
  const barred = barredFrom(row, seat)
  const mayAct = here.filter(({ role, accountId }) => role === row.next_role && !barred.has(accountId))
  return {
    status: row.status,
    named: row.next_accounts.length,
    namedPresent: row.next_accounts.filter(account => isPresent(account, row.org_path)).length,
    mayAct: new Set(mayAct.map(({ accountId }) => accountId)).size,
    panelReach: row.status === 'underReview' && !seat?.opened ? panelReach(row, seat, here, isPresent) : null,
    since: row.next_since ?? row.status_since,
    dueAt: row.due_at,
  }
}

/** Who holds the role and may not do it all the same (F1): see `waitsFor`. */
function barredFrom(row: OpenRow, seat: Seats | undefined): ReadonlySet<string> {
  const wrote = [row.entered_by, ...(row.submitted_by ? [row.submitted_by] : [])]
  if (row.status === 'submitted' || row.status === 'screening') return new Set(wrote)
  if (row.status !== 'awaitingDetermination') return new Set()
  const recused = seat?.members.filter(member => member.recused).map(({ accountId }) => accountId) ?? []
  return new Set([...wrote, ...recused, ...(seat ? [seat.chair] : [])])
}

/** Voters who are still here, with colleagues who could be named in addition. */
function panelReach(
  row: OpenRow,
  seat: Seats | undefined,
  here: readonly RoleHolder[],
  isPresent: Presence,
): number {
  const members = seat?.members ?? []
  const wrote = barredFrom({ ...row, status: 'submitted' }, seat)
  const free = here.filter(
    ({ role, accountId }) =>
      (role === 'panelMember' || role === 'psychTeacher') &&
      !wrote.has(accountId) &&
      !members.some(member => member.accountId === accountId),
  )
  const voters = members.filter(
    member => !member.recused && (member.voted || isPresent(member.accountId, row.org_path)),
  )
  return voters.length + new Set(free.map(({ accountId }) => accountId)).size
}

async function isVisitMissing(
  { trx, now }: StuckCall,
  row: OpenRow,
  policy: PolicyProfile,
): Promise<boolean> {
  if (row.status !== 'awaitingDetermination' || !policy.visits[row.stage].beforeDetermination) return false
  return !(await hasValidVisit(trx, row, policy, now))
}
