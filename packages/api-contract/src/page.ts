import { internal, listOf, nullable, optional, record, z, type Classed } from '@sunshine-aid/domain'

/** Most rows that one answer may hold (trust rule 19). */
export const MAX_PAGE = 100

/** Query of every list: `limit` rows after `cursor`, an opaque value from the last answer's `nextCursor`. */
export const pageQuery = {
  limit: optional(internal(z.string().regex(/^([1-9]\d?|100)$/, 'out_of_range'))),
  cursor: optional(internal(z.string().min(1).max(500))),
}

/** A page of a list: `nextCursor` is `null` on the last one. Totals are given only where they are cheap. */
export function pageOf<T extends z.ZodType>(item: Classed<T>) {
  return record({
    items: listOf(item, MAX_PAGE),
    nextCursor: nullable(internal(z.string().max(500))),
  })
}

/** `true` or `false` in a query string. */
export const flag = internal(z.enum(['true', 'false']))
