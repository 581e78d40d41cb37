import { getElapsed, notFound } from '@sunshine-aid/api-contract'
import {
  addDays,
  chinaDay,
  elapsedTable,
  monthsBetween,
  nextSchoolSemester,
  schoolSemesterOf,
  type ElapsedRow,
} from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { implement } from '../http/implement.ts'
import { policyOf } from '../organisations/policies.ts'
import { findOrganisation } from '../organisations/queries.ts'
import { calendarOf } from '../settings/calendars.ts'
import { figuresAt } from './figuresAt.ts'
import { countStays } from './queries.ts'

/**
 * Times by station, for the very place where the reader holds a role and no other: two tables that overlap would
 * let what one hides be calculated from the other (D3).
 */
export function elapsedRoutes(app: FastifyInstance): void {
  implement(app, getElapsed, async ({ params, principal, trx, now, audit }) => {
    const held = figuresAt(principal, params.id)
    const place = held && (await findOrganisation(trx, params.id))
    if (!held || !place) throw notFound(getElapsed.path)
    audit.subject({ kind: 'organisation', id: place.id, orgPath: place.path })
    const today = chinaDay(now)
    const calendar = await calendarOf(trx, place.id)
    const semester = schoolSemesterOf(calendar, today)
    const before = schoolSemesterOf(calendar, addDays(semester.from, -1))
    const last = addDays(nextSchoolSemester(calendar, today).from, -1)
    const months = monthsBetween(semester.from, today < last ? today : last)
    const earlier = monthsBetween(before.from, addDays(semester.from, -1)).filter(
      month => !months.includes(month),
    )
    const { suppressBelow } = await policyOf(trx, place.id)
    const k = held === 'inFull' ? null : suppressBelow
    const counts = await countStays(trx, place.path, [...months, ...earlier])
    const past = elapsedTable(counts, earlier, k)
    return {
      placeName: place.name,
      semester: { id: semester.id, from: semester.from, to: semester.to },
      before: { id: before.id, from: before.from, to: before.to },
      months,
      rows: elapsedTable(counts, months, k).map(row => ({
        status: row.status,
        cells: [...row.months],
        total: row.total,
        before: totalOf(past, row),
      })),
      suppressBelow: k,
    }
  })
}

function totalOf(rows: readonly ElapsedRow[], { status }: ElapsedRow): ElapsedRow['total'] {
  return rows.find(row => row.status === status)?.total ?? { state: 'notApplicable' }
}
