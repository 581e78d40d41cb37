import {
  publishTable,
  SCHOOL_STAGES,
  type Count,
  type Indicator,
  type PublishedCell,
  type SchoolStage,
} from '@sunshine-aid/domain'
import type { Trx } from '../database/schema.ts'
import { countsBelow, countsOf, type CountRow } from './queries.ts'

/** A published table: a line for each key, the line of totals; one cell a stage (all six), then the line's total. */
export interface RegionTable {
  readonly lines: ReadonlyMap<string, readonly PublishedCell[]>
  readonly totals: readonly PublishedCell[]
}

export interface Question {
  readonly indicator: Indicator
  readonly periodId: string
  /** Smallest figure that is shown. */
  readonly suppressBelow: number
}

/**
 * The table of the region at `path` as somebody may see it whose figures begin at `top`, above it or the same.
 *
 * Tables of neighbouring levels hold the same numbers: the total of a county is a cell of its city. So each
 * region from `top` down is published in turn, and what was suppressed above stays suppressed as a total below;
 * otherwise one more click would show what the page before had hidden.
 */
export async function regionTable(
  trx: Trx,
  top: string,
  path: string,
  question: Question,
): Promise<RegionTable> {
  let table: RegionTable | undefined
  for (const region of regionsBetween(top, path)) {
    const rows = await countsBelow(trx, region, question.indicator, question.periodId)
    table = publish(rows, question, table?.lines.get(region))
  }
  return table ?? publish([], question)
}

/** One school for a reader from outside: its line in the table of its county, or alone where it is all they see. */
export async function schoolTable(
  trx: Trx,
  top: string,
  school: { readonly id: string; readonly path: string },
  question: Question,
): Promise<RegionTable> {
  if (top === school.path)
    return publish(await countsOf(trx, school.id, question.indicator, question.periodId), question)
  const county = await regionTable(trx, top, parentOf(school.path), question)
  const line = county.lines.get(school.path) ?? NO_LINE
  return { lines: new Map([[school.path, line]]), totals: line }
}

const NO_LINE: readonly PublishedCell[] = [...SCHOOL_STAGES, 'total'].map(() => ({ state: 'notApplicable' }))

/** `above` is this region's own line one level up. */
function publish(
  rows: readonly CountRow[],
  { suppressBelow }: Question,
  above?: readonly PublishedCell[],
): RegionTable {
  const grid = gridOf(rows)
  const hiddenTotals = above?.map(({ state }) => state === 'suppressed')
  const { cells } = publishTable([...grid.values()], suppressBelow, hiddenTotals)
  return {
    lines: new Map([...grid.keys()].map((key, index) => [key, cells[index] ?? NO_LINE])),
    totals: cells.at(-1) ?? NO_LINE,
  }
}

const NOTHING: Count = { covered: 0, counted: 0 }

/** A line a key in a fixed order, a column a stage. */
export function gridOf(rows: readonly CountRow[]): Map<string, Count[]> {
  const keys = [...new Set(rows.map(({ key }) => key))].sort()
  const cell = (key: string, stage: SchoolStage) =>
    rows.find(row => row.key === key && row.stage === stage) ?? NOTHING
  return new Map(keys.map(key => [key, SCHOOL_STAGES.map(stage => cell(key, stage))]))
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('.'))
}

function regionsBetween(top: string, path: string): string[] {
  const regions = [path]
  for (let above = path; above !== top;) {
    above = parentOf(above)
    regions.unshift(above)
  }
  return regions
}
