import { listEpisodeServices, notFound, recordServiceStep } from '@sunshine-aid/api-contract'
import {
  chinaDay,
  isServiceLate,
  nextSteps,
  schoolDaysBetween,
  serviceStepBlockers,
  type EpisodeServices,
  type Permission,
} from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { actingRole } from '../access/reach.ts'
import { refuseBy } from '../access/refuseBy.ts'
import type { Call } from '../applications/facts.ts'
import type { AuditNote } from '../http/auditNote.ts'
import { implement } from '../http/implement.ts'
import { policyOf } from '../organisations/policies.ts'
import { calendarOf } from '../settings/calendars.ts'
import {
  findEpisodeWithin,
  findServicesOf,
  findServiceSteps,
  insertServiceEvents,
  lockService,
  permissionsOnStudent,
  setServiceStatus,
} from './queries.ts'

/** How far the agreed services of an episode have come (AP-07, F4). */
export function serviceRoutes(app: FastifyInstance): void {
  implement(app, listEpisodeServices, async call => servicesReply(call, await reached(call, call.params.id)))

  implement(app, recordServiceStep, async call => {
    const { trx, principal, now, params, body } = call
    const place = await reached(call, params.id)
    const service = await lockService(trx, place.id, params.serviceId)
    if (!service) throw notFound(recordServiceStep.path)
    const facts = {
      category: service.category,
      status: service.status,
      startsOn: service.starts_on,
      lastOn: service.last_on,
      running: place.running,
    }
    refuseBy(serviceStepBlockers(body, facts, place.permissions, chinaDay(now)), recordServiceStep.id)
    await setServiceStatus(trx, [service.id], body.status)
    const [permission = 'service.record'] = place.permissions
    await insertServiceEvents(trx, [
      {
        service_id: service.id,
        episode_id: place.id,
        org_path: place.org_path,
        at: now,
        actor_id: principal.accountId,
        actor_name: principal.name,
        actor_role: actingRole(principal, permission, place.org_path),
        status: body.status,
        happened_on: body.on,
        note: body.note,
      },
    ])
    return servicesReply(call, place)
  })
}

const RECORDING: readonly Permission[] = ['service.record', 'psychService.record']

type Place = Awaited<ReturnType<typeof reached>>

async function reached({ trx, principal, audit }: Call & { readonly audit: AuditNote }, id: string) {
  const row = await findEpisodeWithin(trx, principal, id)
  if (!row) throw notFound('episode')
  audit.subject({ kind: 'episode', id: row.id, school: row.school_id, orgPath: row.org_path })
  return { ...row, permissions: await permissionsOnStudent(trx, principal, row.student_id, RECORDING) }
}

async function servicesReply({ trx, now }: Call, place: Place): Promise<EpisodeServices> {
  const today = chinaDay(now)
  const { serviceStartDays } = await policyOf(trx, place.school_id)
  const calendar = await calendarOf(trx, place.school_id)
  const services = await findServicesOf(trx, place.id)
  const steps = await findServiceSteps(trx, place.id)
  return {
    episodeId: place.id,
    services: services.map(({ id, category, provider, content, starts_on, status }) => ({
      id,
      category,
      provider,
      content,
      startsOn: starts_on,
      status,
      late:
        place.running &&
        isServiceLate(status, schoolDaysBetween(calendar, starts_on, today), serviceStartDays),
      next: [...nextSteps({ category, status, running: place.running }, place.permissions)],
      steps: steps
        .filter(({ service_id }) => service_id === id)
        .map(step => ({
          status: step.status,
          on: step.happened_on,
          note: step.note,
          at: step.at.toISOString(),
          byName: step.actor_name,
        })),
    })),
  }
}
