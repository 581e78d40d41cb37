import { randomUUID } from 'node:crypto'
import { chinaDay, type NewDetermination } from '@sunshine-aid/domain'
import type { Call, Situation } from '../applications/facts.ts'
import { canonicalJson, digestOf } from './canonicalJson.ts'
import { factsShown, type FrozenService } from './facts.ts'
import { findLastEpisode, insertDetermination, insertEpisode, insertServices } from './queries.ts'

/** 对象确定 (AP-07): the episode begins with the agreed services, and what was seen is frozen with its digest (D7). */
export async function confirm(call: Call, situation: Situation, body: NewDetermination): Promise<void> {
  const { trx, principal, now } = call
  const { row } = situation
  const services = body.services.map(service => ({ id: randomUUID(), ...service }))
  const episodeId = await openEpisode(call, situation, services)
  const facts = await factsShown(call, situation, body, services)
  await insertDetermination(trx, {
    application_id: row.id,
    org_path: row.org_path,
    episode_id: episodeId,
    confirmed_by: principal.accountId,
    confirmed_by_name: principal.name,
    confirmed_at: now,
    remark: body.remark,
    facts: canonicalJson(facts),
    facts_digest: digestOf(facts),
  })
}

async function openEpisode(
  { trx, now }: Call,
  { row, facts }: Situation,
  services: readonly FrozenService[],
): Promise<string> {
  const id = randomUUID()
  const previous = await findLastEpisode(trx, row.student_id)
  await insertEpisode(trx, {
    id,
    student_id: row.student_id,
    org_path: row.org_path,
    school_id: row.school_id,
    application_id: row.id,
    previous_id: previous?.id ?? null,
    status: 'active',
    aid_categories: facts.content.aidCategories,
    started_on: chinaDay(now),
  })
  await insertServices(
    trx,
    services.map(({ id: serviceId, category, provider, content, startsOn }) => ({
      id: serviceId,
      episode_id: id,
      org_path: row.org_path,
      category,
      provider,
      content,
      starts_on: startsOn,
      status: 'planned' as const,
    })),
  )
  return id
}
