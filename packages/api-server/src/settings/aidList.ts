import { listAidServices, saveAidItem } from '@sunshine-aid/api-contract'
import {
  AID_TEMPLATES,
  aidTemplate,
  chinaDay,
  type AidCategory,
  type AidItem,
  type OrgKind,
} from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Trx } from '../database/schema.ts'
import { implement } from '../http/implement.ts'
import { requireVersion } from '../http/preconditions.ts'
import type { PlacedOrganisation } from '../organisations/queries.ts'
import { concernedPlace, isHeldAt, ownPlace } from './place.ts'

/** The newest change of an item by one organisation. */
interface ChangeRow {
  item: string
  org_id: string
  org_name: string
  org_kind: OrgKind
  category: AidCategory
  name: string
  provider: string | null
  hidden: boolean
  changed_by_name: string
  changed_at: Date
  version: number
}

export function aidListRoutes(app: FastifyInstance): void {
  implement(app, listAidServices, async ({ params, query, principal, trx }) => {
    const place = await concernedPlace(trx, principal, params.id, listAidServices)
    const items = await aidListOf(trx, place)
    return {
      items: query.hidden === 'true' ? items : items.filter(({ hidden }) => !hidden),
      mayRefine: isHeldAt(principal, 'aidList.refine', place.id),
    }
  })

  implement(app, saveAidItem, async ({ params, body, principal, trx, now, audit, expectedVersion }) => {
    const place = await ownPlace(trx, principal, 'aidList.refine', params.id, saveAidItem)
    // One after the other, so that whoever comes second sees what the first has written.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`aid-list/${place.id}/${params.item}`}, 0))`.execute(
      trx,
    )
    const known = (await aidListOf(trx, place)).find(({ id }) => id === params.item)
    requireVersion(known ?? newItem(params.item, body), expectedVersion)
    await trx
      .insertInto('aid_list_change')
      .values({
        org_id: place.id,
        org_path: place.path,
        item: params.item,
        version: expectedVersion,
        ...body,
        changed_by: principal.accountId,
        changed_by_name: principal.name,
        changed_at: now,
      })
      .execute()
    audit.subject({ kind: 'aidList', id: place.id, orgPath: place.path })
    return (await aidListOf(trx, place)).find(({ id }) => id === params.item) as AidItem
  })
}

/**
 * The list as it is offered at `place`: the templates, with what each organisation from the province down to
 * `place` added, renamed or hid; the nearest has the last word.
 */
export async function aidListOf(trx: Trx, place: PlacedOrganisation): Promise<AidItem[]> {
  const { rows } = await sql<ChangeRow>`
    select distinct on (nlevel(org.path), change.item) change.item, org.id as org_id, org.name as org_name,
      org.kind as org_kind, change.category, change.name, change.provider, change.hidden,
      change.changed_by_name, change.changed_at, change.version
    from aid_list_change change join org on org.id = change.org_id
    where org.path @> ${place.path}::ltree
    order by nlevel(org.path), change.item, change.version desc`.execute(trx)
  const items = new Map(AID_TEMPLATES.map(({ id }) => [id, fromTemplate(id)]))
  for (const row of rows) items.set(row.item, refined(items.get(row.item), row, place))
  return [...items.values()]
}

function fromTemplate(id: string): AidItem {
  const template = aidTemplate(id) as NonNullable<ReturnType<typeof aidTemplate>>
  return { ...template, hidden: false, originalName: null, changed: null, own: false, version: 1 }
}

function newItem(id: string, body: Pick<AidItem, 'category' | 'name' | 'provider' | 'hidden'>): AidItem {
  return { ...body, id, source: 'school', originalName: null, changed: null, own: false, version: 1 }
}

function refined(above: AidItem | undefined, row: ChangeRow, place: PlacedOrganisation): AidItem {
  const own = row.org_id === place.id
  const { category, name, provider, hidden } = row
  const original = above?.originalName ?? above?.name
  return {
    id: row.item,
    category,
    name,
    provider,
    hidden,
    source: above?.source ?? (row.org_kind === 'school' ? 'school' : 'region'),
    originalName: original === undefined || original === name ? null : original,
    changed: { orgName: row.org_name, byName: row.changed_by_name, on: chinaDay(row.changed_at) },
    own,
    version: own ? row.version + 1 : 1,
  }
}
