import {
  cancelResults,
  confirmResults,
  downloadResultsTemplate,
  getResultsFeed,
  MAX_RESULTS_BYTES,
  uploadResults,
} from '@sunshine-aid/api-contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { MONDAY, openSchool, type School } from '../applications/testing/school.ts'
import { unseal } from '../crypto/seal.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())
beforeEach(async () => {
  school.clock.now = MONDAY
  await school.asOwner(trx => sql`truncate results_feed, student_sign`.execute(trx))
})

const csv = (...lines: string[]) =>
  Buffer.from(['姓名,班级,证件号,年级位次,不及格门数,缺课天数', ...lines].join('\n'))
const upload = (file: Buffer, by = 'officer', period = '2026-1') =>
  school.call(by, uploadResults, { query: { period }, body: file })
const signs = () =>
  school.asOwner(trx =>
    trx
      .selectFrom('student_sign')
      .select(['student_id', 'code', 'period', 'amount'])
      .orderBy('code')
      .orderBy('period')
      .orderBy('amount', 'desc')
      .execute(),
  )
const confirm = (id: string | null, by = 'officer', ifMatch = 1) =>
  school.call(by, confirmResults, { params: { id: id ?? '' }, ifMatch })
/** A student with what a school writes in a table of results. */
async function pupil(name: string) {
  const id = await school.addStudent({ name })
  const row = await school.asOwner(trx =>
    trx.selectFrom('student').select('id_number_sealed').where('id', '=', id).executeTakeFirstOrThrow(),
  )
  const context = { table: 'student', column: 'id_number_sealed', rowId: id }
  const number = unseal(school.keyring, context, row.id_number_sealed)
  const className = await school.asOwner(trx =>
    trx.selectFrom('org').select('name').where('id', '=', school.tree.c1k1s1a1.id).executeTakeFirstOrThrow(),
  )
  return { id, name, number, tail: number.slice(-4), className: className.name }
}

describe('a table of results', () => {
  it('shows who was found and who was not, and enters only when it is confirmed', async () => {
    const [one, two] = [await pupil('张甲'), await pupil('张乙')]
    const { status, body } = await upload(
      csv(
        `,,${one.number},114/120,4,12`,
        `${two.name},${two.className},${two.tail},,1,`,
        `李某,${two.className},9999,,1,`,
        `${two.name},${two.className},${two.tail},,2,`,
        `${two.name},,,,2,`,
      ),
    )
    expect([status, body.state, body.matched, body.unmatched, body.faulty]).toEqual([201, 'ready', 2, 1, 2])
    expect(body.remarks).toEqual([
      { row: 4, code: 'not_found' },
      { row: 5, code: 'repeated' },
      { row: 6, code: 'no_identity' },
    ])
    expect(await signs()).toEqual([])
    expect((await confirm(body.id)).body).toMatchObject({ state: 'confirmed', version: 2 })
    expect(await signs()).toEqual([
      { student_id: one.id, code: 'absenceDays', period: '2026-1', amount: 12 },
      { student_id: one.id, code: 'failedSubjects', period: '2026-1', amount: 4 },
      { student_id: two.id, code: 'failedSubjects', period: '2026-1', amount: 1 },
      { student_id: one.id, code: 'rankPercent', period: '2026-1', amount: 95 },
    ])
  })

  it('that is corrected takes the place of what it said of the same semester', async () => {
    const { id, number } = await pupil('张丙')
    for (const failed of [4, 2]) {
      const { body } = await upload(csv(`,,${number},,${failed},`))
      await confirm(body.id)
    }
    const { body } = await upload(csv(`,,${number},,1,`), 'officer', '2025-2')
    await confirm(body.id)
    expect((await signs()).filter(({ student_id }) => student_id === id)).toMatchObject([
      { period: '2025-2', amount: 1 },
      { period: '2026-1', amount: 2 },
    ])
  })

  it('holds no name and no number in its preview, and its rows are sealed', async () => {
    const { name, number } = await pupil('张丁')
    const { body, text } = await upload(csv(`${name},,${number},,4,`, `李某,一班,${number.slice(-4)},,1,`))
    expect(text).not.toMatch(/张丁|李某|\d{15}/)
    const stored = await school.asOwner(trx => sql`select row_to_json(f) from results_feed f`.execute(trx))
    expect(JSON.stringify(stored.rows)).not.toContain(name)
    expect((await school.call('officer', getResultsFeed, { params: { id: body.id ?? '' } })).body).toEqual(
      body,
    )
  })

  it.each([
    ['without titles', Buffer.from('a,b\n1,2'), 'no_header_row'],
    ['without rows', csv(), 'no_rows'],
    ['that is none', Buffer.from('%PDF-1.7'), 'not_a_spreadsheet'],
    ['that is empty', Buffer.from(''), 'empty_file'],
  ])('%s is refused with the reason, and not kept', async (_, file, fault) => {
    expect((await upload(file)).body).toMatchObject({ id: null, state: 'refused', fault })
    const kept = await school.asOwner(trx => trx.selectFrom('results_feed').select('id').execute())
    expect(kept).toEqual([])
  })

  it('above the limit is not read', async () => {
    expect((await upload(Buffer.alloc(MAX_RESULTS_BYTES + 1))).problem.code).toBe('too_large')
  })

  it('enters once, and not after a day', async () => {
    const { number } = await pupil('张戊')
    const first = (await upload(csv(`,,${number},,4,`))).body
    await confirm(first.id)
    expect((await confirm(first.id)).problem.code).toBe('stale_version')
    expect((await confirm(first.id, 'officer', 2)).problem.code).toBe('import_not_ready')
    const second = (await upload(csv(`,,${number},,5,`))).body
    school.clock.now = new Date(MONDAY.getTime() + 25 * 3_600_000)
    expect((await confirm(second.id)).problem.code).toBe('import_expired')
    expect(
      (await school.call('officer', getResultsFeed, { params: { id: second.id ?? '' } })).body.state,
    ).toBe('expired')
  })

  it('belongs to its uploader alone, finds nobody of another school, and can be given up', async () => {
    const { number } = await pupil('张己')
    expect((await upload(csv(`,,${number},,4,`), 'neighbour')).body).toMatchObject({
      matched: 0,
      unmatched: 1,
    })
    const { body } = await upload(csv(`,,${number},,4,`))
    const params = { id: body.id ?? '' }
    for (const by of ['officer2', 'neighbour']) {
      expect((await school.call(by, getResultsFeed, { params })).status).toBe(404)
      expect((await confirm(body.id, by)).status).toBe(404)
    }
    for (const by of ['teacher', 'head', 'psych', 'county'])
      expect((await upload(csv(), by)).status).toBe(403)
    expect((await school.call('officer', cancelResults, { params, ifMatch: 1 })).status).toBe(204)
    expect((await school.call('officer', getResultsFeed, { params })).status).toBe(404)
  })

  it('that the template makes can be uploaded', async () => {
    const { bytes } = await school.call('officer', downloadResultsTemplate)
    expect((await upload(bytes)).body.fault).toBe('no_rows')
  })
})
