import {
  ApplicationId,
  DUTIES,
  Findings,
  internal,
  listOf,
  Moment,
  nullable,
  open,
  optional,
  OrgId,
  ReadingOutcome,
  record,
  Role,
  ROLES,
  STUCK_REASONS,
  StuckItem,
  text,
  TIMED_STATUSES,
  WorkItem,
  WorkKind,
  WorkTask,
  Day,
  Application,
  APPLICATION_COMMANDS,
  Version,
  z,
} from '@sunshine-aid/domain'
import { endpoint } from '../endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'

const tag = 'work'
const params = record({ id: ApplicationId })
const count = internal(z.int().min(0))

/** How much of one kind waits for the reader. */
const waiting = {
  count,
  /** Since when the oldest waits; `null` where nothing tells. */
  since: nullable(internal(Moment)),
  /** Until when the most urgent is to be done; `null` without a day. */
  due: nullable(internal(Moment)),
  overdue: count,
}
export const WaitingTask = record({ task: internal(WorkTask), ...waiting })
export type WaitingTask = z.output<typeof WaitingTask>
export const WaitingKind = record({
  kind: internal(WorkKind),
  ...waiting,
  /** The reader's roles that make it theirs; empty where it was given to them by name. */
  roles: internal(z.array(Role).max(ROLES.length)),
})
export type WaitingKind = z.output<typeof WaitingKind>

export const getWork = endpoint({
  method: 'GET',
  path: '/work',
  id: 'getWork',
  tag,
  summary: 'How much waits for the reader, by kind: requests, and everything else',
  access: { permission: 'work.read', audit: 'none' },
  reply: record({
    /** All requests that wait for the reader. */
    mine: count,
    tasks: listOf(WaitingTask, 20),
    others: listOf(WaitingKind, 50),
  }),
  problems: [],
})

export const listWork = endpoint({
  method: 'GET',
  path: '/work/applications',
  id: 'listWork',
  tag,
  summary: 'Requests in which the reader must act next, the most urgent first',
  access: { permission: 'application.read', audit: 'list' },
  query: record({ ...pageQuery, task: optional(internal(WorkTask)) }),
  reply: pageOf(WorkItem),
  problems: [],
})

export const listStuck = endpoint({
  method: 'GET',
  path: '/work/stuck',
  id: 'listStuck',
  tag,
  summary: 'Requests that nobody can move on, with why; of a school at most the first hundred',
  access: { permission: 'work.free', audit: 'list' },
  reply: record({
    items: listOf(StuckItem, 100),
    /** Not all open requests were looked at: free these first. */
    more: internal(z.boolean()),
  }),
  problems: [],
})

export const takeOverApplication = endpoint({
  method: 'POST',
  path: '/applications/:id/takeover',
  id: 'takeOverApplication',
  tag,
  summary: 'Go on with a draft whose enterer has left',
  access: { permission: 'application.takeOver', audit: 'write' },
  params,
  reply: Application,
  ifMatch: true,
  problems: ['wrong_status', 'enterer_present'],
})

export const getFindings = endpoint({
  method: 'GET',
  path: '/applications/:id/findings',
  id: 'getFindings',
  tag: 'applications',
  summary: 'What the records say about a request that is screened: duplicates, siblings, earlier help',
  access: { permission: 'application.screen', audit: 'read' },
  params,
  reply: Findings,
  problems: [],
})

/** One act for which somebody answers (AD-02). */
export const AccountLine = record({
  duty: internal(z.enum(DUTIES)),
  command: open(z.enum(APPLICATION_COMMANDS)),
  name: internal(text(50)),
  role: internal(Role),
  at: internal(Moment),
  /** The version of the case file that they had before them, where it was kept. */
  versionSeen: nullable(Version),
})
export type AccountLine = z.output<typeof AccountLine>

export const getAccountability = endpoint({
  method: 'GET',
  path: '/applications/:id/accountability',
  id: 'getAccountability',
  tag: 'applications',
  summary: 'Who told what and who judged on it: 谁填报谁负责, 谁审核谁负责',
  access: { permission: 'application.read', audit: 'read' },
  params,
  reply: record({ id: ApplicationId, items: listOf(AccountLine, 200) }),
  problems: [],
})

