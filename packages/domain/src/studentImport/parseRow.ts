import type { SchoolStage } from '../organisations.ts'
import type { GuardianRelation, HardshipLevel, Sex } from '../students.ts'
import { ageOn, type Day } from '../time.ts'
import { AID_COLUMNS, COLUMN_RULES, IMPORT_COLUMNS, type ImportCells, type ImportColumn } from './columns.ts'
import type { CellFault, RowFaultCode, RowWarningCode } from './faults.ts'
import { parseIdNumber, type IdNumber } from './idNumber.ts'
import { canonicalGrade } from './schoolClass.ts'
import { isUnreadable, normaliseCell, normaliseName } from './normalise.ts'
import { parseSigns, SIGN_COLUMNS, type ToldSign } from './signs.ts'
import {
  parseAmountCents,
  parseDay,
  parseLevel,
  parsePeriod,
  parsePhone,
  parseRelation,
  parseSex,
  parseStage,
} from './values.ts'

export interface RowFault {
  readonly column: ImportColumn
  readonly code: RowFaultCode
  /** The other row that it contradicts, as Excel numbers it. */
  readonly otherRow?: number
}

export interface RowWarning {
  readonly column: ImportColumn
  readonly code: RowWarningCode
}

/** One payment: project, `2024-1` or `2024`, cents, and the day if the list tells it. */
export interface ImportedAid {
  readonly project: string
  readonly period: string
  readonly amountCents: number
  readonly paidOn: Day | null
}

/** A row as the list says it, before anybody knows the schools; '' and null where it says nothing. */
export interface StudentImportRow {
  readonly school: string
  readonly stage: SchoolStage | null
  readonly grade: string
  readonly className: string
  readonly name: string
  readonly sex: Sex
  readonly idNumber: string
  readonly birthDate: Day
  readonly hardshipLevel: HardshipLevel
  readonly recognisedOn: Day
  readonly guardianName: string | null
  readonly guardianRelation: GuardianRelation | null
  readonly guardianPhone: string | null
  readonly address: string | null
  readonly aid: ImportedAid | null
  /** What the columns of signs say; empty where they say nothing. */
  readonly signs: readonly ToldSign[]
}

/** Null where a cell says nothing or something that cannot be read. */
export type ReadFields = { readonly [K in keyof StudentImportRow]: StudentImportRow[K] | null }

export interface ParsedRow {
  readonly fields: ReadFields
  readonly faults: readonly RowFault[]
  readonly warnings: readonly RowWarning[]
}

/** Faults that reading the file found in this row's cells. */
export type CellFaults = Partial<Record<ImportColumn, CellFault>>

const ADULT_AGE = 18

/**
 * What one row says, or every fault that it has, by column. Pure: `today` comes from the caller.
 * Looks at the row alone; `checkFile` looks at the file and at what the school already has.
 */
export function parseRow(cells: ImportCells, today: Day, cellFaults: CellFaults = {}): ParsedRow {
  const reader = rowReader(cells, cellFaults)
  const identity = readIdentity(reader, today)
  const guardian = readGuardian(reader, identity, today)
  const fields = {
    school: reader.text('school'),
    stage: reader.value('stage', parseStage, 'unknown_stage'),
    grade: reader.required('grade', canonicalGrade, 'missing_required'),
    className: reader.required('className', normaliseCell, 'missing_required'),
    name: reader.required('name', normaliseName, 'missing_required'),
    hardshipLevel: reader.required('hardshipLevel', parseLevel, 'unknown_hardship_level'),
    recognisedOn: reader.pastDay('recognisedOn', today, true),
    address: reader.text('address') || null,
    ...identity,
    ...guardian,
    aid: readAid(reader, today),
    signs: readSigns(reader),
  }
  return { fields, faults: reader.faults, warnings: reader.warnings }
}

/** Every required value could be read. */
export function isWhole(fields: ReadFields): fields is StudentImportRow {
  const { grade, className, name, sex, idNumber, birthDate, hardshipLevel, recognisedOn } = fields
  return [grade, className, name, sex, idNumber, birthDate, hardshipLevel, recognisedOn].every(Boolean)
}

type RowReader = ReturnType<typeof rowReader>

