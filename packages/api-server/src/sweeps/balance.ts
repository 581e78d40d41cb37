import type { SweepBalance } from '@sunshine-aid/api-contract'
import {
  AREAS,
  balanceOf,
  SCHOOL_STAGES,
  Sex,
  type BalanceDimension,
  type BalanceRow,
  type GroupCount,
} from '@sunshine-aid/domain'
import { grants } from '../access/reach.ts'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import { policyOf } from '../organisations/policies.ts'
import type { PlacedOrganisation } from '../organisations/queries.ts'
import { sumCounters, type CounterRow } from './counters.ts'

/**
 * How `principal` may see the figures of this very place: in full at the own school, else as an aggregate; not at
 * all where their role stands elsewhere. Nobody looks from their own region into one below it, because figures of
 * both levels could be subtracted from each other (D3).
 */
export function balanceReach(principal: Principal, placeId: string): 'full' | 'aggregate' | undefined {
  const here = grants(principal, 'sweepBalance.read').filter(({ assignment }) => assignment.orgId === placeId)
  if (here.some(({ reach }) => reach === 'place')) return 'full'
  return here.length > 0 ? 'aggregate' : undefined
}

const VALUES: Readonly<Record<BalanceDimension, readonly string[]>> = {
  sex: Sex.options,
  stage: SCHOOL_STAGES,
  area: AREAS,
}

/** Proposals beside the population of a place (PS-06). */
export async function sweepBalance(
  trx: Trx,
  place: PlacedOrganisation,
  reach: 'full' | 'aggregate',
): Promise<SweepBalance> {
  const policy = await policyOf(trx, place.id)
  const rows = await sumCounters(trx, place.path)
  const groups = (dimension: BalanceDimension) => groupsBy(rows, dimension)
  const counts = { sex: groups('sex'), stage: groups('stage'), area: groups('area') }
  const balance = balanceOf(counts, policy, reach === 'full')
  return {
    name: place.name,
    policySource: policy.source,
    band: policy.sweepBalanceBand,
    suppressBelow: reach === 'full' ? null : policy.suppressBelow,
    sex: replied(balance.sex),
    stage: replied(balance.stage),
    area: replied(balance.area),
  }
}

/** The groups that there are, in the order of the vocabulary. */
function groupsBy(rows: readonly CounterRow[], dimension: BalanceDimension): GroupCount[] {
  return VALUES[dimension].flatMap(value => {
    const own = rows.filter(row => row[dimension] === value)
    const sum = (key: 'students' | 'proposed' | 'accepted') => own.reduce((total, row) => total + row[key], 0)
    const students = sum('students')
    return students === 0 ? [] : [{ value, students, proposed: sum('proposed'), accepted: sum('accepted') }]
  })
}

type Replied = SweepBalance['sex'][number]

function replied(rows: readonly BalanceRow[]): Replied[] {
  return rows.map(row => ({ ...row, value: row.value as Replied['value'] }))
}
