import { sql } from 'kysely'
import type { Db, Trx } from '../database/schema.ts'
import { NO_ANCHORS, anchorLine, appendLine, readAnchors, type ChainHead } from './anchor.ts'

/** Writes down where all chains stand, at a place that whoever may change the database cannot write. */
export interface Anchorer {
  /** Anchors the chains that moved; returns how many. Two processes may share a file. */
  readonly anchor: (now: Date) => Promise<number>
}

/** Any number, the same in every process: one writes at a time. */
const LOCK = 7_207_003

/**
 * Anchors into `path`, one line a call. What was changed after the last line cannot be told from the truth,
 * so call it every few minutes, and keep the file (or a copy) on another machine.
 */
export function createAnchorer(owner: Db, path: string): Anchorer {
  let known = NO_ANCHORS
  return {
    anchor: now =>
      owner.transaction().execute(async trx => {
        await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx)
        known = await readAnchors(path, known)
        const moved = movedHeads(await readHeads(trx), known.heads)
        if (moved.size === 0) return 0
        const line = anchorLine(known, moved, now)
        await appendLine(path, known, line)
        if (known.count === 0) await trx.deleteFrom('audit_anchor').execute()
        await trx
          .insertInto('audit_anchor')
          .values({ n: known.count + 1, at: now, line })
          // Written to the file before, but not here: the process was killed in between.
          .onConflict(conflict => conflict.column('n').doUpdateSet({ at: now, line }))
          .execute()
        return moved.size
      }),
  }
}

/** A head that went back is not anchored: the trail was cut, and verification must go on saying so. */
function movedHeads(
  heads: ReadonlyMap<string, ChainHead>,
  anchored: ReadonlyMap<string, ChainHead>,
): Map<string, ChainHead> {
  return new Map([...heads].filter(([chain, { seq }]) => seq > (anchored.get(chain)?.seq ?? 0)))
}

export async function readHeads(trx: Trx): Promise<Map<string, ChainHead>> {
  const rows = await trx.selectFrom('audit_head').select(['chain', 'seq', 'hash']).orderBy('chain').execute()
  return new Map(rows.map(({ chain, seq, hash }) => [chain, { seq, hash }]))
}

const EVERY_MS = 600_000

/** Anchors now, every ten minutes, and once more at the end; returns what ends it. `onError` hears of failed attempts. */
export function keepAnchoring(
  anchorer: Anchorer,
  clock: () => Date,
  onError: (error: unknown) => void,
): () => Promise<void> {
  const anchor = () => anchorer.anchor(clock()).then(() => undefined, onError)
  void anchor()
  const timer = setInterval(() => void anchor(), EVERY_MS).unref()
  return () => {
    clearInterval(timer)
    return anchor()
  }
}
