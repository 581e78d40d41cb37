import type { OrgKind, SchoolStage } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import type { Trx } from '../database/schema.ts'
import { upFrom } from './upFrom.ts'

/** An organisation with the way to it. */
export interface PlacedOrganisation {
  readonly id: string
  readonly kind: OrgKind
  readonly name: string
  readonly path: string
  /** Of a school. */
  readonly stage: SchoolStage | null
  /** From the province down to the place itself. */
  readonly trail: readonly { readonly id: string; readonly kind: OrgKind; readonly name: string }[]
}

/** `undefined` when there is none that the transaction sees. */
export async function findOrganisation(trx: Trx, id: string): Promise<PlacedOrganisation | undefined> {
  const { rows } = await sql<Omit<PlacedOrganisation, 'trail'>>`
    select above.id, above.kind, above.name, above.path, above.stage
    from ${upFrom(id)} above
    order by nlevel(above.path)`.execute(trx)
  const place = rows.at(-1)
  return place && { ...place, trail: rows.map(({ id: above, kind, name }) => ({ id: above, kind, name })) }
}

/** Cities and counties by code, schools and classes by name; at most as many as one answer may hold. */
export function listChildren(trx: Trx, id: string) {
  return trx
    .selectFrom('org')
    .select(['id', 'kind', 'parent_id', 'name', 'division_code', 'stage', 'area', 'path'])
    .where('parent_id', '=', id)
    .orderBy('division_code')
    .orderBy(IN_ORDER)
    .orderBy('id')
    .limit(MAX_CHILDREN)
    .execute()
}

const MAX_CHILDREN = 2_000

/** 一年级 before 二年级, as it is read and not as it is pronounced. */
export const IN_ORDER = sql<string>`translate(org.name, '一二三四五六七八九', '123456789') collate "zh-x-icu"`
