import { downloadImportFaults } from '@sunshine-aid/api-contract'
import { readSheet } from '../spreadsheet/readWorkbook.ts'
import { writeWorkbook } from '../spreadsheet/writeWorkbook.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { aList, aRow, importApi, type ImportApi } from './testing/importApi.ts'

let api: ImportApi
beforeAll(async () => {
  api = await importApi()
})
afterEach(() => api.reset())
afterAll(() => api.close())

describe('a list with faults', () => {
  const faulty = () =>
    api.uploadRows(
      aRow(1),
      aRow(2, { school: 'school s2' }),
      aRow(3, { recognisedOn: '2026-13-01', stage: '初中' }),
      aRow(4, { guardianName: '' }),
      aRow(1, { name: '李示例' }),
    )

  it('shows each by row and column', async () => {
    const job = await faulty()
    expect(job.counts).toMatchObject({ new: 1, faulty: 4 })
    const rows = await api.rowsOf(job, { outcome: 'faulty' })
    expect(rows.map(({ number, faults }) => [number, faults])).toEqual([
      [3, [{ column: 'school', code: 'unknown_school' }]],
      [
        4,
        [
          { column: 'recognisedOn', code: 'bad_date' },
          { column: 'stage', code: 'stage_and_school_differ' },
        ],
      ],
      [5, [{ column: 'guardianName', code: 'missing_guardian' }]],
      [6, [{ column: 'idNumber', code: 'duplicate_in_file', otherRow: 2 }]],
    ])
  })

  it('enters not at all: all rows or none', async () => {
    const job = await faulty()
    const { status, problem } = await api.confirm(job)
    expect([status, problem.code]).toEqual([409, 'import_has_faults'])
    expect(await api.students()).toEqual([])
  })

  it('is corrected on the page; rows about the same student are checked again with it', async () => {
    const job = await api.uploadRows(aRow(1), aRow(1, { name: '李示例' }))
    const [first, second] = await api.rowsOf(job)
    expect(second?.outcome).toBe('faulty')
    const { body } = await api.correct(job, first!, { idNumber: '320585201503010009' })
    expect(body).toMatchObject({ outcome: 'new', version: 2 })
    const now = await api.reload(job)
    expect(now.counts).toMatchObject({ new: 2, faulty: 0 })
    expect(now.version).toBeGreaterThan(job.version)
    expect((await api.confirm(now)).status).toBe(200)
    expect((await api.students()).map(({ name }) => name)).toEqual(['李示例', '张示例1'])
  })

  it('loses the fault that reading found in a cell once the cell is typed anew', async () => {
    const titles = ['年级', '班级', '姓名', '身份证号', '困难等级', '认定日期', '监护人']
    const cells = ['五年级', '3班', '张示例', Number('320585201503010001'), '困难', '2026-9-1', '张家长']
    const columns = titles.map(title => ({ title, width: 10 }))
    const job = await api.upload(await writeWorkbook({ name: '名单', columns, rows: [{ cells }] }))
    const [row] = await api.rowsOf(job)
    expect(row?.faults).toEqual([{ column: 'idNumber', code: 'number_lost_digits' }])
    const { body } = await api.correct(job, row!, { idNumber: '320585201503010001' })
    expect(body).toMatchObject({ faults: [], outcome: 'new' })
  })

  it('refuses a correction of a row that was corrected meanwhile', async () => {
    const job = await faulty()
    const [row] = await api.rowsOf(job)
    const change = () => api.correct(job, row!, { name: '王示例' })
    expect((await change()).status).toBe(200)
    const { status, problem } = await change()
    expect(status).toBe(412)
    expect(problem.current).toMatchObject({ version: 2, cells: { name: '王示例' } })
  })

  it('goes back as a workbook that says what is wrong, and comes in again once it is right', async () => {
    const job = await faulty()
    const { bytes, headers } = await api.call('officer', downloadImportFaults, { params: { id: job.id } })
    expect(headers['content-disposition']).toMatch(/^attachment;/)
    const { rows } = await readSheet(bytes)
    expect(rows[2]?.cells.slice(0, 3)).toEqual([
      '学校：没有找到这所学校，或不在您负责的范围内，请填写学校全称；身份证件号（提示）：身份证号末位校验码不符，请再核对一次',
      '3',
      'school s2',
    ])
    expect(rows[5]?.cells[0]).toContain('（见原文件第 2 行）')
    const again = await api.upload(bytes)
    expect(again).toMatchObject({ state: 'ready', ignoredTitles: ['需要改正', '原文件行号'] })
    expect(again.counts).toEqual(job.counts)
  })

  it('says that a student is at another school without telling which', async () => {
    await api
      .upload(await aList([aRow(1, { school: 'school s2' })]), 'stranger')
      .then(job => api.confirm(job, 'stranger'))
    const job = await api.uploadRows(aRow(1))
    const [row] = await api.rowsOf(job)
    expect(row?.faults).toEqual([{ column: 'idNumber', code: 'student_elsewhere' }])
    expect(JSON.stringify(row)).not.toMatch(/s2/)
  })

  it('that became faulty after the preview does not enter, and shows the new fault', async () => {
    const job = await api.uploadRows(aRow(1), aRow(2))
    await api
      .upload(await aList([aRow(2, { school: 'school s2' })]), 'stranger')
      .then(job => api.confirm(job, 'stranger'))
    const { status, body } = await api.confirm(job)
    expect(status).toBe(200)
    expect(body).toMatchObject({ state: 'ready', counts: { new: 1, faulty: 1 } })
    expect(await api.students()).toHaveLength(1)
  })
})