/** Reads cells and notes what is wrong with them; a cell with a fault is read as if it were not there. */
function rowReader(cells: ImportCells, cellFaults: CellFaults) {
  const faults: RowFault[] = []
  const warnings: RowWarning[] = []
  const broken = new Set<ImportColumn>()

  function note(column: ImportColumn, code: RowFaultCode) {
    broken.add(column)
    faults.push({ column, code })
  }
  for (const column of IMPORT_COLUMNS) {
    const fault = cellFaults[column] ?? contentFault(cells[column] ?? '', column)
    if (fault) note(column, fault)
  }

  const text = (column: ImportColumn) => (broken.has(column) ? '' : normaliseCell(cells[column] ?? ''))

  function value<T>(column: ImportColumn, parse: (text: string) => T | null, code: RowFaultCode): T | null {
    const written = text(column)
    if (written === '') return null
    const parsed = parse(written)
    if (parsed === null) note(column, code)
    return parsed
  }
  function required<T>(
    column: ImportColumn,
    parse: (text: string) => T | null,
    code: RowFaultCode,
  ): T | null {
    if (text(column) === '' && !broken.has(column)) note(column, 'missing_required')
    return value(column, parse, code)
  }
  function pastDay(column: ImportColumn, today: Day, isRequired = false): Day | null {
    const day = (isRequired ? required : value)(column, parseDay, 'bad_date')
    if (day !== null && day > today) note(column, 'date_in_future')
    return day
  }
  const warn = (column: ImportColumn, code: RowWarningCode) => warnings.push({ column, code })
  return { faults, warnings, broken, note, warn, text, value, required, pastDay }
}

function contentFault(written: string, column: ImportColumn): RowFaultCode | null {
  if (isUnreadable(written)) return 'unreadable_characters'
  return normaliseCell(written).length > COLUMN_RULES[column].maxChars ? 'too_long' : null
}

/** ID number, birth date and sex, which must not contradict each other; what is left empty follows from the number. */
function readIdentity(reader: RowReader, today: Day) {
  const id = reader.required('idNumber', parseIdNumber, 'bad_id_number')
  if (id && !id.checksum) reader.warn('idNumber', 'id_checksum')
  const writtenSex = reader.value('sex', parseSex, 'unknown_sex')
  if (id?.sex && writtenSex && id.sex !== writtenSex) reader.warn('sex', 'sex_and_id_differ')
  const sex = writtenSex ?? id?.sex ?? null
  if (id && sex === null && !reader.broken.has('sex')) reader.note('sex', 'missing_required')
  return { idNumber: id?.number ?? null, birthDate: readBirthDate(reader, id, today), sex }
}

function readBirthDate(reader: RowReader, id: IdNumber | null, today: Day): Day | null {
  const written = reader.pastDay('birthDate', today)
  if (reader.broken.has('birthDate') || !id) return written
  if (id.birthDate === null && written === null) reader.note('birthDate', 'missing_required')
  else if (id.birthDate && written && id.birthDate !== written)
    reader.note('birthDate', 'birth_and_id_differ')
  else if (id.birthDate && id.birthDate > today) reader.note('idNumber', 'date_in_future')
  return written ?? id.birthDate
}

/** A minor needs a guardian; somebody to call or a relation needs a name. */
function readGuardian(reader: RowReader, { birthDate }: { birthDate: Day | null }, today: Day) {
  const guardianName = normaliseName(reader.text('guardianName')) || null
  const guardianRelation = reader.value('guardianRelation', parseRelation, 'unknown_relation')
  const guardianPhone = reader.value('guardianPhone', parsePhone, 'bad_phone')
  const isMinor = birthDate !== null && ageOn(birthDate, today) < ADULT_AGE
  const needed = isMinor || guardianRelation !== null || guardianPhone !== null
  if (guardianName === null && needed && !reader.broken.has('guardianName')) {
    reader.note('guardianName', 'missing_guardian')
  }
  return { guardianName, guardianRelation, guardianPhone }
}

/** A payment is told whole or not at all. */
function readAid(reader: RowReader, today: Day): ImportedAid | null {
  if (AID_COLUMNS.every(column => reader.text(column) === '' && !reader.broken.has(column))) return null
  const project = reader.required('aidProject', normaliseCell, 'missing_required')
  const period = reader.required('aidPeriod', parsePeriod, 'bad_period')
  const amountCents = reader.required('aidAmount', parseAmountCents, 'bad_amount')
  const paidOn = reader.pastDay('aidPaidOn', today)
  return project && period && amountCents ? { project, period, amountCents, paidOn } : null
}

/** A word that nobody knows is a warning: lists that were good before stay good. */
function readSigns(reader: RowReader): ToldSign[] {
  return SIGN_COLUMNS.flatMap(column => {
    const told = parseSigns(column, reader.text(column))
    if (told === null) reader.warn(column, 'sign_not_understood')
    return told ?? []
  })
}
