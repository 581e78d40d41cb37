import { internal, listOf, record, sensitive } from '../dataClass.ts'
import { ApplicationId } from '../ids.ts'
import { Moment } from '../time.ts'
import { z } from '../zod.ts'

/** What of a decision's facts can be compared with today (D7). */
export const FACT_FIELDS = [
  'school',
  'class',
  'stage',
  'hardshipLevel',
  'enrolment',
  'applicantKind',
  'relation',
  'consentGiven',
  'dilemmaTypes',
  'reasonCodes',
  'aidCategories',
  'factsAndReasons',
  'diagnosis',
  'suddenChange',
  'visits',
  'chair',
  'opinions',
  'policy',
  'panelQuorum',
  'services',
] as const
export type FactField = (typeof FACT_FIELDS)[number]

/** Values of one fact: codes, names or texts; empty where there was none. */
export type FactValues = readonly string[]
/** Facts that a decision did not keep are missing: nothing can be said of them. */
export type ComparableFacts = Readonly<Partial<Record<FactField, FactValues>>>

/**
 * One fact that is no longer as it was when the school decided. Of a fact that is not for showing (a diagnosis, what
 * a member thought) only that it changed: both lists are empty then.
 */
export const FactChange = record({
  field: internal(z.enum(FACT_FIELDS)),
  then: sensitive(z.array(z.string().max(2000)).max(100)),
  now: sensitive(z.array(z.string().max(2000)).max(100)),
})
export type FactChange = z.output<typeof FactChange>

export const ChangesSince = record({
  applicationId: ApplicationId,
  decidedAt: internal(Moment),
  changes: listOf(FactChange, FACT_FIELDS.length),
})
export type ChangesSince = z.output<typeof ChangesSince>

/** Told as "changed" and no more. */
const UNSHOWN: ReadonlySet<FactField> = new Set<FactField>(['diagnosis', 'opinions'])

/** What is different today, in the order of `FACT_FIELDS`. The order of several values says nothing. */
export function changesSince(then: ComparableFacts, now: ComparableFacts): FactChange[] {
  return FACT_FIELDS.flatMap(field => {
    const [before, after] = [then[field], now[field]]
    if (!before || !after || isSame(before, after)) return []
    return [UNSHOWN.has(field) ? { field, then: [], now: [] } : { field, then: [...before], now: [...after] }]
  })
}

function isSame(before: FactValues, after: FactValues): boolean {
  const sorted = (values: FactValues) => JSON.stringify([...values].sort())
  return sorted(before) === sorted(after)
}
