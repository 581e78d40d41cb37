import type { PolicyProfile } from '../policy.ts'
import type { Day } from '../time.ts'
import { placeOfKey, isSettingKey, type SettingKey, type SettingValue } from './keys.ts'
import { settingValue } from './values.ts'

/** What an organisation has set, as far as it matters for what is in force. */
export interface SetValue {
  readonly key: string
  readonly value: unknown
}

/** The value that `policy` gives to `key`. */
export function settingIn(policy: PolicyProfile, key: SettingKey): SettingValue {
  const place = placeOfKey(key)
  return 'plain' in place ? policy[place.plain] : policy.visits[place.stage][place.field]
}

/**
 * `profile` with what the nearest organisations have set, one value a key. A key or a value that the rules no
 * longer know is passed over: the profile holds there.
 */
export function withSettings(profile: PolicyProfile, settings: readonly SetValue[]): PolicyProfile {
  return settings.reduce((policy, { key, value }) => {
    if (!isSettingKey(key)) return policy
    const known = settingValue(key, value)
    return known === undefined ? policy : withSetting(policy, key, known)
  }, profile)
}

export function withSetting(policy: PolicyProfile, key: SettingKey, value: SettingValue): PolicyProfile {
  const place = placeOfKey(key)
  if ('plain' in place) return { ...policy, [place.plain]: value }
  const { stage, field } = place
  return { ...policy, visits: { ...policy.visits, [stage]: { ...policy.visits[stage], [field]: value } } }
}

/** An approved version, with what decides between several. */
export interface ApprovedVersion extends SetValue {
  /** How deep its organisation lies: a school lies deeper than its county. */
  readonly level: number
  /** The day from which it holds. */
  readonly from: Day
  /** Grows with each version of a value. */
  readonly seq: number
}

/**
 * What holds on `day` of the versions of an organisation and those above it: for each key the last one of each
 * organisation, and of these the nearest. A version without a value takes its organisation's own one back.
 */
export function versionsInForce<V extends ApprovedVersion>(versions: readonly V[], day: Day): Map<string, V> {
  const held = versions.filter(({ from }) => from <= day).toSorted(laterLast)
  const lastOf = new Map(held.map(version => [`${version.level}/${version.key}`, version]))
  const set = [...lastOf.values()].filter(({ value }) => value !== null)
  return new Map(set.toSorted((a, b) => a.level - b.level).map(version => [version.key, version]))
}

function laterLast(a: ApprovedVersion, b: ApprovedVersion): number {
  return a.from.localeCompare(b.from) || a.seq - b.seq
}
