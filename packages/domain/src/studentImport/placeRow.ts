import type { SchoolStage } from '../organisations.ts'
import { normaliseCode } from './normalise.ts'
import {
  isWhole,
  type ParsedRow,
  type ReadFields,
  type RowFault,
  type RowWarning,
  type StudentImportRow,
} from './parseRow.ts'
import { classKey, fullClassName } from './schoolClass.ts'

/** A school into which the importing account may write. */
export interface ImportSchool {
  readonly id: string
  readonly name: string
  readonly stage: SchoolStage
  /** Ids of its classes by `classKey` of their names. */
  readonly classes: ReadonlyMap<string, string>
}

export interface ImportLookups {
  readonly schools: readonly ImportSchool[]
  /**
   * Where the holder of an ID number is now; null for a new student. The school is null outside of `schools`:
   * which one it is, is nobody's business here.
   */
  readonly current: (idNumber: string) => { readonly schoolId: string | null } | null
}

/** A row that may enter: it is known where it goes. */
export interface PlacedRow extends StudentImportRow {
  readonly schoolId: string
  readonly stage: SchoolStage
  readonly fullClassName: string
  /** Null for a class that the import creates. */
  readonly classId: string | null
}

export interface CheckedRow {
  /** Null when a fault stands in the way. */
  readonly row: PlacedRow | null
  readonly faults: readonly RowFault[]
  readonly warnings: readonly RowWarning[]
}

/** Where a row goes, and every reason why it may not. Pure: what the school already has comes as `lookups`. */
export function placeRow({ fields, faults, warnings }: ParsedRow, lookups: ImportLookups): CheckedRow {
  const school = findSchool(fields.school ?? '', lookups.schools)
  const all = [...faults, ...placeFaults(fields, school, lookups)]
  if (!school || !isWhole(fields)) return { row: null, faults: all, warnings }
  const name = fullClassName(fields.grade, fields.className)
  const classId = school.classes.get(classKey(name)) ?? null
  const placed = { ...fields, schoolId: school.id, stage: school.stage, fullClassName: name, classId }
  return {
    row: all.length === 0 ? placed : null,
    faults: all,
    warnings: classId === null ? [...warnings, { column: 'className', code: 'new_class' }] : warnings,
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
  const wanted = normaliseCode(written)
  return schools.find(({ name }) => normaliseCode(name) === wanted)
}
