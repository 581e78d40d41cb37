import { uploadImport } from '@sunshine-aid/api-contract'
import { coverageDrift } from '../coverage/recount.ts'
import { unseal } from '../crypto/seal.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { aList, aRow, importApi, NOW, type ImportApi } from './testing/importApi.ts'

let api: ImportApi
beforeAll(async () => {
  api = await importApi()
})
afterEach(() => api.reset())
afterAll(() => api.close())

describe('a list that is uploaded', () => {
  it('is read, shown and entered', async () => {
    const job = await api.uploadRows(aRow(1), aRow(2))
    expect(job).toMatchObject({ state: 'ready', rowsRead: 2, counts: { new: 2, faulty: 0 } })
    const { status, body } = await api.confirm(job)
    expect(status).toBe(200)
    expect(body).toMatchObject({ state: 'confirmed', counts: { new: 2, changed: 0, unchanged: 0 } })
    const [first, second] = await api.students()
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
    const job = await api.uploadRows(aRow(1))
    const staged = await api.inspect(trx => trx.selectFrom('import_row').selectAll().execute())
    expect(JSON.stringify(staged)).not.toContain('张示例1')
    expect(Buffer.concat(staged.map(row => row.cells_sealed)).includes('张示例1')).toBe(false)
    await api.confirm(job)
    const [student] = await api.students()
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
    await api.confirm(
      await api.uploadRows(aRow(1, aid('生活补助')), aRow(1, aid('助学金')), aRow(1, aid('助学金'))),
    )
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
    expect(await api.students()).toHaveLength(1)
  })

  it('puts students into the classes that it names, and makes each new class once', async () => {
    const rows = [
      aRow(1, { className: '（7）班' }),
      aRow(2, { className: '五年级7班' }),
      aRow(3, { className: '七班' }),
    ]
    const job = await api.uploadRows(...rows)
    expect(job.counts.warned).toBe(3)
    await api.confirm(job)
    expect(new Set((await api.students()).map(({ class_id }) => class_id)).size).toBe(1)
    const again = await api.uploadRows(aRow(4, { className: '7班' }))
    await api.confirm(again)
    expect(new Set((await api.students()).map(({ class_id }) => class_id)).size).toBe(1)
  })

  it('counts in coverage at once, exactly', async () => {
    await api.confirm(await api.uploadRows(aRow(1), aRow(2), aRow(3)))
    const counters = await api.inspect(trx => trx.selectFrom('coverage_counter').select('counted').execute())
    expect(counters).toEqual([{ counted: 3 }])
    expect(await coverageDrift(api.ownerDb, NOW)).toEqual([])
  })

  it('changes nothing the second time', async () => {
    await api.confirm(await api.uploadRows(aRow(1), aRow(2)))
    const before = await api.students()
    const job = await api.uploadRows(aRow(1), aRow(2))
    expect(job.counts).toMatchObject({ new: 0, changed: 0, unchanged: 2 })
    const { body } = await api.confirm(job)
    expect(body).toMatchObject({ state: 'confirmed', counts: { unchanged: 2 } })
    expect(await api.students()).toEqual(before)
  })

  it('shows what it would change, and changes just that', async () => {
    await api.confirm(await api.uploadRows(aRow(1), aRow(2)))
    const job = await api.uploadRows(
      aRow(1, { hardshipLevel: '特别困难', guardianPhone: '19900000009', address: '' }),
      aRow(2),
    )
    expect(job.counts).toMatchObject({ changed: 1, unchanged: 1 })
    const [row] = await api.rowsOf(job, { outcome: 'changed' })
    expect(row?.changed).toEqual(['hardshipLevel', 'guardianPhone'])
    await api.confirm(job)
    const [first, second] = await api.students()
    expect(first).toMatchObject({ hardship_level: 'extreme', version: 2 })
    expect(first?.address_sealed).not.toBeNull()
    expect(second?.version).toBe(1)
  })

  it('moves a student to another class with everything that belongs to them', async () => {
    await api.confirm(await api.uploadRows(aRow(1)))
    await api.confirm(await api.uploadRows(aRow(1, { className: '4班' })))
    const [student] = await api.students()
    const [guardian] = await api.inspect(trx => trx.selectFrom('guardian').select('org_path').execute())
    expect(guardian?.org_path).toBe(student?.org_path)
    expect(await coverageDrift(api.ownerDb, NOW)).toEqual([])
  })
})

describe('imports at the same time', () => {
  it('of one school make a new student and a new class once', async () => {
    const file = await aList([aRow(1, { className: '8班' }), aRow(2, { className: '8班' })])
    const jobs = [await api.upload(file, 'officer'), await api.upload(file, 'colleague')] as const
    const answers = await Promise.all([api.confirm(jobs[0], 'officer'), api.confirm(jobs[1], 'colleague')])
    expect(answers.map(({ body }) => body.state)).toEqual(['confirmed', 'confirmed'])
    expect(answers.map(({ body }) => body.counts.new).sort()).toEqual([0, 2])
    expect(new Set((await api.students()).map(({ class_id }) => class_id)).size).toBe(1)
    expect(await api.students()).toHaveLength(2)
  })

  it('of one file, because an upload came twice, are one', async () => {
    const input = { body: await aList([aRow(1)]), idempotencyKey: 'once' }
    const first = await api.call('officer', uploadImport, input)
    const second = await api.call('officer', uploadImport, input)
    expect(second.body.id).toBe(first.body.id)
  })
})
