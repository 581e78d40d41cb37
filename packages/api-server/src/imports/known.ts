import { aidKey, type KnownGuardian, type KnownStudent, type ListSign } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import { unseal } from '../crypto/seal.ts'
import { idNumberIndexes, importPlaces, type ImportContext } from './context.ts'
import { mapInTurns, portions } from './turns.ts'

/** What the database knows about the holders of some ID numbers. */
export interface KnownNumbers {
  /** Those at the account's own schools, by ID number. */
  readonly own: ReadonlyMap<string, KnownStudent>
  /** Those at other schools; at which, nobody is told. */
  readonly elsewhere: ReadonlySet<string>
}

/** Numbers a statement. */
const PORTION = 1_000

export async function findKnown(context: ImportContext, idNumbers: readonly string[]): Promise<KnownNumbers> {
  const own = new Map<string, KnownStudent>()
  const elsewhere = new Set<string>()
  for (const portion of portions([...new Set(idNumbers)], PORTION)) {
    const numberOf = await indexNumbers(context, portion)
    for (const [number, student] of await findOwn(context, numberOf)) own.set(number, student)
    for (const number of await findElsewhere(context, numberOf)) if (!own.has(number)) elsewhere.add(number)
  }
  return { own, elsewhere }
}

/** ID numbers by the hex of every index that may stand for them. */
type NumberOf = ReadonlyMap<string, string>

async function indexNumbers(
  { keyring, signal }: ImportContext,
  numbers: readonly string[],
): Promise<NumberOf> {
  const indexed = await mapInTurns(
    numbers,
    number => idNumberIndexes(keyring, number).map(index => [index.toString('hex'), number] as const),
    signal,
  )
  return new Map(indexed.flat())
}

const buffers = (numberOf: NumberOf) => [...numberOf.keys()].map(hex => Buffer.from(hex, 'hex'))

async function findElsewhere(context: ImportContext, numberOf: NumberOf): Promise<string[]> {
  const [place] = importPlaces(context.principal)
  const { rows } = await sql<{ index: Buffer }>`
    select numbers_elsewhere as index from app.numbers_elsewhere(${place?.orgId}::uuid, ${buffers(numberOf)}::bytea[])`.execute(
    context.trx,
  )
  return rows.flatMap(({ index }) => numberOf.get(index.toString('hex')) ?? [])
}

async function findOwn(context: ImportContext, numberOf: NumberOf): Promise<[string, KnownStudent][]> {
  const students = await selectStudents(context, numberOf)
  const ids = students.map(({ id }) => id)
  const guardians = await findGuardians(context, ids)
  const aid = await findAid(context, ids)
  const signs = await findSigns(context, ids)
  return mapInTurns(
    students,
    row => [
      numberOf.get(row.id_number_index.toString('hex')) ?? '',
      {
        id: row.id,
        schoolId: row.school_id,
        classId: row.class_id,
        name: row.name,
        sex: row.sex,
        grade: row.grade,
        birthDate: row.birth_date,
        hardshipLevel: row.hardship_level,
        recognisedOn: row.recognised_on,
        address: open(context, 'student', 'address_sealed', row.id, row.address_sealed),
        guardian: guardians.get(row.id) ?? null,
        aid: aid.get(row.id) ?? new Map(),
        signs: new Set(signs.get(row.id)),
      },
    ],
    context.signal,
  )
}

function selectStudents({ trx, principal }: ImportContext, numberOf: NumberOf) {
  const schools = importPlaces(principal).map(({ orgId }) => orgId)
  return trx
    .selectFrom('student')
    .select(['id', 'school_id', 'class_id', 'name', 'sex', 'grade', 'birth_date', 'hardship_level'])
    .select(['recognised_on', 'address_sealed', 'id_number_index'])
    .where(sql<boolean>`id_number_index = any (${buffers(numberOf)}::bytea[])`)
    .where('school_id', 'in', schools)
    .execute()
}

async function findGuardians(
  context: ImportContext,
  ids: readonly string[],
): Promise<Map<string, KnownGuardian>> {
  const rows = await context.trx
    .selectFrom('guardian')
    .select(['id', 'student_id', 'name', 'relation', 'phone_sealed'])
    .where(sql<boolean>`student_id = any (${ids}::uuid[])`)
    // The first by id is the one who is shown (students/queries.ts); the last to be set here wins.
    .orderBy('id', 'desc')
    .execute()
  const known = await mapInTurns(
    rows,
    ({ id, student_id, name, relation, phone_sealed }) =>
      [
        student_id,
        { name, relation, phone: open(context, 'guardian', 'phone_sealed', id, phone_sealed) },
      ] as const,
    context.signal,
  )
  return new Map(known)
}

async function findAid({ trx }: ImportContext, ids: readonly string[]) {
  const rows = await trx
    .selectFrom('aid_history_line')
    .select(['student_id', 'project', 'period', 'amount_cents', 'paid_on'])
    .where(sql<boolean>`student_id = any (${ids}::uuid[])`)
    .execute()
  type Lines = Map<string, { amountCents: number; paidOn: string | null }>
  const byStudent = new Map<string, Lines>()
  for (const { student_id, amount_cents, paid_on, ...line } of rows) {
    const lines = byStudent.get(student_id) ?? (new Map() as Lines)
    byStudent.set(student_id, lines.set(aidKey(line), { amountCents: amount_cents, paidOn: paid_on }))
  }
  return byStudent
}

async function findSigns({ trx }: ImportContext, ids: readonly string[]): Promise<Map<string, ListSign[]>> {
  const { rows } = await sql<{ student_id: string; codes: ListSign[] }>`
    select student_id, array_agg(code) as codes from student_sign
    where source = 'list' and student_id = any (${ids}::uuid[])
    group by student_id`.execute(trx)
  return new Map(rows.map(({ student_id, codes }) => [student_id, codes]))
}

function open(
  { keyring }: ImportContext,
  table: string,
  column: string,
  rowId: string,
  sealed: Buffer | null,
) {
  return sealed && unseal(keyring, { table, column, rowId }, sealed)
}
