import { randomUUID } from 'node:crypto'
import { chinaDay, type AgreedService, type NewDetermination } from '@sunshine-aid/domain'
import { actingAs } from '../access/reach.ts'
import type { Call, Situation } from '../applications/facts.ts'
import { endOverdue } from '../provisional/end.ts'
import { lockProvisional } from '../provisional/queries.ts'
import { findServicesOf, insertServiceEvents, setServiceStatus } from '../services/queries.ts'
import { canonicalJson, digestOf } from './canonicalJson.ts'
import { factsShown, type FrozenService } from './facts.ts'
import {
  confirmEpisode,
  findLastEpisode,
  insertDetermination,
  insertEpisode,
  insertServices,
} from './queries.ts'

/** 对象确定 (AP-07): the episode begins with the agreed services, and what was seen is frozen with its digest (D7). */
export async function confirm(call: Call, situation: Situation, body: NewDetermination): Promise<void> {
  const { trx, principal, now } = call
  const { row } = situation
  await endOverdue(trx, now, row.student_id)
  const support = await lockProvisional(trx, row.id)
  const running = support ? await runningServices(call, support.id) : []
  const services = takeOver(body.services, running)
  const episodeId = await openEpisode(call, situation, body, support?.id)
  await storeServices(call, situation, episodeId, services, running)
  const facts = await factsShown(call, situation, { services, remark: body.remark })
  await insertDetermination(trx, {
    application_id: row.id,
    org_path: row.org_path,
    episode_id: episodeId,
    confirmed_by: principal.accountId,
    confirmed_by_name: principal.name,
    on_behalf_of_name: actingAs(principal, 'application.determine', row.org_path).onBehalfOf ?? null,
    confirmed_at: now,
    remark: body.remark,
    facts: canonicalJson(facts),
    facts_digest: digestOf(facts),
  })
}

/** A new spell, or the provisional support of this request, which goes on without its end (AP-05). */
async function openEpisode(
  { trx, now }: Call,
  { row, facts }: Situation,
  { services }: NewDetermination,
  supportId: string | undefined,
): Promise<string> {
  const previous = await findLastEpisode(trx, row.student_id)
  const columns = {
    status: 'active' as const,
    previous_id: previous?.id ?? null,
    aid_categories: [
      ...new Set([...facts.content.aidCategories, ...services.map(({ category }) => category)]),
    ],
  }
  if (supportId !== undefined) {
    await confirmEpisode(trx, supportId, columns)
    return supportId
  }
  const id = randomUUID()
  await insertEpisode(trx, {
    ...columns,
    id,
    student_id: row.student_id,
    org_path: row.org_path,
    school_id: row.school_id,
    application_id: row.id,
    started_on: chinaDay(now),
  })
  return id
}

type RunningService = Awaited<ReturnType<typeof findServicesOf>>[number]

async function runningServices({ trx }: Call, episodeId: string): Promise<RunningService[]> {
  const services = await findServicesOf(trx, episodeId)
  return services.filter(({ status }) => status === 'planned' || status === 'started')
}

/** What runs already and was agreed on stays the same service, with its progress. */
function takeOver(agreed: readonly AgreedService[], running: readonly RunningService[]): FrozenService[] {
  const left = new Set(running)
  return agreed.map(service => {
    const same = [...left].find(
      ({ category, provider, content }) =>
        category === service.category && provider === service.provider && content === service.content,
    )
    if (same) left.delete(same)
    return { ...service, id: same?.id ?? randomUUID() }
  })
}

async function storeServices(
  { trx, principal, now }: Call,
  { row }: Situation,
  episodeId: string,
  services: readonly FrozenService[],
  running: readonly RunningService[],
): Promise<void> {
  const known = new Set(running.map(({ id }) => id))
  const agreed = new Set(services.map(({ id }) => id))
  const place = { episode_id: episodeId, org_path: row.org_path }
  await insertServices(
    trx,
    services
      .filter(({ id }) => !known.has(id))
      .map(({ startsOn, ...service }) => ({
        ...service,
        ...place,
        starts_on: startsOn,
        status: 'planned' as const,
      })),
  )
  const dropped = running.filter(({ id }) => !agreed.has(id))
  await setServiceStatus(
    trx,
    dropped.map(({ id }) => id),
    'cancelled',
  )
  const step = { at: now, actor_id: principal.accountId, actor_name: principal.name, note: null }
  await insertServiceEvents(
    trx,
    dropped.map(({ id }) => ({
      ...place,
      ...step,
      service_id: id,
      actor_role: 'schoolHead' as const,
      status: 'cancelled' as const,
      happened_on: chinaDay(now),
    })),
  )
}
