import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import {
  approveExport,
  askExport,
  downloadExport,
  getExport,
  issueExportTicket,
} from '@sunshine-aid/api-contract'
import { sql } from 'kysely'
import { done } from '../applications/testing/journey.ts'
import { openSchool, type School } from '../applications/testing/school.ts'
import { plantEpisodes } from './testing/plantEpisodes.ts'
import { setRowLimit } from './testing/setRowLimit.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

const ROWS = 2_500

async function ask() {
  const { body } = done(
    await school.call('officer', askExport, {
      body: { kind: 'register', purpose: 'planning', purposeText: '学期安排' },
    }),
  )
  done(await school.call('head', approveExport, { params: { id: body.id }, ifMatch: body.version }))
  const until = (states: readonly string[]) =>
    vi.waitFor(
      async () => {
        const job = done(await school.call('officer', getExport, { params: { id: body.id } })).body
        expect(states).toContain(job.state)
        return job
      },
      { timeout: 18_000, interval: 30 },
    )
  return { id: body.id, until }
}

it('thousands of rows are written in many short transactions, and every one of them arrives', async () => {
  const studentId = await school.addStudent()
  await school.asOwner(trx => plantEpisodes(trx, studentId, ROWS))
  const { id, until } = await ask()
  expect(await until(['ready', 'failed'])).toMatchObject({ state: 'ready', rowsDone: ROWS })
  const longest = await school.asOwner(trx =>
    sql<{ pieces: number; bytes: number }>`select count(*) as pieces, max(octet_length(bytes_sealed)) as bytes
      from export_piece where job_id = ${id}`.execute(trx),
  )
  expect(longest.rows[0]!.bytes).toBeLessThan(600_000)
  const { ticket } = done(await school.call('officer', issueExportTicket, { params: { id } })).body
  const { bytes } = done(await school.call('officer', downloadExport, { params: { id }, ticket }))
  expect(bytes.subarray(0, 2).toString()).toBe('PK')
})

it('more rows than the policy allows are refused, with a reason', async () => {
  await school.asOwner(trx => setRowLimit(trx, school.tree.c1k1s1.id, ROWS - 1))
  const { until } = await ask()
  expect(await until(['failed'])).toMatchObject({ fault: 'too_many_rows', rowsDone: 0 })
})
