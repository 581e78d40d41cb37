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
 * - in each row and column, totals included, further cells are suppressed until nothing can be calculated back:
 *   never a single one, and never so few children together that the remainder is itself a small cell.
 * The same counts give the same answer in each format.
 */
export function publishTable(
  rows: readonly (readonly Count[])[],
  k: number,
  hiddenTotals: readonly boolean[] = [],
): PublishedTable {
  const grid = withTotals(rows)
  const hidden = grid.map((row, r) =>
    row.map((cell, c) => isSmall(cell, k) || (r === grid.length - 1 && (hiddenTotals[c] ?? false))),
  )
  let changed = true
  while (changed) changed = lines(grid).reduce((any, line) => protect(line, grid, hidden, k) || any, false)
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

function isSmall({ covered, counted }: Count, k: number): boolean {
  return [covered, counted, counted - covered].some(n => n > 0 && n < k)
}

function show({ covered, counted }: Count, hidden: boolean): PublishedCell {
  if (counted === 0) return { state: 'notApplicable' }
  return hidden ? { state: 'suppressed' } : { state: 'shown', covered, counted, rate: covered / counted }
}

type Position = readonly [row: number, column: number]

/** Every row and every column, as positions; the total is part of its line because it is their sum. */
function lines(grid: readonly (readonly Count[])[]): Position[][] {
  const rows = grid.map((row, r) => row.map((_, c): Position => [r, c]))
  const columns = (grid[0] ?? []).map((_, c) => grid.map((_row, r): Position => [r, c]))
  return [...rows, ...columns]
}

/** Suppresses one more cell of `line` where those that are suppressed do not protect one another yet. */
function protect(
  line: readonly Position[],
  grid: readonly (readonly Count[])[],
  hidden: boolean[][],
  k: number,
): boolean {
  const at = ([r, c]: Position) => grid[r]?.[c] ?? NOTHING
  const isHidden = ([r, c]: Position) => hidden[r]?.[c] ?? false
  const secret = line.filter(position => isHidden(position) && at(position).counted > 0)
  if (secret.length === 0) return false
  // The total carries the other sign, so it protects only when it is not the remainder itself.
  const inner = secret.filter(position => position !== line.at(-1))
  if (secret.length > 1 && (inner.length < secret.length || !isSmall(sum(inner.map(at)), k))) return false
  const [next] = line
    .filter(position => !isHidden(position) && at(position).counted > 0)
    .sort((a, b) => at(a).counted - at(b).counted)
  if (next === undefined) return false
  const row = hidden[next[0]]
  if (row) row[next[1]] = true
  return true
}
