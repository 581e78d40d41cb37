import type { Insertable } from 'kysely'
import type { Database, Trx } from '../database/schema.ts'
import { insertRows } from './queries.ts'

/** Tables that the demo province fills, in the order of their references; coverage is counted, not made up. */
const ORDER = [
  'org',
  'account',
  'role_assignment',
  'mentor',
  'student',
  'student_sign',
  'guardian',
  'aid_history_line',
  'application',
  'application_event',
  'evidence_file',
  'evidence_piece',
  'home_visit',
  'visit_plan',
  'meeting',
  'meeting_member',
  'meeting_case',
  'panel',
  'panel_member',
  'episode',
  'determination',
  'aid_service',
  'pairing',
  'episode_event',
  'episode_review',
  'exit_review',
  'exit_opinion',
  'export_job',
] as const
export type Tables = Pick<Database, (typeof ORDER)[number]>

/** A row as JSON carries it: bytes as `\\x…` (`bytes`), jsonb as the object itself. */
export type Row<T extends keyof Tables> = {
  readonly [C in keyof Insertable<Tables[T]>]: C extends 'facts' | 'left_out' | 'evidence' | 'tapering_steps'
    ? object | Extract<Insertable<Tables[T]>[C], null | undefined>
    : Carried<Insertable<Tables[T]>[C]>
}
type Carried<V> = V extends Buffer ? string : V

/** Bytes in the form in which PostgreSQL reads them from text. */
export function bytes(value: Buffer): string {
  return `\\x${value.toString('hex')}`
}

/** Rows of several schools, to be stored together. */
export class RowBatch {
  readonly rows = Object.fromEntries(ORDER.map((table): [string, unknown[]] => [table, []])) as {
    readonly [T in keyof Tables]: Row<T>[]
  }

  add<T extends keyof Tables>(table: T, row: Row<T>): void {
    this.rows[table].push(row)
  }

  /** How many rows there are. */
  get size(): number {
    return ORDER.reduce((sum, table) => sum + this.rows[table].length, 0)
  }

  /** One statement a table, whatever the number of rows. `again` leaves rows that are there already. */
  async store(trx: Trx, { again = false } = {}): Promise<void> {
    for (const table of ORDER) await insertRows(trx, table, this.rows[table], again)
  }
}
