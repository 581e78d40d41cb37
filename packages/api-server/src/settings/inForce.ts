import type { SettingInForce } from '@sunshine-aid/api-contract'
import {
  describeSetting,
  policyInForce,
  SETTING_KEYS,
  settingIn,
  versionsInForce,
  withSettings,
  type ApprovedVersion,
  type Day,
  type PolicyProfile,
  type SettingKey,
  type SettingValue,
} from '@sunshine-aid/domain'
import { sql } from 'kysely'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import type { PlacedOrganisation } from '../organisations/queries.ts'
import { isHeldAt } from './place.ts'
import { versionsAbove, type VersionRow } from './versionQueries.ts'
import { versionReply } from './versionReply.ts'

/** What is set at an organisation and above it, ready to be asked about any day. */
export interface PlaceSettings {
  readonly place: PlacedOrganisation
  readonly rows: readonly VersionRow[]
  readonly profile: PolicyProfile
}

export async function settingsOf(trx: Trx, place: PlacedOrganisation): Promise<PlaceSettings> {
  const { rows } = await sql<{ id: string }>`
    select policy_profile as id from org where path @> ${place.path}::ltree and policy_profile is not null
    order by nlevel(path) desc`.execute(trx)
  return {
    place,
    rows: await versionsAbove(trx, place.path),
    profile: policyInForce(rows.map(({ id }) => id)),
  }
}

type Approved = VersionRow & ApprovedVersion

const approved = (rows: readonly VersionRow[]): Approved[] =>
  rows.flatMap(row =>
    row.state === 'approved' && row.effective_from !== null ? [{ ...row, from: row.effective_from }] : [],
  )

/** The policy as it stood on `day`; `without` leaves out what one organisation has set for a key. */
export function policyOn(
  { rows, profile }: PlaceSettings,
  day: Day,
  without?: { readonly orgId: string; readonly key: SettingKey },
): PolicyProfile {
  const counted = approved(rows).filter(({ org_id, key }) => org_id !== without?.orgId || key !== without.key)
  return withSettings(profile, [...versionsInForce(counted, day).values()])
}

/** The organisation's own value in force on `day`, or that it takes effect later; `null` where it has none. */
export function ownValue({ place, rows }: PlaceSettings, key: SettingKey): SettingValue | null {
  const own = approved(rows)
    .filter(row => row.org_id === place.id && row.key === key)
    .toSorted((a, b) => a.from.localeCompare(b.from) || a.seq - b.seq)
  return (own.at(-1)?.value as SettingValue | undefined) ?? null
}

/** Every value in force on `day`, with who set it, what comes next and what waits (D15). */
export function settingLines(settings: PlaceSettings, principal: Principal, day: Day): SettingInForce[] {
  const versions = approved(settings.rows)
  const inForce = versionsInForce(versions, day)
  const policy = policyOn(settings, day)
  const { place } = settings
  const mayPropose = isHeldAt(principal, 'policy.propose', place.id)
  return SETTING_KEYS.map(key => {
    const ofKey = settings.rows.filter(row => row.key === key)
    const next = versions
      .filter(row => row.key === key && row.from > day)
      .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    const shown = (row: VersionRow | undefined) => (row ? versionReply(principal, row) : null)
    const value = settingIn(policy, key)
    return {
      key,
      value: Array.isArray(value) ? [...(value as readonly string[])] : (value as string | number | boolean),
      setBy: shown(inForce.get(key)),
      next: shown(next[0]),
      waiting: ofKey.filter(row => row.state === 'proposed' && row.org_id === place.id).length,
      mayPropose: mayPropose && describeSetting(key).setBy.includes(place.kind),
    }
  })
}
