import { getWork, listEpisodes, recordServiceStep } from '@sunshine-aid/api-contract'
import type { AidCategory, AidServiceStatus, z } from '@sunshine-aid/domain'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { done } from '../applications/testing/journey.ts'
import { MONDAY, openSchool, type School } from '../applications/testing/school.ts'
import { aSpell } from '../episodes/testing/spells.ts'
import type { Place } from '../testing/orgTree.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
beforeEach(async () => {
  school.clock.now = MONDAY
  await school.asOwner(trx => trx.deleteFrom('episode').execute())
})
afterAll(() => school.close())

interface Agreed {
  readonly startsOn?: string
  readonly category?: AidCategory
  readonly status?: z.output<typeof AidServiceStatus>
  readonly place?: Place
}

/** A running episode with one agreed service that was to begin on the Monday before. */
async function agreed({ startsOn = '2026-10-05', place = 'c1k1s1a1', ...given }: Agreed = {}) {
  const { id: episode_id } = await aSpell(school, { place })
  const { id } = await school.asOwner(trx =>
    trx
      .insertInto('aid_service')
      .values({
        episode_id,
        org_path: school.tree[place].path,
        category: given.category ?? 'academicTutoring',
        provider: '三年级组',
        content: '课后辅导',
        starts_on: startsOn,
        status: given.status ?? 'planned',
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  return { episodeId: episode_id, serviceId: id }
}

async function waiting(reader: string) {
  const { body } = done(await school.call(reader, getWork))
  return body.others.find(({ kind }) => kind === 'service')
}
async function listed(reader: string, query: { readonly limit?: string; readonly cursor?: string } = {}) {
  return done(await school.call(reader, listEpisodes, { query: { ...query, due: 'service' } })).body
}

it('a service whose day has passed waits for the officer, since that day, until it is late', async () => {
  const { episodeId } = await agreed()
  expect(await waiting('officer')).toEqual({
    kind: 'service',
    count: 1,
    since: '2026-10-04T16:00:00.000Z',
    due: '2026-10-16T15:59:59.999Z',
    overdue: 0,
    roles: ['aidOfficer'],
  })
  const { items } = await listed('officer')
  expect(items).toMatchObject([
    { id: episodeId, due: { kind: 'service', on: '2026-10-16', near: true, late: false } },
  ])
  school.clock.now = new Date('2026-10-19T01:30:00.000Z')
  expect(await waiting('officer')).toMatchObject({ count: 1, overdue: 1 })
  expect((await listed('officer')).items[0]?.due).toMatchObject({ late: true })
})

it('waits no more once somebody has said that it has begun', async () => {
  const { episodeId, serviceId } = await agreed()
  const params = { id: episodeId, serviceId }
  const body = { status: 'started', on: '2026-10-12', note: null } as const
  done(await school.call('officer2', recordServiceStep, { params, body }))
  expect(await waiting('officer')).toBeUndefined()
  expect((await listed('officer')).items).toEqual([])
})

it.each([
  ['begins today', { startsOn: '2026-10-12' }],
  ['has begun', { status: 'started' }],
  ['was cancelled', { status: 'cancelled' }],
  ['is another school’s', { place: 'c1k1s2a1' }],
] as const)('a service that %s does not wait', async (_, service) => {
  await agreed(service)
  expect(await waiting('officer')).toBeUndefined()
})

it('that of a spell that has ended does not wait', async () => {
  const { episodeId } = await agreed()
  await school.asOwner(trx =>
    trx
      .updateTable('episode')
      .set({ status: 'exited', ended_on: '2026-10-09' })
      .where('id', '=', episodeId)
      .execute(),
  )
  expect(await waiting('officer')).toBeUndefined()
})

it('waits for who may say so, and for nobody else: a psych teacher has psychological support', async () => {
  await agreed()
  const { episodeId } = await agreed({ category: 'psychSupport' })
  expect(await waiting('psych')).toMatchObject({ count: 1, roles: ['psychTeacher'] })
  expect((await listed('psych')).items.map(({ id }) => id)).toEqual([episodeId])
  expect(await waiting('officer')).toMatchObject({ count: 2 })
  for (const reader of ['teacher', 'head', 'mentor']) {
    expect(await waiting(reader), reader).toBeUndefined()
    expect((await listed(reader)).items, reader).toEqual([])
  }
})

it('lists what has waited longest first, one page after the other, an episode once', async () => {
  const days = ['2026-09-28', '2026-09-21', '2026-09-21', '2026-10-09']
  for (const startsOn of days) await agreed({ startsOn })
  const whole = (await listed('officer')).items.map(({ id }) => id)
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await listed('officer', { limit: '1', ...(cursor !== undefined && { cursor }) })
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  expect(seen).toEqual(whole)
  expect(seen).toHaveLength(4)
  expect((await waiting('officer'))?.since).toBe('2026-09-20T16:00:00.000Z')
})
