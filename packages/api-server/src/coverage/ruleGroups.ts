import { chinaDay, countingRule, type CountingRule, type SchoolStage } from '@sunshine-aid/domain'
import type { Trx } from '../database/schema.ts'
import { policiesOf } from '../organisations/policies.ts'

/** Schools that count by the same rule. */
export interface RuleGroup {
  readonly rule: CountingRule
  readonly schools: readonly string[]
}

/** One group a rule: schools of a stage and a policy have the same one. The stage is the school's: its counter has one. */
export async function ruleGroupsOf(trx: Trx, schools: readonly string[], now: Date): Promise<RuleGroup[]> {
  if (schools.length === 0) return []
  const policies = await policiesOf(trx, schools)
  const stages = await stagesOf(trx, schools)
  const groups = new Map<string, { rule: CountingRule; schools: string[] }>()
  for (const { id, stage } of stages) {
    const policy = policies.get(id)
    if (!policy) continue
    const rule = countingRule(stage, policy, chinaDay(now))
    const key = JSON.stringify(rule)
    const group = groups.get(key) ?? { rule, schools: [] }
    group.schools.push(id)
    groups.set(key, group)
  }
  return [...groups.values()]
}

async function stagesOf(trx: Trx, schools: readonly string[]): Promise<{ id: string; stage: SchoolStage }[]> {
  const rows = await trx.selectFrom('org').select(['id', 'stage']).where('id', 'in', schools).execute()
  return rows.flatMap(({ id, stage }) => (stage === null ? [] : [{ id, stage }]))
}
