import type { CoverageCell } from '@sunshine-aid/api-contract'
import type { HeatCell, HeatLevel } from '@sunshine-aid/ui-kit'

/** Where the five classes of a coverage begin, as fractions; everybody reads them in the legend. */
const STARTS = [0, 0.5, 0.7, 0.9, 1] as const

/** The class of a rate: only full coverage is the highest, so that 99.6 % does not look finished. */
export function levelOf(rate: number): HeatLevel {
  return STARTS.filter(start => rate >= start).length as HeatLevel
}

/** A rate in whole per cent, never rounded up to 100. */
export function percent(rate: number): string {
  return `${rate === 1 ? 100 : Math.min(Math.round(rate * 100), 99)}%`
}

/** A published cell as the table shows it. `of` words the figures behind the rate. */
export function heatCell(
  cell: CoverageCell,
  {
    suppressed,
    of,
  }: { readonly suppressed: string; readonly of: (covered: number, counted: number) => string },
): HeatCell {
  if (cell.state === 'suppressed') return { kind: 'suppressed', text: suppressed }
  if (cell.state === 'notApplicable') return { kind: 'notApplicable' }
  return {
    kind: 'value',
    text: percent(cell.rate),
    level: levelOf(cell.rate),
    note: of(cell.covered, cell.counted),
  }
}
