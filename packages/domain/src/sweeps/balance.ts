import type { PolicyProfile } from '../policy.ts'
import { publishTable, openTable, type PublishedCell } from '../publishTable.ts'

/** By what proposals are compared with the population (PS-06). */
export const BALANCE_DIMENSIONS = ['sex', 'stage', 'area'] as const
export type BalanceDimension = (typeof BALANCE_DIMENSIONS)[number]

/** How many students of one value (`rural`) there are, how many were proposed, and how many of these taken up. */
export interface GroupCount {
  readonly value: string
  readonly students: number
  readonly proposed: number
  readonly accepted: number
}

/** A figure that may be shown; `null` where it is suppressed. */
export type Figure = number | null

export interface BalanceRow {
  /** `null` in the line of totals. */
  readonly value: string | null
  readonly students: Figure
  readonly proposed: Figure
  readonly accepted: Figure
  /** Share of this group among all students and among the proposed, fractions from 0 to 1. */
  readonly shareOfStudents: Figure
  readonly shareOfProposed: Figure
  /** The shares differ by more than the profile allows; `null` where they are not known. */
  readonly marked: boolean | null
}

export type Balance = Readonly<Record<BalanceDimension, readonly BalanceRow[]>>

/**
 * The comparison of proposals with the population in each dimension, as it may be shown (PS-06, D3).
 *
 * A table parts the students of each group into three that exclude each other: taken up, proposed and not taken up,
 * not proposed. So no figure is the difference of two others that are shown elsewhere, and one suppression protects
 * them all. The three tables have the same totals: what the first one hides, the others hide as well, and what it
 * shows protects nothing there. `inFull` is for whoever sees the children anyway.
 */
export function balanceOf(
  counts: Readonly<Record<BalanceDimension, readonly GroupCount[]>>,
  policy: Pick<PolicyProfile, 'suppressBelow' | 'sweepBalanceBand'>,
  inFull: boolean,
): Balance {
  let hiddenTotals: boolean[] | undefined
  const publish = (groups: readonly GroupCount[]): BalanceRow[] => {
    const parts = groups.map(partsOf)
    const { cells } = inFull ? openTable(parts) : publishTable(parts, policy.suppressBelow, hiddenTotals)
    hiddenTotals = cells.at(-1)?.map(({ state }) => state === 'suppressed')
    return rowsOf(groups, cells, policy.sweepBalanceBand)
  }
  return { sex: publish(counts.sex), stage: publish(counts.stage), area: publish(counts.area) }
}

function partsOf({ students, proposed, accepted }: GroupCount) {
  return [accepted, proposed - accepted, students - proposed].map(n => ({ covered: n, counted: n }))
}

interface Parts {
  readonly accepted: Figure
  readonly open: Figure
  readonly rest: Figure
  readonly students: Figure
}

function rowsOf(
  groups: readonly GroupCount[],
  cells: readonly (readonly PublishedCell[])[],
  band: number,
): BalanceRow[] {
  const all = partsIn(cells.at(-1) ?? [])
  const lines = groups.map(({ value }, index) => rowOf(value, partsIn(cells[index] ?? []), all, band))
  return groups.length === 0 ? [] : [...lines, rowOf(null, all, all, band)]
}

function partsIn(cells: readonly PublishedCell[]): Parts {
  const [accepted, open, rest, students] = cells.map(figureOf)
  return { accepted: accepted ?? null, open: open ?? null, rest: rest ?? null, students: students ?? null }
}

function figureOf(cell: PublishedCell): Figure {
  if (cell.state === 'notApplicable') return 0
  return cell.state === 'shown' ? cell.counted : null
}

function rowOf(value: string | null, own: Parts, all: Parts, band: number): BalanceRow {
  const proposed = sum(own.accepted, own.open)
  const shareOfStudents = share(own.students, all.students)
  const shareOfProposed = share(proposed, sum(all.accepted, all.open))
  return {
    value,
    students: own.students,
    proposed,
    accepted: own.accepted,
    shareOfStudents,
    shareOfProposed,
    marked: isOutside(shareOfStudents, shareOfProposed, band),
  }
}

function sum(a: Figure, b: Figure): Figure {
  return a === null || b === null ? null : a + b
}

function share(part: Figure, whole: Figure): Figure {
  return part === null || whole === null || whole === 0 ? null : part / whole
}

/** Whether one share is more than `band` percent above or below the other. */
function isOutside(students: Figure, proposed: Figure, band: number): boolean | null {
  if (students === null || proposed === null || students === 0) return null
  return Math.abs(proposed / students - 1) > band / 100
}
