import {
  cancelImport,
  confirmImport,
  correctImportRow,
  downloadImportFaults,
  downloadImportTemplate,
  getImport,
  listImportRows,
  listImports,
  MAX_IMPORT_BYTES,
  uploadImport,
} from '@sunshine-aid/api-contract'
import type { ImportCells, ImportJob } from '@sunshine-aid/domain'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { coverageDrift } from '../coverage/recount.ts'
import { unseal } from '../crypto/seal.ts'
import { readSheet } from '../spreadsheet/readWorkbook.ts'
import { aList, aRow, importApi, NOW, type ImportApi } from './testing/importApi.ts'

let api: ImportApi
beforeAll(async () => {
  api = await importApi()
})
afterAll(() => api.close())
afterEach(async () => {
  api.clock.now = NOW
  await api.inspect(async trx => {
    await trx.deleteFrom('coverage_fact').execute()
    await trx.deleteFrom('coverage_counter').execute()
    await trx.deleteFrom('student').execute()
    await trx.deleteFrom('org').where('name', 'like', '五年级%').execute()
  })
})

const upload = async (...rows: ImportCells[]) => api.upload(await aList(rows))
const confirm = (job: ImportJob, subject = 'officer') =>
  api.call(subject, confirmImport, { params: { id: job.id }, ifMatch: job.version })
const rowsOf = async (job: ImportJob, query = {}) =>
  (await api.call('officer', listImportRows, { params: { id: job.id }, query })).body.items
const reload = async (job: ImportJob) =>
  (await api.call('officer', getImport, { params: { id: job.id } })).body
const students = () => api.inspect(trx => trx.selectFrom('student').selectAll().orderBy('name').execute())

describe('a list that is uploaded', () => {
  it('is read, shown and entered', async () => {
    const job = await upload(aRow(1), aRow(2))
    expect(job).toMatchObject({ state: 'ready', rowsRead: 2, counts: { new: 2, faulty: 0 } })
    const { status, body } = await confirm(job)
    expect(status).toBe(200)
    expect(body).toMatchObject({ state: 'confirmed', counts: { new: 2, changed: 0, unchanged: 0 } })
    const [first, second] = await students()
    expect(second?.name).toBe('张示例2')
    expect(first).toMatchObject({
      name: '张示例1',
      sex: 'female',
      stage: 'primary',
      grade: '五年级',
      birth_date: '2015-03-01',
      hardship_level: 'severe',
      recognised_on: '2026-09-10',
      enrolment: 'enrolled',
      version: 1,
      school_id: api.places.school.id,
    })
  })

  it('is stored sealed before and after it enters', async () => {
    const job = await upload(aRow(1))
    const staged = await api.inspect(trx => trx.selectFrom('import_row').selectAll().execute())
    expect(JSON.stringify(staged)).not.toContain('张示例1')
    expect(Buffer.concat(staged.map(row => row.cells_sealed)).includes('张示例1')).toBe(false)
    await confirm(job)
    const [student] = await students()
    const context = { table: 'student', column: 'id_number_sealed', rowId: student!.id }
    expect(unseal(api.keyring, context, student!.id_number_sealed)).toBe('320585201503010001')
  })

  it('brings guardians and every payment of a student', async () => {
    const aid = (aidProject: string) => ({
      aidProject,
      aidPeriod: '2026秋',
      aidAmount: '625',
      aidPaidOn: '2026-10-20',
    })
    await confirm(await upload(aRow(1, aid('生活补助')), aRow(1, aid('助学金')), aRow(1, aid('助学金'))))
    const [guardians, lines] = await api.inspect(
      async trx =>
        [
          await trx.selectFrom('guardian').select(['name', 'relation']).execute(),
          await trx
            .selectFrom('aid_history_line')
            .select(['project', 'period', 'amount_cents', 'paid_on'])
            .orderBy('project', 'desc')
            .execute(),
        ] as const,
    )
    expect(guardians).toEqual([{ name: '张家长', relation: 'father' }])
    expect(lines).toEqual([
      { project: '生活补助', period: '2026-1', amount_cents: 62_500, paid_on: '2026-10-20' },
      { project: '助学金', period: '2026-1', amount_cents: 62_500, paid_on: '2026-10-20' },
    ])
    expect(await students()).toHaveLength(1)
  })

  it('puts students into the classes that it names, and makes each new class once', async () => {
    const rows = [
      aRow(1, { className: '（7）班' }),
      aRow(2, { className: '五年级7班' }),
      aRow(3, { className: '七班' }),
    ]
    const job = await upload(...rows)
    expect(job.counts.warned).toBe(3)
    await confirm(job)
    expect(new Set((await students()).map(({ class_id }) => class_id)).size).toBe(1)
    const again = await upload(aRow(4, { className: '7班' }))
    await confirm(again)
    expect(new Set((await students()).map(({ class_id }) => class_id)).size).toBe(1)
  })

  it('counts in coverage at once, exactly', async () => {
    await confirm(await upload(aRow(1), aRow(2), aRow(3)))
    const counters = await api.inspect(trx => trx.selectFrom('coverage_counter').select('counted').execute())
    expect(counters).toEqual([{ counted: 3 }])
    expect(await coverageDrift(api.ownerDb, NOW)).toEqual([])
  })

  it('changes nothing the second time', async () => {
    await confirm(await upload(aRow(1), aRow(2)))
    const before = await students()
    const job = await upload(aRow(1), aRow(2))
    expect(job.counts).toMatchObject({ new: 0, changed: 0, unchanged: 2 })
    const { body } = await confirm(job)
    expect(body).toMatchObject({ state: 'confirmed', counts: { unchanged: 2 } })
    expect(await students()).toEqual(before)
  })

  it('shows what it would change, and changes just that', async () => {
    await confirm(await upload(aRow(1), aRow(2)))
    const job = await upload(
      aRow(1, { hardshipLevel: '特别困难', guardianPhone: '19900000009', address: '' }),
      aRow(2),
    )
    expect(job.counts).toMatchObject({ changed: 1, unchanged: 1 })
    const [row] = await rowsOf(job, { outcome: 'changed' })
    expect(row?.changed).toEqual(['hardshipLevel', 'guardianPhone'])
    await confirm(job)
    const [first, second] = await students()
    expect(first).toMatchObject({ hardship_level: 'extreme', version: 2 })
    expect(first?.address_sealed).not.toBeNull()
    expect(second?.version).toBe(1)
  })

  it('moves a student to another class with everything that belongs to them', async () => {
    await confirm(await upload(aRow(1)))
    await confirm(await upload(aRow(1, { className: '4班' })))
    const [student] = await students()
    const [guardian] = await api.inspect(trx => trx.selectFrom('guardian').select('org_path').execute())
    expect(guardian?.org_path).toBe(student?.org_path)
    expect(await coverageDrift(api.ownerDb, NOW)).toEqual([])
  })
})

