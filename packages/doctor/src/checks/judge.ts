import type { Label } from '@sunshine-aid/host-contract'
import { CATALOGUE, FINDING_IDS, type FindingId } from '../catalogue/catalogue.ts'
import type { Finding } from '../finding.ts'
import type { Skipped } from '../progress.ts'
import type { Observations } from '../visit/observations.ts'
import { redact, say } from '../words.ts'
import type { Check } from './check.ts'
import { CONTRACT_CHECKS } from './contract.ts'
import { FILE_CHECKS } from './files.ts'
import { PAGE_CHECKS } from './pages.ts'
import { POLICY_CHECKS } from './policies.ts'
import { SURROUNDING_CHECKS } from './surroundings.ts'

const CHECKS: Readonly<Record<FindingId, Check>> = {
  ...CONTRACT_CHECKS,
  ...PAGE_CHECKS,
  ...FILE_CHECKS,
  ...POLICY_CHECKS,
  ...SURROUNDING_CHECKS,
}

/** What keeps a module from coming up: it needs no second line that says so. */
const FATAL = [
  ...(['DR-01', 'DR-02', 'DR-05', 'DR-20', 'DR-50', 'DR-51', 'DR-52', 'DR-53', 'DR-58', 'DR-59'] as const),
  ...(['DR-61', 'DR-62', 'DR-64', 'DR-70', 'DR-72', 'DR-73', 'DR-86'] as const),
]

/** Finding → what it follows from: mending that mends it, so it is not named beside it. */
export const FOLLOWS: Readonly<Partial<Record<FindingId, readonly FindingId[]>>> = {
  'DR-07': ['DR-01', 'DR-09', 'DR-32'],
  'DR-08': ['DR-09'],
  'DR-14': ['DR-12', 'DR-13'],
  'DR-21': ['DR-24'],
  'DR-23': ['DR-22'],
  'DR-31': ['DR-01', 'DR-05'],
  'DR-32': ['DR-09'],
  'DR-34': ['DR-01', 'DR-85'],
  'DR-35': FATAL,
  'DR-36': FATAL,
  'DR-63': ['DR-73'],
  'DR-64': ['DR-70', 'DR-73'],
}

export interface Judgement {
  readonly findings: readonly Finding[]
  readonly notChecked: readonly { readonly id: FindingId; readonly reason: Label }[]
}

/** What is wrong, as far as it was seen. Pure. */
export function judge(seen: Observations, skipped: Skipped = {}): Judgement {
  const results = FINDING_IDS.map(id => ({ id, sightings: CHECKS[id](seen) }))
  const found = new Set(results.flatMap(({ id, sightings }) => (sightings?.length ? [id] : [])))
  const follows = (id: FindingId) => FOLLOWS[id]?.some(cause => found.has(cause)) ?? false
  return {
    findings: results.flatMap(({ id, sightings }) =>
      sightings?.length && !follows(id) ? [{ id, ...CATALOGUE[id], seen: sightings.map(clean) }] : [],
    ),
    notChecked: results.flatMap(({ id, sightings }) =>
      sightings ? [] : [{ id, reason: skipped[CATALOGUE[id].step] ?? NOT_SEEN }],
    ),
  }
}

const NOT_SEEN = say('没有看到可供判断的东西', 'nothing was seen to judge by')

function clean(label: Label): Label {
  return say(redact(label['zh-CN']), redact(label.en))
}
