import { getProvisional, notFound, startProvisional } from '@sunshine-aid/api-contract'
import {
  chinaDay,
  daysBetween,
  PROVISIONAL_ENDS,
  provisionalServiceBlockers,
  provisionalState,
  type PolicyProfile,
  type ProvisionalEnd,
  type ProvisionalSupport,
} from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { actingRole } from '../access/reach.ts'
import { changeApplication } from '../applications/change.ts'
import type { Call } from '../applications/facts.ts'
import { readCase } from '../applications/readCase.ts'
import { implement } from '../http/implement.ts'
import { policyOf } from '../organisations/policies.ts'
import { findServicesOf } from '../services/queries.ts'
import { findProvisional } from './queries.ts'
import { startSupport } from './start.ts'

/** 先行支持 (AP-05, AP-13). */
export function provisionalRoutes(app: FastifyInstance): void {
  implement(app, startProvisional, async call => {
    const { body, principal } = call
    const { row, policy } = await changeApplication(call, 'startProvisional', situation => {
      const role = actingRole(principal, 'provisional.start', situation.row.org_path)
      return {
        blockers: provisionalServiceBlockers(body, situation.facts.content),
        text: body.why,
        store: () => startSupport(call, situation, body, role),
      }
    })
    return supportReply(call, row.id, policy)
  })

  implement(app, getProvisional, async call => {
    const row = await readCase(call, getProvisional)
    return supportReply(call, row.id, await policyOf(call.trx, row.school_id))
  })
}

async function supportReply(
  { trx, now }: Call,
  applicationId: string,
  policy: PolicyProfile,
): Promise<ProvisionalSupport> {
  const episode = await findProvisional(trx, applicationId)
  if (!episode) throw notFound('provisional support')
  const today = chinaDay(now)
  const { status, expires_on: expiresOn } = episode
  const state = provisionalState({ status, expiresOn }, today, policy)
  const services = await findServicesOf(trx, episode.id)
  return {
    episodeId: episode.id,
    state,
    startedOn: episode.started_on,
    startedByName: episode.started_by_name,
    why: episode.why,
    expiresOn,
    daysLeft:
      expiresOn !== null && (state === 'running' || state === 'warned')
        ? daysBetween(today, expiresOn)
        : null,
    endReason: state === 'ended' ? (endReason(episode.end_reason) ?? 'provisionalExpired') : null,
    services: services.map(({ category, provider, content, starts_on, status }) => ({
      category,
      provider,
      content,
      startsOn: starts_on,
      status,
    })),
  }
}

function endReason(code: string | null): ProvisionalEnd | undefined {
  return PROVISIONAL_ENDS.find(end => end === code)
}
