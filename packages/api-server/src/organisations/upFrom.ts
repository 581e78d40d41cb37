import { sql, type RawBuilder } from 'kysely'

/**
 * The organisation of `id` and every one above it, as far as the transaction sees them, to stand in a `from`. Climbs by
 * parent: row-level security comes before any comparison of paths, so that whoever sees a province would read all of
 * it to find the four above a school.
 */
export function upFrom(id: unknown): RawBuilder<unknown> {
  return sql`(
    with recursive up as (
      select self.id, self.parent_id, self.kind, self.name, self.path, self.stage, self.policy_profile
      from org self where self.id = ${id}
      union all
      select above.id, above.parent_id, above.kind, above.name, above.path, above.stage, above.policy_profile
      from up join org above on above.id = up.parent_id
    )
    select * from up)`
}
