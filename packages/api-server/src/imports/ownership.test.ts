import {
  cancelImport,
  confirmImport,
  correctImportRow,
  downloadImportFaults,
  downloadImportTemplate,
  getImport,
  listImportRows,
  listImports,
  uploadImport,
} from '@sunshine-aid/api-contract'
import { loadPrincipal } from '../database/principal.ts'
import { inScope } from '../database/scope.ts'
import type { Trx } from '../database/schema.ts'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { aRow, importApi, NOW, type ImportApi } from './testing/importApi.ts'

let api: ImportApi
beforeAll(async () => {
  api = await importApi()
})
afterEach(() => api.reset())
afterAll(() => api.close())

describe('an import belongs to whoever uploaded it', () => {
  it.each(['colleague', 'stranger'])('and is not there for %s', async subject => {
    const job = await api.uploadRows(aRow(1))
    const [row] = await api.rowsOf(job)
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
    const job = await api.uploadRows(aRow(1))
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
    const job = await api.uploadRows(aRow(1))
    api.clock.now = new Date(NOW.getTime() + 25 * 3_600_000)
    expect((await api.reload(job)).state).toBe('expired')
    expect((await api.confirm(job)).problem.code).toBe('import_expired')
  })

  it('with its rows gone once they have entered', async () => {
    const job = await api.uploadRows(aRow(1))
    const confirmed = (await api.confirm(job)).body
    expect(
      await api.inspect(trx =>
        trx.selectFrom('import_row').select('id').where('job_id', '=', job.id).execute(),
      ),
    ).toEqual([])
    expect((await api.confirm(confirmed)).problem.code).toBe('import_not_ready')
  })

  it('not when somebody confirms what they have not seen', async () => {
    const job = await api.uploadRows(aRow(1))
    const [row] = await api.rowsOf(job)
    await api.correct(job, row!, { name: '王示例' })
    expect((await api.confirm(job)).status).toBe(412)
  })
})

describe('below the code, the database', () => {
  const asSubject = async <T>(subject: string, fn: (trx: Trx) => Promise<T>) => {
    const { principal } = await loadPrincipal(api.db, subject, NOW)
    return inScope(api.db, principal!, NOW, fn)
  }

  it('shows an import to nobody but its account', async () => {
    await api.uploadRows(aRow(1))
    const visible = (trx: Trx) => trx.selectFrom('import_row').select('id').execute()
    expect(await asSubject('officer', visible)).not.toEqual([])
    expect(await asSubject('colleague', visible)).toEqual([])
  })

  it('lets nobody make a class at a school that is not theirs', async () => {
    const { school } = api.places
    const make = (trx: Trx) => sql`select app.create_class(${school.id}::uuid, '五年级（99）班')`.execute(trx)
    await expect(asSubject('stranger', make)).rejects.toMatchObject({ code: '42501' })
  })

  it('forgets what has expired, of every account, and nothing else', async () => {
    const old = await api.uploadRows(aRow(1))
    api.clock.now = new Date(NOW.getTime() + 12 * 3_600_000)
    const kept = await api.uploadRows(aRow(2))
    await sql`select app.forget_imports(${new Date(NOW.getTime() + 25 * 3_600_000)}, 100)`.execute(api.db)
    const left = await api.inspect(trx => trx.selectFrom('import_row').select('job_id').execute())
    expect(left.map(({ job_id }) => job_id)).toContain(kept.id)
    expect(left.map(({ job_id }) => job_id)).not.toContain(old.id)
  })
})

it('the audit trail holds the number of rows that left and of students that entered, and no name', async () => {
  const job = await api.uploadRows(aRow(1), aRow(2))
  await api.call('officer', downloadImportFaults, { params: { id: job.id } })
  await api.confirm(job)
  const events = await api.inspect(trx =>
    trx.selectFrom('audit_event').selectAll().where('subject_id', '=', job.id).orderBy('seq').execute(),
  )
  expect(events.map(({ action, count }) => [action, count])).toEqual([
    ['uploadImport', null],
    ['downloadImportFaults', 2],
    ['confirmImport', 2],
  ])
  expect(JSON.stringify(events)).not.toMatch(/示例|3205852015/)
})
