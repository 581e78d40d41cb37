import { getStuckCounts, notFound } from '@sunshine-aid/api-contract'
import { stuckTable, type StuckReason } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import type { FastifyInstance } from 'fastify'
import type { Trx } from '../database/schema.ts'
import { figuresAt } from '../elapsed/figuresAt.ts'
import { implement } from '../http/implement.ts'
import { policyOf } from '../organisations/policies.ts'
import { findOrganisation } from '../organisations/queries.ts'

/**
 * What is stuck below a place, so that an office can ask a school that has nobody left to act: numbers by reason,
 * never a case (PS-01). For the very place of the reader's role, as the times by station are.
 */
export function stuckCountRoutes(app: FastifyInstance): void {
  implement(app, getStuckCounts, async ({ params, principal, trx, audit }) => {
    const held = figuresAt(principal, params.id)
    const place = held && (await findOrganisation(trx, params.id))
    if (!held || !place) throw notFound(getStuckCounts.path)
    audit.subject({ kind: 'organisation', id: place.id, orgPath: place.path })
    const { suppressBelow } = await policyOf(trx, place.id)
    const k = held === 'inFull' ? null : suppressBelow
    const counts = await findCounts(trx, place.id)
    const names = new Map(counts.map(({ place: id, name }) => [id, name]))
    const { rows, totals } = stuckTable(counts, [...names.keys()], k)
    const countedAt = counts.map(({ counted_at }) => counted_at.getTime())
    return {
      placeName: place.name,
      countedAt: countedAt.length > 0 ? new Date(Math.min(...countedAt)).toISOString() : null,
      rows: [...names].map(([placeId, placeName], at) => ({
        placeId,
        placeName,
        cells: [...(rows[at] ?? [])],
      })),
      totals: [...totals],
      suppressBelow: k,
    }
  })
}

interface PlacedCount {
  readonly place: string
  readonly name: string
  readonly reason: StuckReason
  readonly n: number
  readonly counted_at: Date
}

/** By the places right below, each with the schools in it; a school stands for itself. */
async function findCounts(trx: Trx, id: string): Promise<PlacedCount[]> {
  const { rows } = await sql<PlacedCount>`
    select below.id as place, below.name, stuck.reason, sum(stuck.n)::integer as n,
      min(stuck.counted_at) as counted_at
    from org below join stuck_count stuck on stuck.org_path <@ below.path
    where (below.parent_id = ${id}::uuid and below.kind <> 'class')
      or (below.id = ${id}::uuid and below.kind = 'school')
    group by below.id, stuck.reason
    order by below.division_code, below.name, below.id`.execute(trx)
  return rows
}
