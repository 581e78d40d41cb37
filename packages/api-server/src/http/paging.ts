import { MAX_PAGE, ProblemError, type EndpointSpec } from '@sunshine-aid/api-contract'
import type { Keyring } from '../crypto/keyring.ts'
import { seal, unseal } from '../crypto/seal.ts'

/** Place in a sorted list: the sort values of the last row shown, its id last. */
export type Position = readonly (string | number | boolean | null)[]

/** What a list shall show. */
export interface PageRequest {
  /** Rows wanted, 1 to 100. Ask the database for one more, to know whether there is a next page. */
  readonly limit: number
  /** Where the last page ended; `null` on the first. */
  readonly after: Position | null
}

/** Reads and writes the cursors of one list for one account. */
export interface Pager {
  /** @throws {ProblemError} `invalid_input` for a cursor that this list did not give to this account. */
  request(query: PageQuery): PageRequest
  /** The reply from up to `limit + 1` rows: the last one only says that there are more. */
  page<Row, Item>(
    rows: readonly Row[],
    request: PageRequest,
    position: (row: Row) => Position,
    item: (row: Row) => Item,
  ): { items: Item[]; nextCursor: string | null }
}

interface PageQuery {
  readonly limit?: string | undefined
  readonly cursor?: string | undefined
}

const DEFAULT_LIMIT = 50
/** Of the tuple in a cursor; another number makes old cursors invalid instead of wrong. */
const CURSOR_VERSION = 1

/**
 * Keyset paging. A cursor is sealed, not only signed: it holds sort values, names among them, and travels in
 * URLs. It is bound to list, account and order, so that it cannot be carried elsewhere.
 */
export function pager(keyring: Keyring, endpoint: EndpointSpec, accountId: string, sort = ''): Pager {
  const context = { table: 'cursor', column: endpoint.id, rowId: `${accountId}/${sort}` }

  function positionOf(cursor: string): Position {
    try {
      const [version, ...position] = JSON.parse(
        unseal(keyring, context, Buffer.from(cursor, 'base64url')),
      ) as Position
      if (version === CURSOR_VERSION) return position
    } catch (cause) {
      throw invalidCursor(cause)
    }
    throw invalidCursor()
  }

  const invalidCursor = (cause?: unknown) =>
    new ProblemError('invalid_input', endpoint.path, {
      cause,
      errors: [{ path: 'query.cursor', code: 'wrong_format' }],
    })

  const cursorAt = (position: Position) =>
    seal(keyring, context, JSON.stringify([CURSOR_VERSION, ...position])).toString('base64url')

  return {
    request: ({ limit, cursor }) => ({
      limit: Math.min(limit === undefined ? DEFAULT_LIMIT : Number(limit), MAX_PAGE),
      after: cursor === undefined ? null : positionOf(cursor),
    }),
    page(rows, { limit }, position, item) {
      const shown = rows.slice(0, limit)
      const last = rows.length > limit ? shown.at(-1) : undefined
      return { items: shown.map(item), nextCursor: last === undefined ? null : cursorAt(position(last)) }
    },
  }
}
