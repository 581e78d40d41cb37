import {
  declineApplication,
  determineApplication,
  getChangesSince,
  getDetermination,
  notFound,
} from '@sunshine-aid/api-contract'
import { changesSince, serviceBlockers, type Determination } from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { changeApplication } from '../applications/change.ts'
import { findCase } from '../applications/queries.ts'
import { changedApplication } from '../applications/reply.ts'
import { refreshCoverage } from '../coverage/facts.ts'
import type { Trx } from '../database/schema.ts'
import { implement } from '../http/implement.ts'
import { runningCategories } from '../provisional/queries.ts'
import { digestOf } from './canonicalJson.ts'
import { thenAndNow } from './changes.ts'
import { confirm } from './confirm.ts'
import type { FrozenFacts } from './facts.ts'
import { findDetermination, findServiceStatuses, newDetermination, type DeterminationRow } from './queries.ts'

export function determinationRoutes(app: FastifyInstance): void {
  implement(app, determineApplication, async call => {
    const { trx, now, body } = call
    const { row } = await changeApplication(call, 'determine', async situation => {
      const { row, facts } = situation
      // What was started in a crisis may go on, although nobody had asked for it (AP-13).
      const running = await runningCategories(trx, row.id)
      const aidCategories = [...new Set([...facts.content.aidCategories, ...running])]
      return {
        blockers: serviceBlockers(body, { ...facts.content, aidCategories }),
        store: () => confirm(call, situation, body),
      }
    })
    await refreshCoverage(trx, { studentIds: [row.student_id], now })
    return determinationReply(trx, await newDetermination(trx, row.id))
  })

  implement(app, declineApplication, async call => {
    const { reason, text } = call.body
    await changeApplication(call, 'decline', () => ({ reasonCode: reason, text: text || null }))
    return changedApplication(call, call.params.id)
  })

  implement(app, getChangesSince, async call => {
    const { params, principal, trx, audit } = call
    const decision = await findDetermination(trx, principal, params.id)
    const row = decision && (await findCase(trx, decision.application_id))
    if (!decision || !row) throw notFound(getChangesSince.path)
    audit.subject({ kind: 'application', id: row.id, school: row.school_id, orgPath: row.org_path })
    requireIntact(decision)
    const { then, now } = await thenAndNow(call, row, decision)
    return {
      applicationId: row.id,
      decidedAt: decision.confirmed_at.toISOString(),
      changes: changesSince(then, now),
    }
  })

  implement(app, getDetermination, async ({ params, principal, trx, audit }) => {
    const row = await findDetermination(trx, principal, params.id)
    if (!row) throw notFound(getDetermination.path)
    const { application_id: id, school_id: school, org_path: orgPath } = row
    audit.subject({ kind: 'application', id, school, orgPath })
    return determinationReply(trx, row)
  })
}

/** @throws {Error} when the facts are not those that were decided on. */
function requireIntact(row: DeterminationRow): FrozenFacts {
  const facts = row.facts as FrozenFacts
  if (digestOf(facts) !== row.facts_digest) throw new Error('the facts of a determination were altered')
  return facts
}

/** What was decided comes from the frozen facts; only how far each service has come is of today. */
async function determinationReply(trx: Trx, row: DeterminationRow): Promise<Determination> {
  const facts = requireIntact(row)
  const statuses = await findServiceStatuses(trx, row.episode_id)
  return {
    applicationId: row.application_id,
    confirmedByName: row.confirmed_by_name,
    confirmedAt: row.confirmed_at.toISOString(),
    onBehalfOf: row.on_behalf_of_name,
    remark: row.remark,
    services: facts.services.map(({ id, category, provider, content, startsOn }) => ({
      category,
      provider,
      content,
      startsOn,
      status: statuses.get(id) ?? 'cancelled',
    })),
    factsDigest: row.facts_digest,
    episodeId: row.episode_id,
  }
}
