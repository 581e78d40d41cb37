import type { ExitProposer } from '../episodes/vocabulary.ts'
import type { Reason } from '../reasons.ts'
import type { GuardianRelation } from '../students.ts'
import type { ApplicantKind } from './vocabulary.ts'

/** A guardian who asks for something says how they are related to the student (AP-03); nobody else is asked. */
export function relationBlockers(
  asker: ApplicantKind | ExitProposer,
  relation: GuardianRelation | null,
): Reason[] {
  return asker === 'guardian' && relation === null ? ['relation_required'] : []
}
