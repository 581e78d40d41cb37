import { SCHOOL_STAGES, type SchoolStage } from '../organisations.ts'
import type { VisitPolicy } from '../policy.ts'
import type { SettingDescription } from './describe.ts'
import { PLAIN_SETTINGS, type PlainKey } from './plainSettings.ts'
import { VISIT_SETTINGS } from './visitSettings.ts'

type VisitKey = `visits.${SchoolStage}.${keyof VisitPolicy}`

/** One number or choice of the policy that an organisation may set: `panelQuorum`, `visits.primary.period`. */
export type SettingKey = PlainKey | VisitKey

export type SettingValue = number | boolean | string | readonly string[]

const VISIT_KEYS = SCHOOL_STAGES.flatMap(stage =>
  (Object.keys(VISIT_SETTINGS) as (keyof VisitPolicy)[]).map(field => `visits.${stage}.${field}` as const),
)

export const SETTING_KEYS: readonly SettingKey[] = [
  ...(Object.keys(PLAIN_SETTINGS) as PlainKey[]),
  ...VISIT_KEYS,
]

/** Where in the profile `key` stands: a stage's visit rule, or a field of its own. */
export function placeOfKey(
  key: SettingKey,
): { readonly stage: SchoolStage; readonly field: keyof VisitPolicy } | { readonly plain: PlainKey } {
  const [, stage, field] = key.split('.')
  if (stage === undefined) return { plain: key as PlainKey }
  return { stage: stage as SchoolStage, field: field as keyof VisitPolicy }
}

/** The description of a setting; that of a visit rule is the same at every stage. */
export function describeSetting(key: SettingKey): SettingDescription {
  const place = placeOfKey(key)
  return 'plain' in place ? PLAIN_SETTINGS[place.plain] : VISIT_SETTINGS[place.field]
}

/** Whether it is a key of today: one that an older release knew is shown in the history and sets nothing. */
export function isSettingKey(key: string): key is SettingKey {
  return (SETTING_KEYS as readonly string[]).includes(key)
}
