import { getChangesSince, getDetermination } from '@sunshine-aid/api-contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { done, journeyTo } from '../applications/testing/journey.ts'
import { openSchool, type School } from '../applications/testing/school.ts'
import { seal } from '../crypto/seal.ts'
import { digestOf } from './canonicalJson.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

const changesOf = async (id: string, by = 'officer') =>
  done(await school.call(by, getChangesSince, { params: { id } })).body

it('nothing has changed on the day of the decision', async () => {
  const { id } = await journeyTo(school, 'determined')
  expect(await changesOf(id)).toEqual({
    applicationId: id,
    decidedAt: '2026-10-12T01:30:00.000Z',
    changes: [],
  })
})

it('tells each fact that is different today, by name, beside what was decided on', async () => {
  const { id, studentId } = await journeyTo(school, 'determined')
  const decided = async () => done(await school.call('head', getDetermination, { params: { id } })).body
  const before = await decided()
  const { c1k1s1a2 } = school.tree
  await school.asOwner(async trx => {
    await trx
      .updateTable('student')
      .set({ class_id: c1k1s1a2.id, org_path: c1k1s1a2.path, hardship_level: 'extreme' })
      .where('id', '=', studentId)
      .execute()
    await trx
      .updateTable('application')
      .set({
        facts_and_reasons: '后来改了',
        diagnosis_sealed: seal(
          school.keyring,
          { table: 'application', column: 'diagnosis_sealed', rowId: id },
          '市妇幼保健院评估',
        ),
      })
      .where('id', '=', id)
      .execute()
    await trx.updateTable('home_visit').set({ reached: false }).where('student_id', '=', studentId).execute()
    await trx
      .updateTable('aid_service')
      .set({ status: 'cancelled' })
      .where('episode_id', '=', before.episodeId)
      .execute()
  })
  const { changes } = await changesOf(id)
  expect(changes).toEqual([
    { field: 'class', then: ['c1k1s1a1'], now: ['c1k1s1a2'] },
    { field: 'hardshipLevel', then: ['severe'], now: ['extreme'] },
    { field: 'factsAndReasons', then: ['父母在外务工，成绩明显落后。'], now: ['后来改了'] },
    { field: 'diagnosis', then: [], now: [] },
    { field: 'visits', then: ['2026-10-12'], now: [] },
    { field: 'services', then: ['每周两次课后辅导（三年级组）'], now: [] },
  ])
  const services = before.services.map(service => ({ ...service, status: 'cancelled' }))
  expect(await decided()).toEqual({ ...before, services })
  const stored = await school.asOwner(trx =>
    trx
      .selectFrom('determination')
      .select(['facts', 'facts_digest'])
      .where('application_id', '=', id)
      .executeTakeFirstOrThrow(),
  )
  expect(digestOf(stored.facts)).toBe(stored.facts_digest)
})

it('is readable for whom the file is readable, and for nobody else', async () => {
  const { id } = await journeyTo(school, 'determined')
  expect((await changesOf(id, 'teacher')).changes).toEqual([])
  for (const who of ['teacher2', 'stranger', 'neighbour'])
    expect((await school.call(who, getChangesSince, { params: { id } })).status).toBe(404)
})
