import { classKey, isWholeNumber, type ResultRemark, type ResultSign } from '@sunshine-aid/domain'
import { unseal } from '../crypto/seal.ts'
import { idNumberIndexes, type ImportContext } from '../imports/context.ts'
import type { NumberedResult } from './readResults.ts'

/** What a row says about somebody whom the school knows. */
export interface MatchedResult {
  readonly studentId: string
  readonly values: Partial<Record<ResultSign, number>>
}

export interface Matching {
  readonly matched: readonly MatchedResult[]
  /** Rows that do not enter, by their number. */
  readonly remarks: readonly { readonly row: number; readonly code: ResultRemark }[]
}

/**
 * Finds the school's students whom the rows name: by the whole ID number through its blind index, or by name, class
 * and the last of the number, which is compared after the stored one was unsealed. Two rows about one student are
 * one too many: only the first is taken.
 */
export async function matchResults(
  context: ImportContext,
  schoolId: string,
  rows: readonly NumberedResult[],
): Promise<Matching> {
  const find = await finder(context, schoolId)
  const seen = new Set<string>()
  const matched: MatchedResult[] = []
  const remarks: { row: number; code: ResultRemark }[] = []
  for (const row of rows) {
    const found = row.remark === null ? find(row) : row.remark
    const code = typeof found !== 'string' && seen.has(found.id) ? 'repeated' : found
    if (typeof code === 'string') {
      remarks.push({ row: row.number, code })
      continue
    }
    seen.add(code.id)
    matched.push({ studentId: code.id, values: row.values })
  }
  return { matched, remarks }
}

type Finder = (row: NumberedResult) => { readonly id: string } | ResultRemark

async function finder({ trx, keyring }: ImportContext, schoolId: string): Promise<Finder> {
  const students = await trx
    .selectFrom('student')
    .innerJoin('org as class', 'class.id', 'student.class_id')
    .select(['student.id', 'student.name', 'class.name as class_name'])
    .select(['student.id_number_index', 'student.id_number_sealed'])
    .where('student.school_id', '=', schoolId)
    .where('student.enrolment', '=', 'enrolled')
    .execute()
  const byIndex = new Map(students.map(student => [student.id_number_index.toString('hex'), student]))
  const byName = Map.groupBy(students, ({ name, class_name }) => `${name}/${classKey(class_name)}`)
  const endsWith = ({ id, id_number_sealed }: (typeof students)[number], tail: string) =>
    unseal(keyring, { table: 'student', column: 'id_number_sealed', rowId: id }, id_number_sealed).endsWith(
      tail,
    )
  return row => {
    if (isWholeNumber(row)) {
      const indexes = idNumberIndexes(keyring, row.idNumber)
      return indexes.map(index => byIndex.get(index.toString('hex'))).find(Boolean) ?? 'not_found'
    }
    const namesakes = byName.get(`${row.name}/${row.classKey}`) ?? []
    const own = namesakes.filter(student => endsWith(student, row.idNumber))
    if (own.length > 1) return 'not_unique'
    return own[0] ?? 'not_found'
  }
}
