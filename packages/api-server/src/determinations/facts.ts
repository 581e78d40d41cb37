import { chinaDay, visitPeriod, type AgreedService, type NewDetermination } from '@sunshine-aid/domain'
import type { Call, Situation } from '../applications/facts.ts'
import { seal } from '../crypto/seal.ts'
import { evidenceShown } from '../evidence/queries.ts'
import { findMembers } from '../panels/queries.ts'
import { openOpinion } from '../panels/sealedOpinion.ts'
import { findVisitsSince } from '../visits/queries.ts'

/** A service that was agreed, as it was agreed; its progress stands in `aid_service`. */
export interface FrozenService extends AgreedService {
  readonly id: string
}

/** What is kept of a decision, whatever changes later (D7). */
export interface FrozenFacts {
  readonly services: readonly FrozenService[]
  readonly [part: string]: unknown
}

/**
 * Everything that was before the eyes of whoever confirmed: the case file, the panel with its opinions, the visits
 * of the period, the policy, and what they agreed. People appear as ids; the diagnosis stays sealed.
 */
export async function factsShown(
  call: Call,
  { row, facts, policy }: Situation,
  { remark }: NewDetermination,
  services: readonly FrozenService[],
): Promise<FrozenFacts> {
  const since = visitPeriod(row.stage, policy, chinaDay(call.now)).from
  return {
    format: 1,
    student: { id: row.student_id, school: row.school_id, class: row.class_id, stage: row.stage },
    application: {
      id: row.id,
      version: row.version,
      enteredBy: row.entered_by,
      submittedBy: row.submitted_by,
      submittedAt: row.submitted_at?.toISOString() ?? null,
      content: { ...facts.content, diagnosis: sealedDiagnosis(call, row.id, facts.content.diagnosis) },
    },
    evidence: await evidenceShown(call.trx, row.id),
    panel: { chair: facts.panel?.chair ?? null, members: await opinions(call, row.id) },
    visits: await findVisitsSince(call.trx, row.student_id, since),
    policy: { id: policy.id, panelQuorum: policy.panelQuorum },
    services,
    remark,
  }
}

async function opinions({ trx, keyring }: Call, id: string): Promise<object[]> {
  const members = await findMembers(trx, id)
  return members.map(member => {
    const { account_id, recused, opinion_sealed, voted_at } = member
    const said = opinion_sealed && openOpinion(keyring, member, opinion_sealed).opinion
    return {
      account: account_id,
      recused,
      necessity: said?.necessity ?? null,
      feasibility: said?.feasibility ?? null,
      grounds: said?.grounds ?? null,
      votedAt: voted_at?.toISOString() ?? null,
    }
  })
}

function sealedDiagnosis({ keyring }: Call, rowId: string, diagnosis: string | null): string | null {
  if (diagnosis === null) return null
  return seal(keyring, { table: 'determination', column: 'facts', rowId }, diagnosis).toString('base64')
}
