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
  type SettingKey,
  type SettingValue,
} from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
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
    const schools = await followers(trx, place, key)
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

/** Schools at or below `place` between which and `place` nobody has set the value for themselves. */
async function followers(trx: Trx, place: PlacedOrganisation, key: SettingKey): Promise<string[]> {
  const rows = await trx
    .selectFrom('org as school')
    .select('school.id')
    .where('school.kind', '=', 'school')
    .where('school.open', '=', true)
    .where(({ eb, ref, val }) => eb(ref('school.path'), '<@' as '=', val(place.path)))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('policy_setting as nearer')
            .innerJoin('org as above', 'above.id', 'nearer.org_id')
            .select('nearer.id')
            .where('nearer.key', '=', key)
            .where('nearer.state', '=', 'approved')
            .where('nearer.value', 'is not', null)
            .whereRef('above.path', '@>' as '=', 'school.path')
            .where(({ eb, ref, val }) => eb(ref('above.path'), '<@' as '=', val(place.path)))
            .where('above.id', '<>', place.id),
        ),
      ),
    )
    .execute()
  return rows.map(({ id }) => id)
}
