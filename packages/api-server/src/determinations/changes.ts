import { chinaDay, type ComparableFacts } from '@sunshine-aid/domain'
import { situationOf, type Call } from '../applications/facts.ts'
import type { CaseRow } from '../applications/queries.ts'
import { unseal } from '../crypto/seal.ts'
import type { Trx } from '../database/schema.ts'
import { findServicesOf } from '../services/queries.ts'
import { diagnosisContext, factsShown, type FrozenFacts } from './facts.ts'
import type { DeterminationRow } from './queries.ts'

/** The facts of a decision and those of today, in the same words (D7). Reads both, changes neither. */
export async function thenAndNow(
  call: Call,
  row: CaseRow,
  decision: DeterminationRow,
): Promise<{ then: ComparableFacts; now: ComparableFacts }> {
  const frozen = decision.facts as FrozenFacts
  const services = await findServicesOf(call.trx, decision.episode_id)
  const current = await factsShown(
    call,
    await situationOf(call, row),
    {
      remark: decision.remark,
      services: services
        .filter(({ status }) => status !== 'cancelled')
        .map(({ starts_on, ...service }) => ({ ...service, startsOn: starts_on })),
    },
    chinaDay(decision.confirmed_at),
  )
  const names = await namesIn(call.trx, [frozen, current])
  return { then: comparable(call, frozen, names), now: comparable(call, current, names) }
}

type Names = (id: string | null | undefined) => string[]

function comparable({ keyring }: Call, facts: FrozenFacts, names: Names): ComparableFacts {
  const { student, application, panel, visits, policy, services } = facts
  const values: Record<string, readonly string[] | undefined> = {
    school: student && names(student.school),
    class: student && names(student.class),
    stage: student && [student.stage],
    hardshipLevel: one(student?.hardshipLevel),
    enrolment: one(student?.enrolment),
    chair: panel && names(panel.chair),
    opinions: opinionsOf(panel),
    visits: visits?.filter(({ reached }) => reached).map(({ visitedOn }) => visitedOn),
    policy: policy && [policy.id],
    panelQuorum: policy && [String(policy.panelQuorum)],
    services: services.map(({ content, provider }) => `${content}（${provider}）`),
  }
  if (application) {
    const { diagnosis, ...content } = application.content
    for (const [field, value] of Object.entries(content)) values[field] = listOfValues(value)
    values['diagnosis'] =
      diagnosis === null
        ? []
        : [unseal(keyring, diagnosisContext(application.id), Buffer.from(diagnosis, 'base64'))]
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

const one = (value: string | undefined) => (value === undefined ? undefined : [value])

function listOfValues(value: string | boolean | readonly string[] | null): string[] {
  if (value === null || value === '') return []
  return typeof value === 'object' ? [...value] : [String(value)]
}

/** What binds each opinion: the same commitments, the same opinions. Early decisions kept none. */
function opinionsOf(panel: FrozenFacts['panel']): string[] | undefined {
  const commitments = panel?.members.map(({ commitment }) => commitment)
  return commitments?.every(commitment => commitment !== undefined)
    ? commitments.map(commitment => commitment ?? '')
    : undefined
}

/** Names of the places and people that the facts know by id; the id itself where nobody is called that any more. */
async function namesIn(trx: Trx, facts: readonly FrozenFacts[]): Promise<Names> {
  const places = facts.flatMap(({ student }) => (student ? [student.school, student.class] : []))
  const people = facts.flatMap(({ panel }) => (panel?.chair ? [panel.chair] : []))
  const names = new Map<string, string>()
  for (const [table, ids] of [
    ['org', places],
    ['account', people],
  ] as const) {
    if (ids.length === 0) continue
    const rows = await trx.selectFrom(table).select(['id', 'name']).where('id', 'in', ids).execute()
    for (const { id, name } of rows) names.set(id, name)
  }
  return id => (id ? [names.get(id) ?? '—'] : [])
}
