import { determineApplication, getDetermination, notFound } from '@sunshine-aid/api-contract'
import { serviceBlockers, type Determination } from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { changeApplication } from '../applications/change.ts'
import { refreshCoverage } from '../coverage/facts.ts'
import type { Trx } from '../database/schema.ts'
import { implement } from '../http/implement.ts'
import { digestOf } from './canonicalJson.ts'
import { confirm } from './confirm.ts'
import type { FrozenFacts } from './facts.ts'
import { findDetermination, findServiceStatuses, newDetermination, type DeterminationRow } from './queries.ts'

export function determinationRoutes(app: FastifyInstance): void {
  implement(app, determineApplication, async call => {
    const { trx, now, body } = call
    const { row } = await changeApplication(call, 'determine', situation => ({
      blockers: serviceBlockers(body, situation.facts.content),
      store: () => confirm(call, situation, body),
    }))
    await refreshCoverage(trx, { studentIds: [row.student_id], now })
    return determinationReply(trx, await newDetermination(trx, row.id))
  })

  implement(app, getDetermination, async ({ params, principal, trx, audit }) => {
    const row = await findDetermination(trx, principal, params.id)
    if (!row) throw notFound(getDetermination.path)
    const { application_id: id, school_id: school, org_path: orgPath } = row
    audit.subject({ kind: 'application', id, school, orgPath })
    return determinationReply(trx, row)
  })
}

/** What was decided comes from the frozen facts; only how far each service has come is of today. */
async function determinationReply(trx: Trx, row: DeterminationRow): Promise<Determination> {
  const facts = row.facts as FrozenFacts
  if (digestOf(facts) !== row.facts_digest) throw new Error('the facts of a determination were altered')
  const statuses = await findServiceStatuses(trx, row.episode_id)
  return {
    applicationId: row.application_id,
    confirmedByName: row.confirmed_by_name,
    confirmedAt: row.confirmed_at.toISOString(),
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
