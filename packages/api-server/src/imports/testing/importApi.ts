import {
  confirmImport,
  correctImportRow,
  endpoints,
  getImport,
  listImportRows,
  uploadImport,
} from '@sunshine-aid/api-contract'
import {
  COLUMN_RULES,
  IMPORT_COLUMNS,
  type ImportCells,
  type ImportColumn,
  type ImportJob,
  type ImportRow,
  type RowOutcome,
} from '@sunshine-aid/domain'
import type { Selectable } from 'kysely'
import type { StudentTable } from '../../students/tables.ts'
import { inFullScope } from '../../database/scope.ts'
import type { Trx } from '../../database/schema.ts'
import { writeWorkbook } from '../../spreadsheet/writeWorkbook.ts'
import { testApi, type TestApi, type TestReply } from '../../testing/api.ts'
import { addAccount, addPlaces, type Places } from '../../testing/places.ts'
import { importRoutes } from '../routes.ts'

export const NOW = new Date('2026-11-21T02:00:00.000Z')

export interface ImportApi extends TestApi {
  readonly places: Places
  /** Moves the clock of the API; the tests of a file share it. */
  readonly clock: { now: Date }
  /** Uploads as `subject` and waits until the file was read. */
  upload(file: Buffer, subject?: string): Promise<ImportJob>
  /** The same with rows for a workbook. */
  uploadRows(...rows: ImportCells[]): Promise<ImportJob>
  /** As it is now. */
  reload(job: ImportJob): Promise<ImportJob>
  rowsOf(job: ImportJob, query?: { outcome?: RowOutcome }): Promise<ImportRow[]>
  correct(job: ImportJob, row: ImportRow, cells: ImportCells): Promise<TestReply<typeof correctImportRow>>
  confirm(job: ImportJob, subject?: string): Promise<TestReply<typeof confirmImport>>
  /** Students of all schools, by name. */
  students(): Promise<Selectable<StudentTable>[]>
  /** Takes away what a test made, and turns the clock back. */
  reset(): Promise<void>
  /** Runs in the owner's eyes. */
  inspect<T>(fn: (trx: Trx) => Promise<T>): Promise<T>
}

/** `officer` and `colleague` are aid officers of the school, `stranger` of another one, `teacher` of its class. */
export async function importApi(): Promise<ImportApi> {
  const clock = { now: NOW }
  const specs = endpoints.filter(({ tag }) => tag === 'imports')
  const api = await testApi({ endpoints: specs, routes: [importRoutes], clock: () => clock.now })
  const places = await addPlaces(api.ownerDb)
  await addAccount(api.ownerDb, 'officer', 'aidOfficer', places.school)
  await addAccount(api.ownerDb, 'colleague', 'aidOfficer', places.school)
  await addAccount(api.ownerDb, 'stranger', 'aidOfficer', places.otherSchool)
  await addAccount(api.ownerDb, 'teacher', 'classTeacher', places.schoolClass)
  const call: TestApi['call'] = (subject, endpoint, input) => api.call(subject, endpoint, input)
  const inspect: ImportApi['inspect'] = fn => inFullScope(api.ownerDb, clock.now, fn)
  const upload: ImportApi['upload'] = async (file, subject = 'officer') => {
    const { body } = await call(subject, uploadImport, { body: file })
    for (;;) {
      const job = await call(subject, getImport, { params: { id: body.id } })
      if (job.body.state !== 'reading') return job.body
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  }
  return {
    ...api,
    places,
    clock,
    inspect,
    upload,
    uploadRows: async (...rows) => upload(await aList(rows)),
    reload: async ({ id }) => (await call('officer', getImport, { params: { id } })).body,
    rowsOf: async ({ id }, query = {}) =>
      (await call('officer', listImportRows, { params: { id }, query })).body.items,
    correct: ({ id }, row, cells) =>
      call('officer', correctImportRow, {
        params: { id, rowId: row.id },
        body: { cells },
        ifMatch: row.version,
      }),
    confirm: ({ id, version }, subject = 'officer') =>
      call(subject, confirmImport, { params: { id }, ifMatch: version }),
    students: () => inspect(trx => trx.selectFrom('student').selectAll().orderBy('name').execute()),
    async reset() {
      clock.now = NOW
      await inspect(async trx => {
        for (const table of ['import_job', 'coverage_fact', 'coverage_counter', 'student'] as const) {
          await trx.deleteFrom(table).execute()
        }
        await trx.deleteFrom('org').where('name', 'like', '五年级%').execute()
      })
    },
  }
}

/** A faultless row of the school `school s1`; `number` makes it another student's. */
export function aRow(number: number, changes: ImportCells = {}): ImportCells {
  return {
    school: 'school s1',
    stage: '小学',
    grade: '五年级',
    className: '3班',
    name: `张示例${number}`,
    sex: '',
    idNumber: `32058520150301${String(number).padStart(4, '0')}`,
    birthDate: '',
    hardshipLevel: '困难',
    recognisedOn: '2026-09-10',
    guardianName: '张家长',
    guardianRelation: '父亲',
    guardianPhone: '19900000001',
    address: '太仓市示例路 1 号',
    ...changes,
  }
}

/** A workbook as the template has it; only the columns that the rows name. */
export function aList(rows: readonly ImportCells[]): Promise<Buffer> {
  const columns = IMPORT_COLUMNS.filter(column => rows.some(row => column in row))
  const titled = (column: ImportColumn) => ({ title: COLUMN_RULES[column].titles[0], width: 10 })
  return writeWorkbook({
    name: '名单',
    columns: columns.map(titled),
    rows: rows.map(row => ({ cells: columns.map(column => row[column] ?? '') })),
  })
}
