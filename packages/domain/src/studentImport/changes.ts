import type { GuardianRelation, HardshipLevel, Sex } from '../students.ts'
import type { Day } from '../time.ts'
import type { ImportColumn } from './columns.ts'
import type { ImportedAid } from './parseRow.ts'
import type { PlacedRow } from './placeRow.ts'
import { signsOf, SIGN_COLUMNS } from './signs.ts'
import type { ListSign } from '../sweeps/signs.ts'

/** What the school already holds about a student whom a row names. */
export interface KnownStudent {
  readonly id: string
  readonly schoolId: string
  readonly classId: string
  readonly name: string
  readonly sex: Sex
  readonly grade: string
  readonly birthDate: Day
  readonly hardshipLevel: HardshipLevel
  readonly recognisedOn: Day
  readonly address: string | null
  readonly guardian: KnownGuardian | null
  /** By `aidKey`. */
  readonly aid: ReadonlyMap<string, { readonly amountCents: number; readonly paidOn: Day | null }>
  readonly signs: ReadonlySet<ListSign>
}

export interface KnownGuardian {
  readonly name: string
  readonly relation: GuardianRelation
  readonly phone: string | null
}

/** A student has one payment of a project in a semester. */
export function aidKey({ project, period }: Pick<ImportedAid, 'project' | 'period'>): string {
  return `${project}\u001F${period}`
}

/**
 * Columns in which `row` says something else than what is `known`. A column that the list leaves empty changes
 * nothing: a list that knows less must not erase what somebody else entered.
 */
export function changedColumns(row: PlacedRow, known: KnownStudent): ImportColumn[] {
  return [
    ...changedFacts(row, known),
    ...changedGuardian(row, known.guardian),
    ...changedAid(row, known),
    ...changedSigns(row, known),
  ]
}

function changedFacts(row: PlacedRow, known: KnownStudent): ImportColumn[] {
  const columns: ImportColumn[] = []
  if (row.classId !== known.classId) columns.push('className')
  if (row.address !== null && row.address !== known.address) columns.push('address')
  for (const column of ['grade', 'name', 'sex', 'birthDate', 'hardshipLevel', 'recognisedOn'] as const) {
    if (row[column] !== known[column]) columns.push(column)
  }
  return columns
}

function changedGuardian(row: PlacedRow, known: KnownGuardian | null): ImportColumn[] {
  if (row.guardianName === null) return []
  const columns: ImportColumn[] = []
  if (row.guardianName !== known?.name) columns.push('guardianName')
  if (row.guardianRelation !== null && row.guardianRelation !== known?.relation)
    columns.push('guardianRelation')
  if (row.guardianPhone !== null && row.guardianPhone !== known?.phone) columns.push('guardianPhone')
  return columns
}

function changedAid({ aid }: PlacedRow, known: KnownStudent): ImportColumn[] {
  if (aid === null) return []
  const line = known.aid.get(aidKey(aid))
  if (!line) return ['aidProject']
  const columns: ImportColumn[] = []
  if (line.amountCents !== aid.amountCents) columns.push('aidAmount')
  if (aid.paidOn !== null && line.paidOn !== aid.paidOn) columns.push('aidPaidOn')
  return columns
}

function changedSigns({ signs }: PlacedRow, known: KnownStudent): ImportColumn[] {
  const changed = signs.filter(({ code, present }) => present !== known.signs.has(code))
  return SIGN_COLUMNS.filter(column => changed.some(({ code }) => signsOf(column).includes(code)))
}

/** The guardian as the row leaves them; null where neither the row nor the school knows one. */
export function mergedGuardian(row: PlacedRow, known: KnownGuardian | null): KnownGuardian | null {
  if (row.guardianName === null) return known
  // Another person has another relation and another phone.
  const same = known?.name === row.guardianName ? known : null
  return {
    name: row.guardianName,
    relation: row.guardianRelation ?? same?.relation ?? 'other',
    phone: row.guardianPhone ?? same?.phone ?? null,
  }
}