describe('a list with faults', () => {
  const faulty = () =>
    upload(
      aRow(1),
      aRow(2, { school: 'school s2' }),
      aRow(3, { recognisedOn: '2026-13-01', stage: '初中' }),
      aRow(4, { guardianName: '' }),
      aRow(1, { name: '李示例' }),
    )

  it('shows each by row and column', async () => {
    const job = await faulty()
    expect(job.counts).toMatchObject({ new: 1, faulty: 4 })
    const rows = await rowsOf(job, { outcome: 'faulty' })
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
    const { status, problem } = await confirm(job)
    expect([status, problem.code]).toEqual([409, 'import_has_faults'])
    expect(await students()).toEqual([])
  })

  it('is corrected on the page; rows about the same student are checked again with it', async () => {
    const job = await upload(aRow(1), aRow(1, { name: '李示例' }))
    const [first, second] = await rowsOf(job)
    expect(second?.outcome).toBe('faulty')
    const { body } = await api.call('officer', correctImportRow, {
      params: { id: job.id, rowId: first!.id },
      body: { cells: { idNumber: '320585201503010009' } },
      ifMatch: first!.version,
    })
    expect(body).toMatchObject({ outcome: 'new', version: 2 })
    const now = await reload(job)
    expect(now.counts).toMatchObject({ new: 2, faulty: 0 })
    expect(now.version).toBeGreaterThan(job.version)
    expect((await confirm(now)).status).toBe(200)
    expect((await students()).map(({ name }) => name)).toEqual(['李示例', '张示例1'])
  })

  it('loses the fault that the file gave a cell once the cell is typed anew', async () => {
    const job = await api.upload(
      Buffer.from(
        '年级,班级,姓名,身份证号,困难等级,认定日期,监护人\n五年级,3班,张\uE000,320585201503010001,困难,2026-9-1,张家长',
      ),
    )
    const [row] = await rowsOf(job)
    expect(row?.faults).toEqual([{ column: 'name', code: 'unreadable_characters' }])
    const { body } = await api.call('officer', correctImportRow, {
      params: { id: job.id, rowId: row!.id },
      body: { cells: { name: '张示例' } },
      ifMatch: row!.version,
    })
    expect(body.faults).toEqual([])
  })

  it('refuses a correction of a row that was corrected meanwhile', async () => {
    const job = await faulty()
    const [row] = await rowsOf(job)
    const change = (version: number) =>
      api.call('officer', correctImportRow, {
        params: { id: job.id, rowId: row!.id },
        body: { cells: { name: '王示例' } },
        ifMatch: version,
      })
    expect((await change(row!.version)).status).toBe(200)
    const { status, problem } = await change(row!.version)
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
      .then(job => confirm(job, 'stranger'))
    const job = await upload(aRow(1))
    const [row] = await rowsOf(job)
    expect(row?.faults).toEqual([{ column: 'idNumber', code: 'student_elsewhere' }])
    expect(JSON.stringify(row)).not.toMatch(/s2/)
  })

  it('that became faulty after the preview does not enter, and shows the new fault', async () => {
    const job = await upload(aRow(1), aRow(2))
    await api
      .upload(await aList([aRow(2, { school: 'school s2' })]), 'stranger')
      .then(job => confirm(job, 'stranger'))
    const { status, body } = await confirm(job)
    expect(status).toBe(200)
    expect(body).toMatchObject({ state: 'ready', counts: { new: 1, faulty: 1 } })
    expect(await students()).toHaveLength(1)
  })
})

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

