import { hiddenCells } from './suppression.ts'

/** A count of some among many, before it may leave. */
export interface Count {
  readonly covered: number
  readonly counted: number
}

/** A count as it may be shown: in figures, suppressed because few children stand behind it, or not applicable. */
export type PublishedCell =
  | { readonly state: 'shown'; readonly covered: number; readonly counted: number; readonly rate: number }
  | { readonly state: 'suppressed' }
  | { readonly state: 'notApplicable' }

export interface PublishedTable {
  /** One line a row, its total last; the line of totals last. */
  readonly cells: readonly (readonly PublishedCell[])[]
}

/**
 * The only way for counts to leave the system: screen, chart, file, print and API (trust rule 17, D3).
 * `rows` × columns of counts get their totals, and then
 * - a cell whose covered, uncovered or counted number is between 1 and `k` − 1 is suppressed;
 * - further cells are suppressed until none of these can be calculated back (`hiddenCells`).
 * The same counts give the same answer in each format.
 *
 * `hiddenTotals` says which totals of columns are suppressed in the table of the region above, where they stand
 * as the line of this region; left out where the reader sees no table above.
 */
export function publishTable(
  rows: readonly (readonly Count[])[],
  k: number,
  hiddenTotals?: readonly boolean[],
): PublishedTable {
  const grid = withTotals(rows)
  const hidden = hiddenCells(grid, k, hiddenTotals)
  return { cells: grid.map((row, r) => row.map((cell, c) => show(cell, hidden[r]?.[c] ?? true))) }
}

/** For a reader who sees the children anyway (their own school): the same table with nothing suppressed. */
export function openTable(rows: readonly (readonly Count[])[]): PublishedTable {
  return { cells: withTotals(rows).map(row => row.map(cell => show(cell, false))) }
}

function withTotals(rows: readonly (readonly Count[])[]): Count[][] {
  const wide = rows.map(row => [...row, sum(row)])
  const width = wide[0]?.length ?? 0
  return [...wide, Array.from({ length: width }, (_, c) => sum(wide.flatMap(row => row[c] ?? [])))]
}

function sum(counts: readonly Count[]): Count {
  return counts.reduce(
    (a, b) => ({ covered: a.covered + b.covered, counted: a.counted + b.counted }),
    NOTHING,
  )
}

const NOTHING: Count = { covered: 0, counted: 0 }

function show({ covered, counted }: Count, hidden: boolean): PublishedCell {
  if (counted === 0) return { state: 'notApplicable' }
  return hidden ? { state: 'suppressed' } : { state: 'shown', covered, counted, rate: covered / counted }
}
