import { getCalendar, ProblemError, setCalendarYear, type CalendarEntry } from '@sunshine-aid/api-contract'
import {
  academicYearOf,
  calendarFaults,
  CalendarYear,
  chinaDay,
  defaultSemesters,
  type Day,
} from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Trx } from '../database/schema.ts'
import { implement } from '../http/implement.ts'
import { requireVersion } from '../http/preconditions.ts'
import type { PlacedOrganisation } from '../organisations/queries.ts'
import { concernedPlace, isHeldAt, ownPlace } from './place.ts'

interface YearRow {
  year: string
  org_id: string
  org_name: string
  content: unknown
  set_by_name: string
  set_at: Date
  version: number
}

export function calendarRoutes(app: FastifyInstance): void {
  implement(app, getCalendar, async ({ params, principal, trx, now }) => {
    const place = await concernedPlace(trx, principal, params.id, getCalendar)
    const maySet = isHeldAt(principal, 'calendar.set', place.id)
    return { items: await entriesOf(trx, place, yearsAround(chinaDay(now))), maySet }
  })

  implement(app, setCalendarYear, async ({ params, body, principal, trx, now, audit, expectedVersion }) => {
    const place = await ownPlace(trx, principal, 'calendar.set', params.id, setCalendarYear)
    const faults = body.content ? calendarFaults(params.year, body.content) : []
    if (faults[0])
      throw new ProblemError(faults[0].reason, setCalendarYear.path, {
        errors: faults.map(({ at, reason }) => ({ path: `body.content.${at}`, code: reason })),
      })
    await sql`select pg_advisory_xact_lock(hashtextextended(${`calendar/${place.id}/${params.year}`}, 0))`.execute(
      trx,
    )
    requireVersion(await entryOf(trx, place, params.year), expectedVersion)
    await trx
      .insertInto('school_calendar')
      .values({
        org_id: place.id,
        org_path: place.path,
        year: params.year,
        version: expectedVersion,
        content: body.content && JSON.stringify(body.content),
        set_by: principal.accountId,
        set_by_name: principal.name,
        set_at: now,
      })
      .execute()
    audit.subject({ kind: 'schoolCalendar', id: place.id, orgPath: place.path })
    return entryOf(trx, place, params.year)
  })
}

/** The year before, this one and the two to come. */
function yearsAround(today: Day): string[] {
  const year = Number(academicYearOf(today).id)
  return [year - 1, year, year + 1, year + 2].map(String)
}

async function entryOf(trx: Trx, place: PlacedOrganisation, year: string): Promise<CalendarEntry> {
  return (await entriesOf(trx, place, [year]))[0] as CalendarEntry
}

async function entriesOf(
  trx: Trx,
  place: PlacedOrganisation,
  years: readonly string[],
): Promise<CalendarEntry[]> {
  const { rows } = await sql<YearRow>`
    select distinct on (calendar.year, nlevel(org.path)) calendar.year, org.id as org_id, org.name as org_name,
      calendar.content, calendar.set_by_name, calendar.set_at, calendar.version
    from school_calendar calendar join org on org.id = calendar.org_id
    where org.path @> ${place.path}::ltree and calendar.year = any (${years}::text[])
    order by calendar.year, nlevel(org.path) desc, calendar.version desc`.execute(trx)
  return years.map(year =>
    entry(
      year,
      place,
      rows.filter(row => row.year === year),
    ),
  )
}

/** `rows` hold the newest version of each organisation, the nearest first. */
function entry(year: string, place: PlacedOrganisation, rows: readonly YearRow[]): CalendarEntry {
  const nearest = rows.find(({ content }) => content !== null)
  const own = rows.find(({ org_id }) => org_id === place.id)
  return {
    year,
    content: nearest
      ? CalendarYear.parse(nearest.content)
      : { semesters: [...defaultSemesters(year)], holidays: [], makeUpDays: [] },
    setBy: nearest
      ? { orgName: nearest.org_name, byName: nearest.set_by_name, at: nearest.set_at.toISOString() }
      : null,
    own: nearest?.org_id === place.id,
    version: (own?.version ?? 0) + 1,
  }
}