describe('an import belongs to whoever uploaded it', () => {
  it.each(['colleague', 'stranger'])('and is not there for %s', async subject => {
    const job = await upload(aRow(1))
    const [row] = await rowsOf(job)
    const params = { id: job.id }
    const answers = await Promise.all([
      api.call(subject, getImport, { params }),
      api.call(subject, listImportRows, { params }),
      api.call(subject, downloadImportFaults, { params }),
      api.call(subject, confirmImport, { params, ifMatch: job.version }),
      api.call(subject, cancelImport, { params, ifMatch: job.version }),
      api.call(subject, correctImportRow, {
        params: { ...params, rowId: row!.id },
        body: { cells: {} },
        ifMatch: 1,
      }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404])
    expect((await api.call(subject, listImports)).text).not.toContain(job.id)
  })

  it('and nobody without the permission can begin one', async () => {
    expect((await api.call('teacher', uploadImport, { body: Buffer.from('x') })).status).toBe(403)
    expect((await api.call('teacher', downloadImportTemplate)).status).toBe(403)
  })
})

describe('an import ends', () => {
  it('when it is given up: nothing of it is left', async () => {
    const job = await upload(aRow(1))
    expect(
      (await api.call('officer', cancelImport, { params: { id: job.id }, ifMatch: job.version })).status,
    ).toBe(204)
    expect((await api.call('officer', getImport, { params: { id: job.id } })).status).toBe(404)
    expect(
      await api.inspect(trx =>
        trx.selectFrom('import_row').select('id').where('job_id', '=', job.id).execute(),
      ),
    ).toEqual([])
  })

  it('after a day, also for a preview that is still open', async () => {
    const job = await upload(aRow(1))
    api.clock.now = new Date(NOW.getTime() + 25 * 3_600_000)
    expect((await reload(job)).state).toBe('expired')
    expect((await confirm(job)).problem.code).toBe('import_expired')
  })

  it('with its rows gone once they have entered', async () => {
    const job = await upload(aRow(1))
    const confirmed = (await confirm(job)).body
    expect(
      await api.inspect(trx =>
        trx.selectFrom('import_row').select('id').where('job_id', '=', job.id).execute(),
      ),
    ).toEqual([])
    expect((await confirm(confirmed)).problem.code).toBe('import_not_ready')
  })

  it('not when somebody confirms what they have not seen', async () => {
    const job = await upload(aRow(1))
    const [row] = await rowsOf(job)
    await api.call('officer', correctImportRow, {
      params: { id: job.id, rowId: row!.id },
      body: { cells: { name: '王示例' } },
      ifMatch: row!.version,
    })
    expect((await confirm(job)).status).toBe(412)
  })
})

it('the five newest imports of an account are kept', async () => {
  const jobs = []
  for (let minute = 0; minute < 6; minute++) {
    api.clock.now = new Date(NOW.getTime() + minute * 60_000)
    jobs.push(await upload(aRow(1)))
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
  expect((await reload(body)).state).toBe('reading')
  await died(3, new Date(NOW.getTime() - 60_000))
  await expect.poll(async () => (await reload(body)).fault).toBe('damaged_file')
})

it('the template can be filled in and uploaded; it says what each column wants', async () => {
  const { bytes } = await api.call('officer', downloadImportTemplate)
  expect(await api.upload(bytes)).toMatchObject({ state: 'refused', fault: 'no_rows' })
  const notes = await readSheet(bytes, { sheetName: '填写说明' })
  expect(notes.rows).toHaveLength(19)
  expect(notes.rows.every(({ cells }) => cells.length === 4)).toBe(true)
})

it('the audit trail holds no name and the number of students that entered', async () => {
  const job = await upload(aRow(1), aRow(2))
  await confirm(job)
  const events = await api.inspect(trx =>
    trx.selectFrom('audit_event').selectAll().where('subject_id', '=', job.id).orderBy('seq').execute(),
  )
  expect(events.map(({ action, count }) => [action, count])).toEqual([
    ['uploadImport', null],
    ['confirmImport', 2],
  ])
  expect(JSON.stringify(events)).not.toMatch(/示例|3205852015/)
})
