import {
  approveExport,
  askExport,
  cancelExport,
  declineExport,
  downloadExport,
  getExport,
  issueExportTicket,
  listExports,
  startApplication,
} from '@sunshine-aid/api-contract'
import type { ExportJob, ExportState } from '@sunshine-aid/domain'
import { strFromU8, unzipSync } from 'fflate'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { done, journeyTo } from '../applications/testing/journey.ts'
import { MONDAY, openSchool, type School } from '../applications/testing/school.ts'
import { listOfIds } from '../http/auditNote.ts'
import { readSheet } from '../spreadsheet/readWorkbook.ts'
import { exportKinds } from './kinds.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
  await journeyTo(school, 'determined')
  await journeyTo(school, 'submitted')
  const studentId = await school.addStudent({ name: '=cmd|calc' })
  done(await school.call('teacher', startApplication, { body: { studentId } }))
})
afterEach(async () => {
  school.clock.now = MONDAY
  await school.asOwner(trx => sql`truncate export_job cascade`.execute(trx))
})
afterAll(() => school.close())

const WANTED = { kind: 'register', purpose: 'inspection', purposeText: '迎接市级检查' } as const

async function ask(person = 'officer'): Promise<ExportJob> {
  return done(await school.call(person, askExport, { body: WANTED })).body
}
const command = (
  person: string,
  endpoint: typeof approveExport | typeof declineExport | typeof cancelExport,
  job: ExportJob,
) => school.call(person, endpoint, { params: { id: job.id }, ifMatch: job.version })

const look = async (job: ExportJob, person = 'officer') =>
  done(await school.call(person, getExport, { params: { id: job.id } })).body

async function until(job: ExportJob, state: ExportState): Promise<ExportJob> {
  return vi.waitFor(
    async () => {
      const now = await look(job)
      expect(now.state).toBe(state)
      return now
    },
    { timeout: 15_000, interval: 20 },
  )
}

async function written(): Promise<ExportJob> {
  const job = await ask()
  done(await command('head', approveExport, job))
  return until(job, 'ready')
}

async function ticketFor(job: ExportJob, person = 'officer') {
  return school.call(person, issueExportTicket, { params: { id: job.id } })
}
const download = (job: ExportJob, ticket: string, person = 'officer') =>
  school.call(person, downloadExport, { params: { id: job.id }, ticket })

describe('a workbook', () => {
  it('is asked for by one, approved by another, written, and taken once', async () => {
    const job = await ask()
    expect(job).toMatchObject({
      state: 'asked',
      offers: ['cancel'],
      askedByName: expect.any(String) as string,
    })
    expect((await look(job, 'head')).offers).toEqual(['approve', 'decline'])
    expect((await command('officer', approveExport, job)).problem.code).toBe('export_own')
    expect((await command('officer2', approveExport, job)).problem.code).toBe('export_needs_head')
    done(await command('head', approveExport, job))
    const ready = await until(job, 'ready')
    expect(ready).toMatchObject({ rowsDone: 4, rowsTotal: 4, offers: ['cancel', 'take'] })
    const { ticket } = done(await ticketFor(job)).body
    const file = done(await download(job, ticket))
    expect(file.headers['content-disposition']).toMatch(/^attachment;/)
    const sheet = await readSheet(file.bytes)
    expect(sheet.name).toBe('申请')
    expect(sheet.rows).toHaveLength(1 + 3 + 1)
    expect((await until(job, 'taken')).offers).toEqual([])
    expect((await download(job, ticket)).problem.code).toBe('export_taken')
    expect((await ticketFor(job)).problem.code).toBe('export_taken')
  })

  it('asked for by the head is approved by an officer', async () => {
    const job = await ask('head')
    expect((await command('officer', approveExport, job)).status).toBe(200)
  })

  it('holds no ID number, no formula, and says below its rows whose it is', async () => {
    const job = await written()
    const { bytes } = await download(job, done(await ticketFor(job)).body.ticket)
    const { rows } = await readSheet(bytes)
    const text = JSON.stringify(rows)
    expect(text).not.toMatch(/3205852015\d/)
    const xml = strFromU8(unzipSync(new Uint8Array(bytes))['xl/worksheets/sheet1.xml']!)
    expect(xml).toContain(`t="inlineStr"><is><t xml:space="preserve">'=cmd|calc</t>`)
    expect(xml).not.toMatch(/<f[ >]/)
    expect(rows.at(-1)?.cells[0]).toContain(job.id)
    expect(rows.at(-1)?.cells[0]).toContain(job.askedByName)
    expect(rows.at(-1)?.cells[0]).toContain('2026-10-12 09:30')
    expect(text).not.toContain('心理')
  })

  it('is counted in the trail as it is in the file, by the digest of its ids', async () => {
    const job = await written()
    await download(job, done(await ticketFor(job)).body.ticket)
    const ids = await school.asOwner(async trx => {
      const rows = []
      for (const sheet of exportKinds.register.sheets)
        rows.push(...(await sheet.page(trx, school.tree.c1k1s1.id, null, 100)))
      return rows.map(({ id }) => id)
    })
    const event = await school.asOwner(trx =>
      trx
        .selectFrom('audit_event')
        .select(['count', 'digest'])
        .where('action', '=', 'downloadExport')
        .where('subject_id', '=', job.id)
        .executeTakeFirstOrThrow(),
    )
    expect({ count: event.count, digest: event.digest?.toString('hex') }).toEqual(listOfIds(ids))
  })

  it('lies in the database sealed, and its ticket as a hash', async () => {
    const job = await written()
    const { ticket } = done(await ticketFor(job)).body
    const { rows } = await school.asOwner(trx =>
      sql<{ text: string }>`select encode(bytes_sealed, 'escape') || encode(ticket_hash, 'escape')
        || encode(purpose_text_sealed, 'escape') as text
        from export_piece join export_job on id = job_id`.execute(trx),
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]!.text).not.toMatch(/xl\/worksheets|检查/)
    expect(rows[0]!.text).not.toContain(ticket)
  })
})

