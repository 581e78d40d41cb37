import { confirmImport, getImport, uploadImport } from '@sunshine-aid/api-contract'
import { writeWorkbook } from '@sunshine-aid/api-server/src/spreadsheet/writeWorkbook.ts'
import { COLUMN_RULES, IMPORT_COLUMNS, type ImportCells, type ImportColumn } from '@sunshine-aid/domain'
import { setTimeout as wait } from 'node:timers/promises'
import { openClient } from './openClient.ts'
import { OFFICER } from './province.ts'
import type { Demo } from '../support/openDemo.ts'

const ROWS = 5_000

/** Rows of the import of a list with 5,000 students: from the upload to the preview, and the confirmation. */
export async function measureImport(demo: Demo): Promise<string[][]> {
  const client = await openClient(demo)
  try {
    const file = await aList(await schoolName(demo))
    const began = performance.now()
    let job = await client.call(OFFICER, uploadImport, { body: file })
    while (job.state === 'reading') {
      await wait(20)
      job = await client.call(OFFICER, getImport, { params: { id: job.id } })
    }
    const previewed = performance.now()
    if (job.state !== 'ready') throw new Error(`the list was not read: ${JSON.stringify(job)}`)
    await client.call(OFFICER, confirmImport, { params: { id: job.id }, ifMatch: job.version })
    const confirmed = performance.now()
    const seconds = (from: number, to: number) => `${((to - from) / 1000).toFixed(1)} s`
    return [
      [
        `a list of ${ROWS} students, ${Math.round(file.length / 1000)} kB: upload to preview`,
        seconds(began, previewed),
      ],
      ['confirmation: all rows enter', seconds(previewed, confirmed)],
    ]
  } finally {
    await client.close()
  }
}

async function schoolName({ owner }: Demo): Promise<string> {
  const { name } = await owner
    .selectFrom('account')
    .innerJoin('role_assignment', 'role_assignment.account_id', 'account.id')
    .innerJoin('org', 'org.id', 'role_assignment.org_id')
    .select('org.name')
    .where('account.subject', '=', OFFICER)
    .executeTakeFirstOrThrow()
  return name
}

function aList(school: string): Promise<Buffer> {
  const rows = Array.from({ length: ROWS }, (_, index) => aRow(school, index))
  const columns = IMPORT_COLUMNS.filter(column => column in (rows[0] ?? {}))
  const titled = (column: ImportColumn) => ({ title: COLUMN_RULES[column].titles[0], width: 10 })
  return writeWorkbook({
    name: '名单',
    columns: columns.map(titled),
    rows: rows.map(row => ({ cells: columns.map(column => row[column] ?? '') })),
  })
}

function aRow(school: string, number: number): ImportCells {
  return {
    school,
    stage: '小学',
    grade: '五年级',
    className: `${1 + (number % 40)}班`,
    name: `张示例${number}`,
    idNumber: `32058520150301${String(number).padStart(4, '0')}`,
    hardshipLevel: '困难',
    recognisedOn: '2026-09-10',
    guardianName: '张家长',
    guardianRelation: '父亲',
    guardianPhone: '19900000001',
    address: '太仓市示例路 1 号',
  }
}
