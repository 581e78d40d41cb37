import type { SchoolCalendar } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import type { Trx } from '../database/schema.ts'

/**
 * The calendar of each organisation of `ids`: for every academic year the newest that the nearest organisation
 * has set, from the organisation itself up to the province. Years that nobody has set follow the default.
 */
export async function calendarsOf(trx: Trx, ids: readonly string[]): Promise<Map<string, SchoolCalendar>> {
  const { rows } = await sql<{ id: string; years: SchoolCalendar[] }>`
    select org.id, coalesce(year.years, '[]') as years
    from org cross join lateral (
      select jsonb_agg(nearest.content order by nearest.year) as years
      from (
        select distinct on (newest.year) newest.year, newest.content
        from (
          select distinct on (org_id, year) org_path, year, content from school_calendar
          where org_path @> org.path order by org_id, year, version desc
        ) newest
        where newest.content is not null
        order by newest.year, nlevel(newest.org_path) desc
      ) nearest
    ) year
    where org.id = any (${ids}::uuid[])`.execute(trx)
  return new Map(rows.map(({ id, years }) => [id, joined(years)]))
}

/** The calendar of one school, or of an office. An organisation out of sight has the default one. */
export async function calendarOf(trx: Trx, schoolId: string): Promise<SchoolCalendar> {
  return (await calendarsOf(trx, [schoolId])).get(schoolId) ?? joined([])
}

function joined(years: readonly SchoolCalendar[]): SchoolCalendar {
  return {
    semesters: years.flatMap(({ semesters }) => semesters),
    holidays: years.flatMap(({ holidays }) => holidays),
    makeUpDays: years.flatMap(({ makeUpDays }) => makeUpDays),
  }
}