describe('a ticket', () => {
  it('opens one download, of one job, for who asked, for five minutes', async () => {
    const job = await written()
    const { ticket } = done(await ticketFor(job)).body
    expect((await ticketFor(job, 'head')).problem.code).toBe('not_yours')
    expect((await download(job, ticket, 'head')).problem.code).toBe('not_found')
    expect((await download(job, 'x'.repeat(43))).problem.code).toBe('ticket_invalid')
    const newer = done(await ticketFor(job)).body.ticket
    expect((await download(job, ticket)).problem.code).toBe('ticket_invalid')
    school.clock.now = new Date(MONDAY.getTime() + 6 * 60_000)
    expect((await download(job, newer)).problem.code).toBe('ticket_invalid')
  })
})

describe('a job', () => {
  it('is seen by those of the school who handle exports, and by nobody else', async () => {
    const job = await ask()
    const sees = async (person: string) =>
      (await school.call(person, listExports)).body.items.some(({ id }) => id === job.id)
    expect([await sees('officer2'), await sees('head'), await sees('neighbour')]).toEqual([true, true, false])
    expect((await school.call('neighbour', getExport, { params: { id: job.id } })).status).toBe(404)
    expect((await school.call('teacher', listExports)).status).toBe(403)
  })

  it('is declined by whoever might have approved, or given up by who asked', async () => {
    const declined = await ask()
    expect((await command('officer', declineExport, declined)).problem.code).toBe('export_own')
    expect(done(await command('head', declineExport, declined)).body.state).toBe('ended')
    const ready = await written()
    expect((await command('head', cancelExport, ready)).problem.code).toBe('not_yours')
    done(await command('officer', cancelExport, ready))
    const pieces = await school.asOwner(trx => trx.selectFrom('export_piece').select('number').execute())
    expect(pieces).toEqual([])
  })

  it('expires with its file after the hours of the policy', async () => {
    const job = await written()
    school.clock.now = new Date(MONDAY.getTime() + 73 * 3_600_000)
    expect((await look(job)).state).toBe('expired')
    expect((await ticketFor(job)).problem.code).toBe('export_expired')
    await sql`select app.forget_exports(${school.clock.now}, 100)`.execute(school.db)
    const pieces = await school.asOwner(trx => trx.selectFrom('export_piece').select('number').execute())
    expect(pieces).toEqual([])
  })

  it('whose writer died is taken up by the next who looks; what was written before is thrown away', async () => {
    const job = await ask()
    done(await command('head', approveExport, job))
    await school.asOwner(trx =>
      sql`update export_job set state = 'writing', attempts = 1, working_since = ${new Date(MONDAY.getTime() - 60_000)}`.execute(
        trx,
      ),
    )
    await until(job, 'ready')
  })

  it('over which writers keep dying fails with a reason', async () => {
    const job = await ask()
    done(await command('head', approveExport, job))
    await school.asOwner(trx => sql`update export_job set attempts = 3`.execute(trx))
    expect(await until(job, 'failed')).toMatchObject({ fault: 'worker_lost', offers: [] })
  })

  it('waits while another of the school is being written', async () => {
    const [first, second] = [await ask(), await ask()]
    for (const job of [first, second]) done(await command('head', approveExport, job))
    await school.asOwner(trx =>
      sql`update export_job set state = 'writing', working_since = ${MONDAY} where id = ${first.id}`.execute(
        trx,
      ),
    )
    await look(second)
    await new Promise(resolve => setTimeout(resolve, 100))
    expect((await look(second)).state).toBe('approved')
    await school.asOwner(trx =>
      sql`update export_job set state = 'ready', working_since = null where id = ${first.id}`.execute(trx),
    )
    await until(second, 'ready')
  })
})
