import type { OrgId } from '../ids.ts'
import type { SchoolStage } from '../organisations.ts'
import { AID_COLUMNS, IMPORT_COLUMNS, type ImportCells, type ImportColumn } from './columns.ts'
import { normaliseCell, normaliseCode } from './normalise.ts'
import {
  isWhole,
  type ParsedRow,
  type ReadFields,
  type RowFault,
  type RowWarning,
  type StudentImportRow,
} from './parseRow.ts'

/** A school into which the importing account may write. */
export interface ImportSchool {
  readonly id: OrgId
  readonly name: string
  readonly stage: SchoolStage
  readonly classes: readonly { readonly id: OrgId; readonly name: string; readonly grade: string }[]
}

export interface ImportLookups {
  readonly schools: readonly ImportSchool[]
  /**
   * Where the holder of an ID number is now; null for a new student. The school is null outside of `schools`:
   * which one it is, is nobody's business here.
   */
  readonly current: (idNumber: string) => { readonly schoolId: OrgId | null } | null
}

/** A row that may enter: it is known where it goes. */
export interface PlacedRow extends StudentImportRow {
  readonly schoolId: OrgId
  readonly stage: SchoolStage
  /** Null for a class that the import creates. */
  readonly classId: OrgId | null
}

export interface CheckedRow {
  readonly row: PlacedRow | null
  readonly faults: readonly RowFault[]
  readonly warnings: readonly RowWarning[]
}

/** Where a row goes, and every reason why it may not. Pure: what the school already has comes as `lookups`. */
export function placeRow({ fields, faults, warnings }: ParsedRow, lookups: ImportLookups): CheckedRow {
  const school = findSchool(fields.school ?? '', lookups.schools)
  const all = [...faults, ...placeFaults(fields, school, lookups)]
  if (!school) return { row: null, faults: all, warnings }
  const inClass = school.classes.find(({ name, grade }) => sameClass(fields, name, grade))
  const isNew = !inClass && fields.className !== null
  const placed = { schoolId: school.id, stage: school.stage, classId: inClass?.id ?? null }
  return {
    row: all.length === 0 && isWhole(fields) ? { ...fields, ...placed } : null,
    faults: all,
    warnings: isNew ? [...warnings, { column: 'className', code: 'new_class' }] : warnings,
  }
}

function placeFaults(
  fields: ReadFields,
  school: ImportSchool | undefined,
  lookups: ImportLookups,
): RowFault[] {
  if (!school) return fields.school === null ? [] : [{ column: 'school', code: 'unknown_school' }]
  const faults: RowFault[] = []
  if (fields.stage && fields.stage !== school.stage)
    faults.push({ column: 'stage', code: 'stage_and_school_differ' })
  const current = fields.idNumber === null ? null : lookups.current(fields.idNumber)
  // Moving a child is a transfer that both schools agree to, never a line in somebody's list.
  if (current && current.schoolId !== school.id)
    faults.push({ column: 'idNumber', code: 'student_elsewhere' })
  return faults
}

/** The school that is meant; a list without the column means the only one that its owner looks after. */
function findSchool(written: string, schools: readonly ImportSchool[]): ImportSchool | undefined {
  if (written === '') return schools.length === 1 ? schools[0] : undefined
  return schools.find(({ name }) => normaliseCode(name) === normaliseCode(written))
}

/** `七年级` `（3）班`, `7年级` `3班` and `七年级3班` are one class. */
export function sameClass(
  row: { readonly grade: string | null; readonly className: string | null },
  name: string,
  grade: string,
): boolean {
  return classKey(row.grade ?? '', row.className ?? '') === classKey(grade, name)
}

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']
const GRADE_WORDS: Readonly<Record<string, string>> = { 初一: '7', 初二: '8', 初三: '9' }

/** What tells one class of a school from another, whichever way it is written. */
export function classKey(grade: string, className: string): string {
  const gradeKey = gradeOf(grade)
  const name = numerals(normaliseCode(className))
  const prefix = [`${gradeKey}年级`, numerals(normaliseCode(grade)), `${gradeKey}(`].find(
    prefix => prefix !== '' && prefix !== name && name.startsWith(prefix),
  )
  const bare = name.slice(prefix?.length ?? 0).replace(/[()]/g, '')
  return `${gradeKey}/${bare.replace(/班$/, '')}`
}

function gradeOf(grade: string): string {
  const code = normaliseCode(grade)
  return GRADE_WORDS[code] ?? numerals(code).replace(/年级$/, '')
}

/** 三 → 3, 十二 → 12, 二十 → 20; other text stays. */
function numerals(text: string): string {
  return text.replace(/[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]/g, word => {
    const [tens = '', ones = ''] = word.includes('十') ? word.split('十') : ['零', word]
    return String((tens === '' ? 1 : DIGITS.indexOf(tens)) * 10 + (ones === '' ? 0 : DIGITS.indexOf(ones)))
  })
}

export interface FileRow {
  /** As Excel numbers it. */
  readonly number: number
  readonly cells: ImportCells
}

/** What `duplicates` found for one row. */
export type Repetition = { readonly kind: 'contradicts' | 'repeats'; readonly otherRow: number }

/**
 * Rows of one ID number. They may differ in the payment only: `contradicts` names an earlier row that says
 * something else about the child, `repeats` one that says exactly the same. Works on what is written, so that a
 * row with another fault is compared too.
 */
export function duplicates(rows: readonly FileRow[]): ReadonlyMap<number, Repetition> {
  const first = new Map<string, { number: number; facts: string; seen: Map<string, number> }>()
  const found = new Map<number, Repetition>()
  for (const { number, cells } of rows) {
    const id = normaliseCode(cells.idNumber ?? '').toUpperCase()
    if (id === '') continue
    const facts = written(cells, STUDENT_COLUMNS)
    const payment = written(cells, AID_COLUMNS)
    const earlier = first.get(id)
    if (!earlier) {
      first.set(id, { number, facts, seen: new Map([[payment, number]]) })
      continue
    }
    const same = earlier.seen.get(payment)
    if (earlier.facts !== facts) found.set(number, { kind: 'contradicts', otherRow: earlier.number })
    else if (same !== undefined) found.set(number, { kind: 'repeats', otherRow: same })
    earlier.seen.set(payment, same ?? number)
  }
  return found
}

const STUDENT_COLUMNS = IMPORT_COLUMNS.filter(column => !AID_COLUMNS.some(aid => aid === column))

function written(cells: ImportCells, columns: readonly ImportColumn[]): string {
  return columns.map(column => normaliseCell(cells[column] ?? '')).join('\u001F')
}

/** The row with what `duplicates` said about it. */
export function withRepetition(checked: CheckedRow, repetition: Repetition | undefined): CheckedRow {
  if (!repetition) return checked
  if (repetition.kind === 'repeats') {
    return { ...checked, warnings: [...checked.warnings, { column: 'idNumber', code: 'repeated_row' }] }
  }
  const fault: RowFault = { column: 'idNumber', code: 'duplicate_in_file', otherRow: repetition.otherRow }
  return { ...checked, row: null, faults: [...checked.faults, fault] }
}
