import { chinaDay, countingRule, type CountingRule, type SchoolStage } from '@sunshine-aid/domain'
import type { Trx } from '../database/schema.ts'
import { policiesOf } from '../organisations/policies.ts'

/** Schools that count by the same rule. */
export interface RuleGroup {
  readonly rule: CountingRule
  readonly schools: readonly string[]
}

/** One group a stage and policy. The stage is the school's: its counter has one. */
export async function ruleGroupsOf(trx: Trx, schools: readonly string[], now: Date): Promise<RuleGroup[]> {
  if (schools.length === 0) return []
  const policies = await policiesOf(trx, schools)
  const stages = await stagesOf(trx, schools)
  const groups = new Map<string, { rule: CountingRule; schools: string[] }>()
  for (const { id, stage } of stages) {
    const policy = policies.get(id)
    if (!policy) continue
    const key = `${stage}/${policy.id}`
    const group = groups.get(key) ?? { rule: countingRule(stage, policy, chinaDay(now)), schools: [] }
    group.schools.push(id)
    groups.set(key, group)
  }
  return [...groups.values()]
}

async function stagesOf(trx: Trx, schools: readonly string[]): Promise<{ id: string; stage: SchoolStage }[]> {
  const rows = await trx.selectFrom('org').select(['id', 'stage']).where('id', 'in', schools).execute()
  return rows.flatMap(({ id, stage }) => (stage === null ? [] : [{ id, stage }]))
}
