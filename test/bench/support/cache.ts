import { join } from 'node:path'

/** What stays here between two runs makes the second one quick; it may be removed at any time. */
export const CACHE = join(import.meta.dirname, '../../../node_modules/.cache/bench')
