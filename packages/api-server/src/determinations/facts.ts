import {
  chinaDay,
  visitPeriod,
  type AgreedService,
  type ApplicationContent,
  type Day,
} from '@sunshine-aid/domain'
import type { Call, Situation } from '../applications/facts.ts'
import { seal } from '../crypto/seal.ts'
import { evidenceShown } from '../evidence/queries.ts'
import { findMembers } from '../panels/queries.ts'
import { findVisitsSince } from '../visits/queries.ts'

/** A service that was agreed, as it was agreed; its progress stands in `aid_service`. */
export interface FrozenService extends AgreedService {
  readonly id: string
}

/** What is kept of a decision, whatever changes later (D7). Decisions made long ago may have kept less. */
export interface FrozenFacts {
  readonly services: readonly FrozenService[]
  readonly student?: {
    readonly school: string
    readonly class: string
    readonly stage: string
    readonly hardshipLevel?: string
    readonly enrolment?: string
  }
  readonly application?: {
    readonly id: string
    readonly content: Omit<ApplicationContent, 'diagnosis'> & {
      /** Sealed for this decision, base64. */
      readonly diagnosis: string | null
    }
  }
  readonly panel?: { readonly chair: string | null; readonly members: readonly FrozenSeat[] }
  readonly visits?: readonly { readonly visitedOn: Day; readonly reached: boolean }[]
  readonly policy?: { readonly id: string; readonly panelQuorum: number }
  readonly [part: string]: unknown
}

interface FrozenSeat {
  readonly account: string
  readonly recused: string | null
  /** What binds the opinion (`sealedOpinion.ts`), hex; the opinion itself stays sealed, base64. */
  readonly commitment?: string | null
  readonly opinion?: string | null
  readonly votedAt: string | null
}

/**
 * Everything that was before the eyes of whoever confirmed on the day `on`: the case file, the panel with its
 * opinions, the visits of the period, the policy, and what they agreed. People appear as ids; the diagnosis and the
 * opinions stay sealed.
 */
export async function factsShown(
  call: Call,
  { row, facts, policy }: Situation,
  agreed: { readonly services: readonly FrozenService[]; readonly remark: string },
  on: Day = chinaDay(call.now),
): Promise<FrozenFacts> {
  const since = visitPeriod(row.stage, policy, on).from
  return {
    format: 2,
    student: {
      id: row.student_id,
      school: row.school_id,
      class: row.class_id,
      stage: row.stage,
      hardshipLevel: row.hardship_level,
      enrolment: row.enrolment,
    },
    application: {
      id: row.id,
      version: row.version,
      enteredBy: row.entered_by,
      submittedBy: row.submitted_by,
      source: row.source,
      submittedAt: row.submitted_at?.toISOString() ?? null,
      content: { ...facts.content, diagnosis: sealedDiagnosis(call, row.id, facts.content.diagnosis) },
    },
    evidence: await evidenceShown(call.trx, row.id),
    panel: { chair: facts.panel?.chair ?? null, members: await seats(call, row.id) },
    visits: await findVisitsSince(call.trx, row.student_id, since),
    policy: { id: policy.id, panelQuorum: policy.panelQuorum },
    ...agreed,
  } as FrozenFacts
}

async function seats({ trx }: Call, id: string): Promise<FrozenSeat[]> {
  const members = await findMembers(trx, id)
  return members.map(({ account_id, recused, commitment, opinion_sealed, voted_at }) => ({
    account: account_id,
    recused,
    commitment: commitment?.toString('hex') ?? null,
    opinion: opinion_sealed?.toString('base64') ?? null,
    votedAt: voted_at?.toISOString() ?? null,
  }))
}

/** How a diagnosis is sealed within the facts of a decision. */
export const diagnosisContext = (rowId: string) =>
  ({ table: 'determination', column: 'facts', rowId }) as const

function sealedDiagnosis({ keyring }: Call, rowId: string, diagnosis: string | null): string | null {
  return diagnosis === null ? null : seal(keyring, diagnosisContext(rowId), diagnosis).toString('base64')
}
