import { randomUUID } from 'node:crypto'
import { chinaDay, provisionalUntil, type NewProvisional, type Role } from '@sunshine-aid/domain'
import type { Call, Situation } from '../applications/facts.ts'
import { insertEpisode, insertServices } from '../determinations/queries.ts'
import { insertServiceEvents } from '../services/queries.ts'
import { endOverdue } from './end.ts'

/** 随时启动 (AP-05): an episode that ends by itself, with services that start today. */
export async function startSupport(
  call: Call,
  { row, facts, policy }: Situation,
  { services }: NewProvisional,
  role: Role,
): Promise<void> {
  const { trx, principal, now } = call
  const today = chinaDay(now)
  // An older one that is over must not stand in the way until the job comes round.
  await endOverdue(trx, now, row.student_id)
  const episodeId = randomUUID()
  const { org_path } = row
  await insertEpisode(trx, {
    id: episodeId,
    student_id: row.student_id,
    org_path,
    school_id: row.school_id,
    application_id: row.id,
    previous_id: null,
    status: 'provisional',
    aid_categories: [
      ...new Set([...facts.content.aidCategories, ...services.map(({ category }) => category)]),
    ],
    started_on: today,
    expires_on: provisionalUntil(today, policy),
  })
  const rows = services.map(service => ({ id: randomUUID(), episode_id: episodeId, org_path, ...service }))
  await insertServices(
    trx,
    rows.map(service => ({ ...service, starts_on: today, status: 'started' as const })),
  )
  await insertServiceEvents(
    trx,
    rows.map(({ id }) => ({
      service_id: id,
      episode_id: episodeId,
      org_path,
      at: now,
      actor_id: principal.accountId,
      actor_name: principal.name,
      actor_role: role,
      status: 'started' as const,
      happened_on: today,
      note: null,
    })),
  )
}
