import { addDays, chinaDay, POLICY_PROFILES, provisionalUntil } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import type { Trx } from '../database/schema.ts'
import type { SchoolPlan } from './plan.ts'
import { Random } from './random.ts'

/** In each demo school help has begun before a decision, and the head has asked somebody to confirm for them. */
export async function addDecisions(trx: Trx, plans: readonly SchoolPlan[], now: Date): Promise<void> {
  for (const plan of plans) {
    if (!plan.key) continue
    const random = new Random(plan.seed, 'decisions', plan.index)
    await addSupport(trx, plan, random, now)
    await addDelegation(trx, plan, random, now)
  }
}

/** The oldest request under review of a student whom nobody helps yet, with help since this morning. */
async function addSupport(
  trx: Trx,
  { key, id, policy }: SchoolPlan,
  random: Random,
  now: Date,
): Promise<void> {
  const today = chinaDay(now)
  const until = provisionalUntil(today, POLICY_PROFILES[policy])
  await sql`
    with request as (
      select application.* from application
      where school_id = ${id} and status = 'awaitingVisit'
        and not exists (select from episode where episode.student_id = application.student_id
          and episode.status not in ('exited', 'transferred'))
      order by status_since, id limit 1
    ), officer as (
      select id, name from account where subject = ${`${key}-officer-1`}
    ), event as (
      insert into application_event (application_id, org_path, at, actor_id, actor_name, actor_role, command,
        from_status, to_status, text)
      select request.id, request.org_path, ${now}, officer.id, officer.name, 'aidOfficer', 'startProvisional',
        request.status, request.status, '家中突发变故，孩子放学后无人照看，今天起先安排陪伴。'
      from request, officer
    ), episode as (
      insert into episode (id, student_id, org_path, school_id, application_id, status, aid_categories, started_on,
        expires_on)
      select ${random.uuid()}::uuid, request.student_id, request.org_path, request.school_id,
        request.id, 'provisional', request.aid_categories, ${today}::date, ${until}::date
      from request returning id, org_path, aid_categories
    ), service as (
      insert into aid_service (id, episode_id, org_path, category, provider, content, starts_on, status)
      select ${random.uuid()}::uuid, episode.id, episode.org_path,
        episode.aid_categories[1], '班主任和年级组', '每天放学后陪伴一小时', ${today}::date, 'started'
      from episode returning id, episode_id, org_path
    )
    insert into aid_service_event (service_id, episode_id, org_path, at, actor_id, actor_name, actor_role, status,
      happened_on)
    select service.id, service.episode_id, service.org_path, ${now}, officer.id, officer.name, 'aidOfficer', 'started',
      ${today}::date
    from service, officer`.execute(trx)
}

async function addDelegation(
  trx: Trx,
  { key, id, path }: SchoolPlan,
  random: Random,
  now: Date,
): Promise<void> {
  const today = chinaDay(now)
  await sql`
    insert into delegation (id, school_id, org_path, head_id, head_name, delegate_id, delegate_name, valid_from,
      valid_until, named_at)
    select ${random.uuid()}::uuid, ${id}::uuid, ${path}::ltree, head.id, head.name, delegate.id,
      delegate.name, ${today}::date, ${addDays(today, 14)}::date, ${now}
    from account head, account delegate
    where head.subject = ${`${key}-head`} and delegate.subject = ${`${key}-psych`}`.execute(trx)
}
