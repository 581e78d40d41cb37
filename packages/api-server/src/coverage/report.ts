import type { CoverageReport } from '@sunshine-aid/api-contract'
import {
  openTable,
  reportingPeriod,
  SCHOOL_STAGES,
  type Indicator,
  type PublishedCell,
} from '@sunshine-aid/domain'
import { grants, isWithin } from '../access/reach.ts'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import { policyOf } from '../organisations/policies.ts'
import { listChildren, type PlacedOrganisation } from '../organisations/queries.ts'
import { countsByClass } from './queries.ts'
import { gridOf, regionTable, schoolTable, type RegionTable } from './regionTable.ts'

/**
 * The widest place whose figures `principal` may read and that holds `path`; `undefined` where none does. A role
 * at a class or a school gives figures of that school only.
 */
export function figuresFrom(principal: Principal, path: string): string | undefined {
  return grants(principal, 'coverage.read')
    .map(({ assignment }) => assignment.orgPath)
    .filter(place => isWithin(path, place))
    .sort((a, b) => a.length - b.length)[0]
}

/** Whether `principal` works with the children of this very school, so that nothing is hidden from them. */
function isOwnSchool(principal: Principal, schoolId: string): boolean {
  return grants(principal, 'coverage.read').some(
    ({ assignment }) => assignment.schoolId === schoolId && assignment.role !== 'auditor',
  )
}

/** One coverage of a region, by what lies directly below it; of the reader's own school, by class and in full. */
export async function coverageReport(
  trx: Trx,
  principal: Principal,
  place: PlacedOrganisation,
  top: string,
  indicator: Indicator,
  now: Date,
): Promise<CoverageReport> {
  const period = reportingPeriod(now)
  const { suppressBelow, source } = await policyOf(trx, place.id)
  const question = { indicator, periodId: period.id, suppressBelow }
  const inFull = isOwnSchool(principal, place.id)
  const rows = place.kind === 'school' && !inFull ? [place] : await listChildren(trx, place.id)
  const table = inFull
    ? openClasses(await countsByClass(trx, place.id, indicator, period.id))
    : place.kind === 'school'
      ? await schoolTable(trx, top, place, question)
      : await regionTable(trx, top, place.path, question)
  const shown = columnsOf(table)
  const pick = (cells: readonly PublishedCell[] | undefined) =>
    shown.map(column => cells?.[column] ?? NOT_APPLICABLE)
  return {
    indicator,
    trail: [...place.trail],
    period: { id: period.id, from: period.from, to: period.to },
    policySource: source,
    stages: SCHOOL_STAGES.filter((_, column) => shown.includes(column)),
    rows: [
      ...rows.map(({ id, name, kind, path }) => ({
        orgId: id,
        name,
        kind,
        cells: pick(table.lines.get(inFull ? id : path)),
      })),
      { orgId: null, name: '合计', kind: null, cells: pick(table.totals) },
    ],
    suppressBelow: inFull ? null : suppressBelow,
  }
}

const NOT_APPLICABLE: PublishedCell = { state: 'notApplicable' }

function openClasses(counts: Awaited<ReturnType<typeof countsByClass>>): RegionTable {
  const grid = gridOf(counts)
  const { cells } = openTable([...grid.values()])
  return {
    lines: new Map([...grid.keys()].map((key, index) => [key, cells[index] ?? []])),
    totals: cells.at(-1) ?? [],
  }
}

/** Columns of the stages that the region has, and of the total. */
function columnsOf({ totals }: RegionTable): number[] {
  return [...SCHOOL_STAGES, 'total'].flatMap((_, column) =>
    column === SCHOOL_STAGES.length || (totals[column] ?? NOT_APPLICABLE).state !== 'notApplicable'
      ? [column]
      : [],
  )
}
