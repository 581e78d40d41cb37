import {
  academicYearOf,
  ACTIVE_EPISODE_STATUSES,
  FINAL_STATUSES,
  visitPeriod,
  type Day,
  type HardshipLevel,
  type PolicyProfile,
  type SchoolStage,
  type Sex,
  type Sign,
  type SweepCandidate,
} from '@sunshine-aid/domain'
import { sql } from 'kysely'
import type { Trx } from '../database/schema.ts'

/** A student with what a sweep looks at. */
export interface CandidateRow extends SweepCandidate {
  readonly id: string
  readonly orgPath: string
  readonly sex: Sex
}

interface Row {
  id: string
  org_path: string
  sex: Sex
  hardship_level: HardshipLevel
  recognised_on: Day
  open_elsewhere: boolean
  episode_active: boolean
  signs: Sign[]
  aid_lines: number
  aid_on: Day | null
  visits: number
  reached: number
  decided: string[]
}

/**
 * Every student who is enrolled at the school, by name, with the facts of list and results, of payments and visits,
 * and those on which somebody has decided. Nothing of the psychological tier is read.
 */
export async function findCandidates(
  trx: Trx,
  school: { readonly id: string; readonly stage: SchoolStage },
  policy: PolicyProfile,
  today: Day,
): Promise<CandidateRow[]> {
  const year = academicYearOf(today).id
  const { from } = visitPeriod(school.stage, policy, today)
  const { rows } = await sql<Row>`
    select student.id, student.org_path, student.sex, student.hardship_level, student.recognised_on,
      exists (select from application where application.student_id = student.id
        and application.status <> all (${FINAL_STATUSES}::text[])) as open_elsewhere,
      exists (select from episode where episode.student_id = student.id
        and episode.status = any (${ACTIVE_EPISODE_STATUSES}::text[])) as episode_active,
      coalesce(known.signs, '[]') as signs,
      aid.lines as aid_lines, aid.on_day as aid_on, visit.visits, visit.reached,
      coalesce(decided.keys, '{}') as decided
    from student
    left join lateral (
      select json_agg(json_build_object('code', code, 'source', source, 'period', nullif(period, ''),
        'amount', amount, 'observedOn', observed_on) order by code, period) as signs
      from student_sign where student_sign.student_id = student.id) known on true
    left join lateral (
      select count(*)::int as lines, max(generated_on) as on_day from aid_history_line
      where aid_history_line.student_id = student.id and split_part(period, '-', 1) = ${year}) aid on true
    left join lateral (
      select count(*)::int as visits, (count(*) filter (where home_visit.reached))::int as reached from home_visit
      where home_visit.student_id = student.id and visited_on between ${from}::date and ${today}::date) visit on true
    left join lateral (
      select array_agg(distinct key) as keys from sweep_proposal, unnest(fact_keys) as key
      where sweep_proposal.student_id = student.id and state in ('accepted', 'dismissed')) decided on true
    where student.school_id = ${school.id} and student.enrolment = 'enrolled'
    order by student.name, student.id`.execute(trx)
  return rows.map(row => candidateOf(row, today))
}

function candidateOf(row: Row, today: Day): CandidateRow {
  return {
    id: row.id,
    orgPath: row.org_path,
    sex: row.sex,
    hardshipLevel: row.hardship_level,
    enrolled: true,
    openElsewhere: row.open_elsewhere,
    episodeActive: row.episode_active,
    signs: [...row.signs, ...recordSigns(row, today)],
    decidedFacts: new Set(row.decided),
  }
}

/** What payments and visits tell. */
function recordSigns(row: Row, today: Day): Sign[] {
  const sign = (
    code: Sign['code'],
    source: 'aid' | 'visit',
    observedOn: Day,
    amount: number | null = null,
  ) => ({
    code,
    source,
    period: null,
    amount,
    observedOn,
  })
  return [
    ...(row.hardship_level === 'extreme' ? [sign('extremeHardship', 'aid', row.recognised_on)] : []),
    ...(row.aid_on === null ? [] : [sign('aidLines', 'aid', row.aid_on, row.aid_lines)]),
    ...(row.visits === 0 ? [sign('notVisited', 'visit', today)] : []),
    ...(row.visits > 0 && row.reached === 0 ? [sign('neverReached', 'visit', today)] : []),
  ]
}
