import type { GuardianRelation } from '@sunshine-aid/domain'

/** Who asks for something: a guardian with their relation to the student, or one of the others (AP-03). */
export interface Asker<Other extends string> {
  readonly kind: Other | 'guardian'
  /** `null` for the others, and for a guardian as long as nobody has said. */
  readonly relation: GuardianRelation | null
}
