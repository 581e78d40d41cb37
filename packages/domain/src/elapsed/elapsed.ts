import type { ApplicationStatus } from '../applications/vocabulary.ts'
import { openTable, publishTable, type PublishedCell } from '../publishTable.ts'

/** Stations whose time is measured; writing a draft is nobody's waiting (AP-33: measured, nothing promised). */
export const TIMED_STATUSES = [
  'submitted',
  'screening',
  'returned',
  'awaitingVisit',
  'underReview',
  'awaitingDetermination',
] as const satisfies readonly ApplicationStatus[]
export type TimedStatus = (typeof TIMED_STATUSES)[number]

const HALF_DAY_MS = 43_200_000
/** Stays that are longer are counted with these: 120 days. */
const LAST_BUCKET = 240

/** The bucket of the histogram in which a stay of `ms` milliseconds is counted: whole half days that it took. */
export function halfDaysOf(ms: number): number {
  return Math.min(LAST_BUCKET, Math.max(0, Math.floor(ms / HALF_DAY_MS)))
}

/** How many stays at one station ended in a month, by the half days that they took. */
export interface StayCount {
  readonly month: string
  readonly status: string
  readonly halfDays: number
  readonly n: number
}

/** A figure that may be shown: how many stays, and within how many days half and nine of ten of them ended. */
export type ElapsedCell =
  | {
      readonly state: 'shown'
      readonly n: number
      readonly medianDays: number
      readonly p90Days: number
    }
  | Exclude<PublishedCell, { readonly state: 'shown' }>

export interface ElapsedRow {
  readonly status: TimedStatus
  /** One a month in the order asked for. */
  readonly months: readonly ElapsedCell[]
  readonly total: ElapsedCell
}

/**
 * Times by station and month. They leave through the one function that suppresses (trust rule 17): where fewer than
 * `k` stays stand behind a figure neither it nor their number is shown, nor what it could be calculated from.
 * @param k `null` for readers who see the cases themselves
 */
export function elapsedTable(
  counts: readonly StayCount[],
  months: readonly string[],
  k: number | null,
): ElapsedRow[] {
  const stays = (status: string, month: string | null) =>
    counts.filter(
      count =>
        count.status === status && (month === null ? months.includes(count.month) : count.month === month),
    )
  const grid = TIMED_STATUSES.map(status =>
    months.map(month => {
      const counted = totalOf(stays(status, month))
      return { covered: counted, counted }
    }),
  )
  const { cells } = k === null ? openTable(grid) : publishTable(grid, k)
  return TIMED_STATUSES.map((status, row) => {
    const cell = (column: number, month: string | null) =>
      figure(cells[row]?.[column] ?? { state: 'notApplicable' }, stays(status, month))
    return {
      status,
      months: months.map((month, column) => cell(column, month)),
      total: cell(months.length, null),
    }
  })
}

const totalOf = (counts: readonly StayCount[]) => counts.reduce((sum, { n }) => sum + n, 0)

function figure(cell: PublishedCell, counts: readonly StayCount[]): ElapsedCell {
  if (cell.state !== 'shown') return cell
  return {
    state: 'shown',
    n: cell.counted,
    medianDays: daysWithin(counts, 0.5),
    p90Days: daysWithin(counts, 0.9),
  }
}

/** Days within which `share` of the stays ended: the end of the half day in which that share is reached. */
function daysWithin(counts: readonly StayCount[], share: number): number {
  const wanted = Math.ceil(totalOf(counts) * share)
  let seen = 0
  for (const { halfDays, n } of counts.toSorted((a, b) => a.halfDays - b.halfDays)) {
    seen += n
    if (seen >= wanted) return (halfDays + 1) / 2
  }
  return 0
}

/** Months from `from` to `to` as `2026-09`, both included. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = []
  const last = to.slice(0, 7)
  for (let month = from.slice(0, 7); month <= last; month = nextMonth(month)) months.push(month)
  return months
}

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}
