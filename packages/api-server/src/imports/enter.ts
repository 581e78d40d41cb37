import { randomUUID } from 'node:crypto'
import {
  AID_COLUMNS,
  aidKey,
  chinaDay,
  classKey,
  mergedGuardian,
  mergedSigns,
  type ImportedAid,
  type KnownStudent,
  type PlacedRow,
  type ToldSign,
} from '@sunshine-aid/domain'
import { sql, type Insertable } from 'kysely'
import { seal } from '../crypto/seal.ts'
import { phoneIndex } from '../findings/phoneIndex.ts'
import type { GuardianTable, StudentTable } from '../students/tables.ts'
import { refreshCoverage } from '../coverage/facts.ts'
import type { CheckedStaged } from './check.ts'
import { idNumberIndex, type ImportContext } from './context.ts'
import { mapInTurns, portions } from './turns.ts'

/** One student of the list, however many rows it takes. */
interface Entry {
  readonly id: string
  readonly row: PlacedRow
  readonly known: KnownStudent | null
  /** Something about the student or the guardian is new; payments do not count. */
  readonly isChanged: boolean
  readonly aid: ImportedAid[]
  readonly signs: ToldSign[]
}

/** Rows a statement. */
const PORTION = 500
/** What `aid_history_line.source` says of lines that came in a list. */
const SOURCE = '学校名单导入'

/**
 * Lets checked rows without faults enter: classes, students, guardians, payments, and the counters of coverage.
 * Writes what is new or changed and leaves the rest alone. Returns the ids of the students written.
 */
export async function enterRows(context: ImportContext, rows: readonly CheckedStaged[]): Promise<string[]> {
  const entries = entriesOf(rows)
  const changed = entries.filter(({ isChanged }) => isChanged)
  const classes = await placeClasses(context, changed)
  await upsertStudents(context, changed, classes)
  await replaceGuardians(context, changed)
  await upsertAid(context, entries)
  await keepSigns(context, entries)
  const studentIds = changed.map(({ id }) => id)
  await refreshCoverage(context.trx, { studentIds, now: context.now })
  return studentIds
}

