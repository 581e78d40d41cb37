import {
  changedColumns,
  chinaDay,
  classKey,
  duplicates,
  idNumberKey,
  parseRow,
  placeRow,
  withRepetition,
  type CheckedRow,
  type ImportColumn,
  type ImportLookups,
  type ImportSchool,
  type KnownStudent,
  type ParsedRow,
  type PlacedRow,
  type RowFault,
  type RowOutcome,
  type RowWarning,
} from '@sunshine-aid/domain'
import { idNumberIndex, importPlaces, type ImportContext } from './context.ts'
import { findKnown, type KnownNumbers } from './known.ts'
import type { StagedRow } from './rows.ts'
import { mapInTurns } from './turns.ts'

/** What confirming would do with a row. */
export interface RowCheck {
  readonly outcome: RowOutcome
  readonly changed: readonly ImportColumn[]
  readonly faults: readonly RowFault[]
  readonly warnings: readonly RowWarning[]
}

export interface CheckedStaged {
  readonly staged: StagedRow
  readonly check: RowCheck
  /** Null when the row is faulty. */
  readonly placed: PlacedRow | null
  /** Null for a student who is new. */
  readonly known: KnownStudent | null
  readonly numberIndex: Buffer | null
}

/**
 * Checks rows by themselves, against one another and against what the schools have. All rows about a student
 * must come together, in the order of the file.
 */
export async function checkRows(
  context: ImportContext,
  rows: readonly StagedRow[],
): Promise<CheckedStaged[]> {
  const today = chinaDay(context.now)
  const parsed = await mapInTurns(rows, row => parseRow(row.cells, today, row.cellFaults), context.signal)
  const known = await findKnown(
    context,
    parsed.flatMap(({ fields }) => fields.idNumber ?? []),
  )
  const lookups = { schools: await importSchools(context), current: currentIn(known) }
  const repetitions = duplicates(rows)
  return mapInTurns(
    rows,
    (staged, index) => {
      const checked = withRepetition(place(parsed[index], staged, lookups), repetitions.get(staged.number))
      return outcomeOf(context, staged, checked, known)
    },
    context.signal,
  )
}

function place(parsed: ParsedRow | undefined, { hidden }: StagedRow, lookups: ImportLookups): CheckedRow {
  if (!parsed) throw new RangeError('a row was not parsed')
  const checked = placeRow(parsed, lookups)
  return hidden
    ? { ...checked, warnings: [...checked.warnings, { column: 'name', code: 'hidden_row' }] }
    : checked
}

function outcomeOf(
  { keyring }: ImportContext,
  staged: StagedRow,
  { row, faults, warnings }: CheckedRow,
  { own }: KnownNumbers,
): CheckedStaged {
  const key = idNumberKey(staged.cells)
  const known = row ? (own.get(row.idNumber) ?? null) : null
  const changed = row && known ? changedColumns(row, known) : []
  const outcome = !row ? 'faulty' : !known ? 'new' : changed.length > 0 ? 'changed' : 'unchanged'
  return {
    staged,
    check: { outcome, changed, faults, warnings },
    placed: row,
    known,
    numberIndex: key === '' ? null : idNumberIndex(keyring, key),
  }
}

function currentIn({ own, elsewhere }: KnownNumbers): ImportLookups['current'] {
  return idNumber => own.get(idNumber) ?? (elsewhere.has(idNumber) ? { schoolId: null } : null)
}

/** The schools into which the account may import, with their classes. */
async function importSchools({ trx, principal }: ImportContext): Promise<ImportSchool[]> {
  const ids = importPlaces(principal).map(({ orgId }) => orgId)
  const schools = await trx.selectFrom('org').select(['id', 'name', 'stage']).where('id', 'in', ids).execute()
  const classes = await trx
    .selectFrom('org')
    .select(['id', 'name', 'parent_id'])
    .where('parent_id', 'in', ids)
    .where('kind', '=', 'class')
    .where('open', '=', true)
    .execute()
  return schools.flatMap(({ id, name, stage }) => {
    const own = classes.filter(({ parent_id }) => parent_id === id)
    const byKey = new Map(own.map(({ id, name }) => [classKey(name), id]))
    return stage === null ? [] : [{ id, name, stage, classes: byKey }]
  })
}
