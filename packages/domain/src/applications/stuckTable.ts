import { openTable, publishTable, type PublishedCell } from '../publishTable.ts'
import { STUCK_REASONS, type StuckReason } from './stuck.ts'

/** How many requests of a place stand still for one reason. */
export interface StuckCount {
  readonly place: string
  readonly reason: StuckReason
  readonly n: number
}

/** A count that may be shown; `notApplicable` where there is none. */
export type StuckCell =
  { readonly state: 'shown'; readonly n: number } | Exclude<PublishedCell, { readonly state: 'shown' }>

export interface StuckTable {
  /** One a place in the order of `places`: never by size, which would tell what is suppressed. */
  readonly rows: readonly (readonly StuckCell[])[]
  readonly totals: readonly StuckCell[]
}

/**
 * What is stuck, by place and by reason in the order of `STUCK_REASONS`, each line with its total, and all places
 * together. A request counts once, under the first of its reasons. The figures leave through the one function that
 * suppresses (trust rule 17).
 * @param k `null` for readers who see the cases themselves
 */
export function stuckTable(
  counts: readonly StuckCount[],
  places: readonly string[],
  k: number | null,
): StuckTable {
  const grid = places.map(place =>
    STUCK_REASONS.map(reason => {
      const here = counts.filter(count => count.place === place && count.reason === reason)
      const counted = here.reduce((sum, { n }) => sum + n, 0)
      return { covered: counted, counted }
    }),
  )
  if (grid.length === 0) return { rows: [], totals: [] }
  const { cells } = k === null ? openTable(grid) : publishTable(grid, k)
  const lines = cells.map(line => line.map(cellOf))
  return { rows: lines.slice(0, -1), totals: lines.at(-1) ?? [] }
}

function cellOf(cell: PublishedCell): StuckCell {
  return cell.state === 'shown' ? { state: 'shown', n: cell.counted } : cell
}
