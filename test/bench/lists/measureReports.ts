import { getCoverage, listCoverageGaps } from '@sunshine-aid/api-contract'
import { reportingPeriod } from '@sunshine-aid/domain'
import pg from 'pg'
import { times } from '../support/figures.ts'
import { timed, type Timed } from '../support/timed.ts'
import type { Client } from './openClient.ts'
import { ADMIN, OFFICER, OTHER_OFFICER, type Province } from './province.ts'

/** What a report should take at most: architecture, promise L4. */
const REPORT_MS = 300
const GAPS_MS = 100

/** Rows of the report over the province and of gap lists. */
export async function measureReports(
  province: Province,
  client: Client,
  rounds: number,
): Promise<string[][]> {
  const { provinceId, schoolId, otherSchoolId, ownerUrl } = province
  const period = reportingPeriod(new Date()).id
  const raw = new pg.Client({ connectionString: ownerUrl })
  await raw.connect()
  try {
    const report = await timed(rounds, {
      raw: () => raw.query({ name: 'report', text: RAW_REPORT, values: [period] }),
      api: await client.prepare(ADMIN, getCoverage, {
        params: { id: provinceId, indicator: 'homeVisitCoverage' },
      }),
    })
    const gapsOf = async (officer: string, id: string) =>
      timed(rounds, {
        raw: () => raw.query({ name: 'gaps', text: RAW_GAPS, values: [id, period] }),
        api: await client.prepare(officer, listCoverageGaps, {
          params: { id, indicator: 'homeVisitCoverage' },
        }),
      })
    return [
      row('coverage of the province', report, REPORT_MS),
      row('gap list of a school, page 1', await gapsOf(OTHER_OFFICER, otherSchoolId), GAPS_MS),
      row('gap list of the large school, page 1', await gapsOf(OFFICER, schoolId), GAPS_MS),
    ]
  } finally {
    await raw.end()
  }
}

function row(title: string, { raw, api }: Readonly<Record<'raw' | 'api', Timed>>, limit: number): string[] {
  const figures = [raw.p50, raw.p95, api.p50, api.p95].map(ms => ms.toFixed(1))
  return [title, ...figures, times(api.p50, raw.p50), `${api.p95 <= limit ? 'within' : 'above'} ${limit} ms`]
}

const RAW_REPORT = `
  select subltree(org_path, 0, 2) as city, stage, sum(counted), sum(visited)
  from coverage_counter where period_id = $1 group by 1, 2`

const RAW_GAPS = `
  select student.id, student.name, class.id, class.name
  from coverage_fact fact
  join student on student.id = fact.student_id
  join org class on class.id = student.class_id
  where fact.school_id = $1 and fact.period_id = $2 and fact.counted and not fact.visited
  order by student.name, student.id limit 51`
