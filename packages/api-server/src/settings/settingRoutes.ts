import {
  listSettings,
  listSettingVersions,
  notFound,
  previewSetting,
  ProblemError,
} from '@sunshine-aid/api-contract'
import {
  chinaDay,
  describeSetting,
  isSettingKey,
  settingIn,
  settingValue,
  versionsInForce,
  type ApprovedVersion,
  type SettingKey,
  type SettingValue,
} from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { isWithin } from '../access/reach.ts'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import { implement } from '../http/implement.ts'
import { policiesOf } from '../organisations/policies.ts'
import type { PlacedOrganisation } from '../organisations/queries.ts'
import { policyOn, settingLines, settingsOf } from './inForce.ts'
import { placeWithin } from './place.ts'
import { countChange, publishedCount } from './preview.ts'
import { versionPosition, versionsOfKey } from './versionQueries.ts'
import { versionReply } from './versionReply.ts'

export function settingRoutes(app: FastifyInstance): void {
  implement(app, listSettings, async ({ params, query, principal, trx, now }) => {
    const place = await placeWithin(trx, principal, 'policy.read', params.id, listSettings)
    const settings = await settingsOf(trx, place)
    const on = query.on ?? chinaDay(now)
    return {
      orgName: place.name,
      orgKind: place.kind,
      stage: place.stage,
      on,
      source: settings.profile.source,
      items: settingLines(settings, principal, on),
    }
  })

  implement(app, listSettingVersions, async ({ params, query, principal, trx, pager }) => {
    const place = await placeWithin(trx, principal, 'policy.read', params.id, listSettingVersions)
    const page = pager(params.key).request(query)
    const rows = await versionsOfKey(trx, place.path, params.key, page)
    return pager(params.key).page(rows, page, versionPosition, row => versionReply(principal, row))
  })

  implement(app, previewSetting, async ({ params: { id, key }, query, principal, trx, now }) => {
    const place = await placeWithin(trx, principal, 'policy.read', id, previewSetting)
    if (!isSettingKey(key)) throw notFound(previewSetting.path)
    if (!describeSetting(key).setBy.includes(place.kind))
      throw new ProblemError('setting_not_at_this_level', previewSetting.path)
    const value = await proposedValue(trx, place, key, query.value, chinaDay(now))
    const schools = await followers(trx, place, key, chinaDay(now))
    const policies = await policiesOf(trx, schools)
    const count = await countChange(trx, place.path, { key, policies, value: () => value, now })
    const inFull = isOwnSchool(principal, place)
    const { suppressBelow } = (await policiesOf(trx, [place.id])).get(place.id) ?? { suppressBelow: 5 }
    return {
      counts: count.counts,
      schools: schools.length,
      ...publishedCount(count, inFull ? null : suppressBelow),
    }
  })
}

/** The school's own officer and head work with the children behind the figure. */
function isOwnSchool(principal: Principal, { kind, path }: PlacedOrganisation): boolean {
  return kind === 'school' && principal.caseScope.some(scope => isWithin(path, scope) && scope === path)
}

async function proposedValue(
  trx: Trx,
  place: PlacedOrganisation,
  key: SettingKey,
  json: string,
  today: string,
): Promise<SettingValue> {
  const asked = parsed(json)
  const value =
    asked === null
      ? settingIn(policyOn(await settingsOf(trx, place), today, { orgId: place.id, key }), key)
      : settingValue(key, asked)
  if (value === undefined) throw new ProblemError('setting_out_of_range', previewSetting.path)
  return value
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** Open schools at or below `place` for which nobody between them and `place` has set the value. */
async function followers(
  trx: Trx,
  place: PlacedOrganisation,
  key: SettingKey,
  today: string,
): Promise<string[]> {
  const { rows } = await sql<{ id: string; level: number; versions: ApprovedVersion[] }>`
    select school.id, nlevel(${place.path}::ltree) as level, coalesce(nearer.versions, '[]') as versions
    from org school
    cross join lateral (
      select jsonb_agg(jsonb_build_object('key', version.key, 'value', version.value,
        'level', nlevel(above.path), 'from', version.effective_from, 'seq', version.seq)) as versions
      from org above join policy_setting version on version.org_id = above.id and version.state = 'approved'
      where above.path @> school.path and version.key = ${key}
    ) nearer
    where school.kind = 'school' and school.open and school.path <@ ${place.path}::ltree`.execute(trx)
  return rows
    .filter(({ level, versions }) => (versionsInForce(versions, today).get(key)?.level ?? 0) <= level)
    .map(({ id }) => id)
}
