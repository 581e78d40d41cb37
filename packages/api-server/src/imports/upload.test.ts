import {
  downloadImportTemplate,
  listImports,
  MAX_IMPORT_BYTES,
  uploadImport,
} from '@sunshine-aid/api-contract'
import { readSheet } from '../spreadsheet/readWorkbook.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { aList, aRow, importApi, NOW, type ImportApi } from './testing/importApi.ts'

let api: ImportApi
beforeAll(async () => {
  api = await importApi()
})
afterEach(() => api.reset())
afterAll(() => api.close())

describe('a file that is no list', () => {
  it.each([
    [
      'an old workbook',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('Workbook', 'utf16le')]),
      'old_xls',
    ],
    ['text without titles', Buffer.from('a,b\n1,2'), 'no_header_row'],
    ['titles without rows', Buffer.from('年级,班级,姓名,身份证号,困难等级,认定日期,监护人\n,,,'), 'no_rows'],
  ])('is refused with a reason: %s', async (_, file, fault) => {
    const job = await api.upload(file)
    expect(job).toMatchObject({ state: 'refused', fault })
    const pieces = await api.inspect(trx =>
      trx.selectFrom('import_piece').select('number').where('job_id', '=', job.id).execute(),
    )
    expect(pieces).toEqual([])
  })

  it('says which columns are missing', async () => {
    const job = await api.upload(Buffer.from('姓名,年级,班级,认定日期\n张示例,五年级,3班,2026-9-1'))
    expect(job).toMatchObject({
      fault: 'missing_column',
      faultColumns: ['idNumber', 'hardshipLevel', 'guardianName'],
    })
  })

  it('is refused above the limit, and leaves nothing', async () => {
    const before = await api.inspect(trx => trx.selectFrom('import_job').select('id').execute())
    const { status, problem } = await api.call('officer', uploadImport, {
      body: Buffer.alloc(MAX_IMPORT_BYTES + 1),
    })
    expect([status, problem.code]).toEqual([413, 'too_large'])
    expect(await api.inspect(trx => trx.selectFrom('import_job').select('id').execute())).toEqual(before)
  })
})

it('the five newest imports of an account are kept', async () => {
  const jobs = []
  for (let minute = 0; minute < 6; minute++) {
    api.clock.now = new Date(NOW.getTime() + minute * 60_000)
    jobs.push(await api.uploadRows(aRow(1)))
  }
  const { body } = await api.call('officer', listImports)
  expect(body.items.map(({ id }) => id)).toEqual(
    jobs
      .slice(1)
      .map(({ id }) => id)
      .reverse(),
  )
})

it('reading is taken up again after a process died over it, and given up when it always does', async () => {
  const { body } = await api.call('officer', uploadImport, { body: await aList([aRow(1)]) })
  const died = (attempts: number, reading_since: Date) =>
    api.inspect(trx =>
      trx.updateTable('import_job').set({ attempts, reading_since }).where('id', '=', body.id).execute(),
    )
  await died(1, NOW)
  expect((await api.reload(body)).state).toBe('reading')
  await died(3, new Date(NOW.getTime() - 60_000))
  await expect.poll(async () => (await api.reload(body)).fault).toBe('damaged_file')
})

it('the template can be filled in and uploaded; it says what each column wants', async () => {
  const { bytes } = await api.call('officer', downloadImportTemplate)
  expect(await api.upload(bytes)).toMatchObject({ state: 'refused', fault: 'no_rows' })
  const notes = await readSheet(bytes, { sheetName: '填写说明' })
  expect(notes.rows).toHaveLength(23)
  expect(notes.rows.every(({ cells }) => cells.length === 4)).toBe(true)
})
