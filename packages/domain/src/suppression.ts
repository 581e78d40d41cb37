import type { Count } from './publishTable.ts'

/** Counts with their totals: the last of each row, and the last row. */
export type Grid = readonly (readonly Count[])[]
type Position = readonly [row: number, column: number]

/** The two numbers that a count is made of; what is true of both is true of their sum. */
const PARTS: readonly ((count: Count) => number)[] = [
  ({ covered }) => covered,
  ({ covered, counted }) => counted - covered,
]

/** Whether 1 to `k` − 1 children stand behind a number of this cell. */
export function isSmall(count: Count, k: number): boolean {
  return [...PARTS.map(part => part(count)), count.counted].some(n => n > 0 && n < k)
}

/**
 * Which cells must not be shown, so that no small one can be calculated back from the others and the totals.
 *
 * Each small cell is put on a ring of hidden cells, two in each row and column that it touches. Whoever adds a
 * child to one cell of the ring and takes it from the next keeps all totals, so the totals tell nothing: neither
 * one line nor several lines taken together. Of all rings the one that hides the fewest children is taken, its
 * other cells being `k` or more wherever that is possible, so that the range of what could be is at least `k`.
 *
 * `hiddenTotals` tells which totals of columns the reader does not know. It is given where the same totals stand
 * in another table as a line: they are hidden here too, and those that are known there protect nothing here.
 */
export function hiddenCells(grid: Grid, k: number, hiddenTotals?: readonly boolean[]): boolean[][] {
  const last = grid.length - 1
  const hidden = grid.map((row, r) =>
    row.map((count, c) => isSmall(count, k) || (r === last && (hiddenTotals?.[c] ?? false))),
  )
  const isKnown = ([r, c]: Position) => hiddenTotals !== undefined && r === last && !hidden[r]?.[c]
  const secrets = positionsOf(grid).filter(([r, c]) => hidden[r]?.[c])
  for (const secret of secrets) {
    for (const part of PARTS) {
      const number = part(at(grid, secret))
      // Of a small cell the small numbers are the secret; of a total that is hidden above, all that there is.
      if (number === 0 || (number >= k && isSmall(at(grid, secret), k))) continue
      const usable = (least: number) => (position: Position) =>
        part(at(grid, position)) >= least && !isKnown(position)
      const ring =
        cheapestRing(grid, hidden, secret, usable(k)) ?? cheapestRing(grid, hidden, secret, usable(1))
      // No ring for a small number: nothing is shown at all.
      for (const [r, c] of ring ?? (number < k ? positionsOf(grid) : [])) hide(hidden, r, c)
    }
  }
  return hidden
}

function hide(hidden: boolean[][], r: number, c: number): void {
  const row = hidden[r]
  if (row) row[c] = true
}

function positionsOf(grid: Grid): Position[] {
  return grid.flatMap((row, r) => row.map((_, c): Position => [r, c]))
}

function at(grid: Grid, [r, c]: Position): Count {
  return grid[r]?.[c] ?? { covered: 0, counted: 0 }
}

/**
 * Cells that close a ring with `secret`: the cheapest way from its row to its column, stepping from row to column
 * and back over `usable` cells. A hidden cell costs nothing, another one the children that it hides.
 */
function cheapestRing(
  grid: Grid,
  hidden: readonly (readonly boolean[])[],
  [fromRow, toColumn]: Position,
  usable: (position: Position) => boolean,
): Position[] | null {
  const steps = positionsOf(grid)
    .filter(position => usable(position) && !(position[0] === fromRow && position[1] === toColumn))
    .map(([r, c]) => ({ r, c, cost: hidden[r]?.[c] ? 0 : at(grid, [r, c]).counted }))
  const rows = new Map<number, Reached>([[fromRow, { cost: 0, from: -1 }]])
  const columns = new Map<number, Reached>()
  for (let changed = true; changed;) {
    changed = false
    for (const { r, c, cost } of steps) {
      changed = reach(columns, c, rows.get(r), r, cost) || changed
      changed = reach(rows, r, columns.get(c), c, cost) || changed
    }
  }
  return columns.has(toColumn) ? wayBack(rows, columns, fromRow, toColumn) : null
}

interface Reached {
  readonly cost: number
  /** The column or row from which it was reached. */
  readonly from: number
}

function reach(
  side: Map<number, Reached>,
  place: number,
  before: Reached | undefined,
  from: number,
  cost: number,
): boolean {
  if (before === undefined || before.cost + cost >= (side.get(place)?.cost ?? Infinity)) return false
  side.set(place, { cost: before.cost + cost, from })
  return true
}

function wayBack(
  rows: ReadonlyMap<number, Reached>,
  columns: ReadonlyMap<number, Reached>,
  fromRow: number,
  toColumn: number,
): Position[] {
  const ring: Position[] = []
  for (let column = toColumn; ;) {
    const row = columns.get(column)?.from ?? fromRow
    ring.push([row, column])
    if (row === fromRow) return ring
    column = rows.get(row)?.from ?? toColumn
    ring.push([row, column])
  }
}