/** In the order of their ids, which is the order in which students are locked. */
function entriesOf(rows: readonly CheckedStaged[]): Entry[] {
  const entries = new Map<string, Entry>()
  for (const { placed, known, check } of rows) {
    if (!placed) throw new RangeError('a row with a fault cannot enter')
    const entry = entries.get(placed.idNumber) ?? {
      id: known?.id ?? randomUUID(),
      row: placed,
      known,
      isChanged: known === null || check.changed.some(column => !AID_COLUMNS.some(aid => aid === column)),
      aid: [],
      signs: [],
    }
    if (placed.aid) entry.aid.push(placed.aid)
    entry.signs.push(...placed.signs)
    entries.set(placed.idNumber, entry)
  }
  return [...entries.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

interface SchoolClass {
  readonly id: string
  readonly path: string
}
type ClassOf = (row: PlacedRow) => SchoolClass

/** Where each student goes; classes that a school does not have yet are made. */
async function placeClasses({ trx }: ImportContext, entries: readonly Entry[]): Promise<ClassOf> {
  const keyOf = (row: PlacedRow) => row.classId ?? `${row.schoolId}/${classKey(row.fullClassName)}`
  const ids = entries.flatMap(({ row }) => row.classId ?? [])
  const existing = await trx
    .selectFrom('org')
    .select(['id', 'path'])
    .where(sql<boolean>`id = any (${[...new Set(ids)]}::uuid[])`)
    .execute()
  const classes = new Map<string, SchoolClass>(existing.map(({ id, path }) => [id, { id, path }]))
  for (const { row } of entries) {
    if (classes.has(keyOf(row))) continue
    const { rows } = await sql<SchoolClass>`
      select id, path from app.create_class(${row.schoolId}::uuid, ${row.fullClassName})`.execute(trx)
    if (rows[0]) classes.set(keyOf(row), rows[0])
  }
  return row => {
    const found = classes.get(keyOf(row))
    if (!found) throw new RangeError('a class is gone')
    return found
  }
}

async function upsertStudents(
  context: ImportContext,
  entries: readonly Entry[],
  classOf: ClassOf,
): Promise<void> {
  for (const portion of portions(entries, PORTION)) {
    const values = await mapInTurns(
      portion,
      ({ id, row, known }) => studentRow(context, id, row, known, classOf(row)),
      context.signal,
    )
    await context.trx
      .insertInto('student')
      .values(values)
      .onConflict(conflict =>
        conflict.column('id').doUpdateSet(eb => ({
          org_path: eb.ref('excluded.org_path'),
          class_id: eb.ref('excluded.class_id'),
          name: eb.ref('excluded.name'),
          sex: eb.ref('excluded.sex'),
          grade: eb.ref('excluded.grade'),
          birth_date: eb.ref('excluded.birth_date'),
          hardship_level: eb.ref('excluded.hardship_level'),
          recognised_on: eb.ref('excluded.recognised_on'),
          address_sealed: eb.ref('excluded.address_sealed'),
          updated_at: eb.ref('excluded.updated_at'),
          version: eb('student.version', '+', 1),
        })),
      )
      .execute()
  }
}

function studentRow(
  { keyring, now }: ImportContext,
  id: string,
  row: PlacedRow,
  known: KnownStudent | null,
  { id: classId, path }: SchoolClass,
): Insertable<StudentTable> {
  const sealed = (column: string, text: string) =>
    seal(keyring, { table: 'student', column, rowId: id }, text)
  const address = row.address ?? known?.address ?? null
  return {
    id,
    org_path: path,
    school_id: row.schoolId,
    class_id: classId,
    name: row.name,
    sex: row.sex,
    stage: row.stage,
    grade: row.grade,
    birth_date: row.birthDate,
    hardship_level: row.hardshipLevel,
    recognised_on: row.recognisedOn,
    id_number_sealed: sealed('id_number_sealed', row.idNumber),
    id_number_index: idNumberIndex(keyring, row.idNumber),
    address_sealed: address === null ? null : sealed('address_sealed', address),
    created_at: now,
    updated_at: now,
  }
}

/** The guardian whom the list names takes the place of those who were known. */
async function replaceGuardians(context: ImportContext, entries: readonly Entry[]): Promise<void> {
  const named = entries.filter(({ row }) => row.guardianName !== null)
  for (const portion of portions(named, PORTION)) {
    const ids = portion.map(({ id }) => id)
    await context.trx.deleteFrom('guardian').where('student_id', 'in', ids).execute()
    const paths = await pathsOf(context, ids)
    const rows = await mapInTurns(portion, entry => guardianRows(context, entry, paths), context.signal)
    if (rows.flat().length > 0) await context.trx.insertInto('guardian').values(rows.flat()).execute()
  }
}

function guardianRows(
  { keyring }: ImportContext,
  { id: studentId, row, known }: Entry,
  paths: ReadonlyMap<string, string>,
): Insertable<GuardianTable>[] {
  const guardian = mergedGuardian(row, known?.guardian ?? null)
  const path = paths.get(studentId)
  if (!guardian || path === undefined) return []
  const { name, relation, phone } = guardian
  const id = randomUUID()
  const context = { table: 'guardian', column: 'phone_sealed', rowId: id }
  const phone_sealed = phone === null ? null : seal(keyring, context, phone)
  const phone_index = phone === null ? null : phoneIndex(keyring, phone)
  return [{ id, student_id: studentId, org_path: path, name, relation, phone_sealed, phone_index }]
}

/** A payment that is told again with another amount or day is corrected. */
async function upsertAid(context: ImportContext, entries: readonly Entry[]): Promise<void> {
  for (const portion of portions(
    entries.filter(({ aid }) => aid.length > 0),
    PORTION,
  )) {
    const paths = await pathsOf(
      context,
      portion.map(({ id }) => id),
    )
    const lines = portion.flatMap(({ id, aid }) => distinctAid(aid).map(line => ({ id, line })))
    const rows = lines.map(({ id, line }) => ({
      student_id: id,
      org_path: paths.get(id) ?? '',
      project: line.project,
      period: line.period,
      amount_cents: line.amountCents,
      paid_on: line.paidOn,
      source: SOURCE,
      generated_on: chinaDay(context.now),
    }))
    await context.trx
      .insertInto('aid_history_line')
      .values(rows)
      .onConflict(conflict =>
        conflict.constraint('aid_line_once').doUpdateSet(eb => ({
          amount_cents: eb.ref('excluded.amount_cents'),
          paid_on: eb.fn.coalesce('excluded.paid_on', 'aid_history_line.paid_on'),
          source: eb.ref('excluded.source'),
          generated_on: eb.ref('excluded.generated_on'),
        })).where(sql<boolean>`(aid_history_line.amount_cents, aid_history_line.paid_on) is distinct from
          (excluded.amount_cents, coalesce(excluded.paid_on, aid_history_line.paid_on))`),
      )
      .execute()
  }
}

/** What the list says is so is kept from today on; what it says is not so any more goes. */
async function keepSigns({ trx, now }: ImportContext, entries: readonly Entry[]): Promise<void> {
  const told = entries.flatMap(({ id, signs }) => mergedSigns(signs).map(sign => ({ id, ...sign })))
  for (const portion of portions(told, PORTION)) {
    const codes = portion.map(({ id, code, present }) => ({ id, code, present }))
    const list = sql`json_to_recordset(${JSON.stringify(codes)}::json) as told (id uuid, code text, present boolean)`
    await sql`delete from student_sign using ${list}
      where student_sign.student_id = told.id and student_sign.code = told.code and not told.present`.execute(
      trx,
    )
    await sql`insert into student_sign (student_id, org_path, code, source, observed_on)
      select told.id, student.org_path, told.code, 'list', ${chinaDay(now)}::date
      from ${list} join student on student.id = told.id where told.present
      on conflict do nothing`.execute(trx)
  }
}

/** Rows that say the same twice count once. */
function distinctAid(aid: readonly ImportedAid[]): ImportedAid[] {
  return [...new Map(aid.map(line => [aidKey(line), line])).values()]
}

async function pathsOf({ trx }: ImportContext, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await trx.selectFrom('student').select(['id', 'org_path']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, org_path }) => [id, org_path]))
}