/** A figure of time: shown, suppressed, or 不适用. Days within which half, and nine of ten, of the stays ended. */
export const TimeCell = open(
  z.discriminatedUnion('state', [
    z.strictObject({
      state: z.literal('shown'),
      n: z.int().min(0),
      medianDays: z.number().min(0),
      p90Days: z.number().min(0),
    }),
    z.strictObject({ state: z.literal('suppressed') }),
    z.strictObject({ state: z.literal('notApplicable') }),
  ]),
)
export type TimeCell = z.output<typeof TimeCell>

export const TimeRow = record({
  status: open(z.enum(TIMED_STATUSES)),
  /** One a month in the order of `months`. */
  cells: listOf(TimeCell, 12),
  total: TimeCell,
  /** The same station in the semester before. */
  before: TimeCell,
})
export type TimeRow = z.output<typeof TimeRow>

export const getElapsed = endpoint({
  method: 'GET',
  path: '/organisations/:id/elapsed',
  id: 'getElapsed',
  tag: 'coverage',
  summary: 'How long requests stayed at each station, by month, beside the semester before',
  access: { permission: 'coverage.read', audit: 'read' },
  params: record({ id: OrgId }),
  reply: record({
    placeName: open(text(80)),
    semester: open(record({ id: open(text(10)), from: open(Day), to: open(Day) })),
    before: open(record({ id: open(text(10)), from: open(Day), to: open(Day) })),
    months: open(z.array(z.string().regex(/^\d{4}-\d{2}$/)).max(12)),
    rows: listOf(TimeRow, TIMED_STATUSES.length),
    /** Figures from fewer stays are not shown; `null` where the reader sees the cases themselves. */
    suppressBelow: nullable(open(z.int().min(5))),
  }),
  problems: [],
})

/** A number of requests: shown, suppressed, or none. */
export const StuckCountCell = open(
  z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('shown'), n: z.int().min(1) }),
    z.strictObject({ state: z.literal('suppressed') }),
    z.strictObject({ state: z.literal('notApplicable') }),
  ]),
)
export type StuckCountCell = z.output<typeof StuckCountCell>

const byReason = listOf(StuckCountCell, STUCK_REASONS.length + 1)
export const StuckCountRow = record({
  placeId: OrgId,
  placeName: open(text(80)),
  /** One a reason in the order of `STUCK_REASONS`, and their total. */
  cells: byReason,
})
export type StuckCountRow = z.output<typeof StuckCountRow>

export const getStuckCounts = endpoint({
  method: 'GET',
  path: '/organisations/:id/stuck',
  id: 'getStuckCounts',
  tag: 'coverage',
  summary:
    'How many requests stand still for which reason, by the places right below: numbers, and nobody’s name',
  access: { permission: 'coverage.read', audit: 'read' },
  params: record({ id: OrgId }),
  reply: record({
    placeName: open(text(80)),
    /** When the eldest of these numbers was counted; `null` where nothing stands still. */
    countedAt: nullable(open(Moment)),
    /** Places with anything that stands still, by name. */
    rows: listOf(StuckCountRow, 2_000),
    totals: byReason,
    /** Numbers below it are not shown; `null` where the reader sees the cases themselves. */
    suppressBelow: nullable(open(z.int().min(5))),
  }),
  problems: [],
})

/** Somebody who read unusually much on one day (G21). Staff names only. */
export const ReadingAlert = record({
  id: internal(z.uuid()),
  name: internal(text(80)),
  role: nullable(internal(Role)),
  schoolName: internal(text(80)),
  day: internal(Day),
  files: count,
  listed: count,
  outcome: nullable(internal(ReadingOutcome)),
  closedByName: nullable(internal(text(80))),
})
export type ReadingAlert = z.output<typeof ReadingAlert>

export const listReading = endpoint({
  method: 'GET',
  path: '/work/reading',
  id: 'listReading',
  tag,
  summary: 'Accounts that read unusually much on a day of the last month, the newest first',
  access: { permission: 'reading.read', audit: 'list' },
  query: record({ ...pageQuery }),
  reply: pageOf(ReadingAlert),
  problems: [],
})

export const settleReading = endpoint({
  method: 'POST',
  path: '/work/reading/:id/settlement',
  id: 'settleReading',
  tag,
  summary: 'Say what was found out about it',
  access: { permission: 'reading.settle', audit: 'write' },
  params: record({ id: internal(z.uuid()) }),
  body: record({ outcome: internal(ReadingOutcome) }),
  reply: ReadingAlert,
  problems: ['own_reading', 'reading_settled'],
})
