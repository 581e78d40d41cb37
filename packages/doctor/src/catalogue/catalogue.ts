import type { FindingKind } from '../finding.ts'
import { CONTRACT_FINDINGS } from './contract.ts'
import { FILE_FINDINGS } from './files.ts'
import { PAGE_FINDINGS } from './pages.ts'
import { POLICY_FINDINGS } from './policies.ts'
import { SURROUNDING_FINDINGS } from './surroundings.ts'

const ALL = {
  ...CONTRACT_FINDINGS,
  ...PAGE_FINDINGS,
  ...FILE_FINDINGS,
  ...POLICY_FINDINGS,
  ...SURROUNDING_FINDINGS,
}

/** An id keeps its meaning for good; what is no longer looked for leaves a gap. */
export type FindingId = keyof typeof ALL

/** Everything that the doctor looks for. */
export const CATALOGUE: Readonly<Record<FindingId, FindingKind>> = ALL

export const FINDING_IDS = (Object.keys(ALL) as FindingId[]).sort()
