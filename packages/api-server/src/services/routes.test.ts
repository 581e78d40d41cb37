import {
  determineApplication,
  getDetermination,
  listEpisodeServices,
  recordServiceStep,
} from '@sunshine-aid/api-contract'
import type { NewServiceStep, ServiceProgress } from '@sunshine-aid/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { as, done, journeyTo } from '../applications/testing/journey.ts'
import { MONDAY, openSchool, type School } from '../applications/testing/school.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
beforeEach(() => {
  school.clock.now = MONDAY
})
afterAll(() => school.close())

const AGREED = {
  services: [
    { category: 'academicTutoring', provider: '三年级组', content: '课后辅导', startsOn: '2026-10-12' },
    { category: 'familyGuidance', provider: '家长学校', content: '每月一次指导', startsOn: '2026-11-30' },
  ],
  remark: '',
} as const

interface Help {
  readonly episodeId: string
  readonly studentId: string
  readonly services: readonly ServiceProgress[]
}

async function agreed(): Promise<Help> {
  const { id, studentId } = await journeyTo(school, 'awaitingDetermination')
  await as(school, 'head', id, determineApplication, { body: AGREED })
  const { episodeId } = done(await school.call('head', getDetermination, { params: { id } })).body
  return { episodeId, studentId, services: await servicesOf(episodeId) }
}
async function servicesOf(id: string, by = 'officer') {
  return done(await school.call(by, listEpisodeServices, { params: { id } })).body.services
}
const say = (by: string, { episodeId, services }: Help, step: Partial<NewServiceStep>, at = 0) =>
  school.call(by, recordServiceStep, {
    params: { id: episodeId, serviceId: services[at]?.id ?? '' },
    body: { status: 'started', on: '2026-10-12', note: null, ...step },
  })

describe('a service', () => {
  it('starts and is delivered, each with its day and who said so', async () => {
    const help = await agreed()
    done(await say('officer', help, { note: '周二、周四放学后' }))
    school.clock.now = new Date('2026-12-01T01:30:00.000Z')
    const { body } = done(await say('officer2', help, { status: 'delivered', on: '2026-11-27' }))
    expect(body.services[0]).toMatchObject({
      status: 'delivered',
      next: [],
      steps: [
        { status: 'started', on: '2026-10-12', byName: 'officer', note: '周二、周四放学后' },
        { status: 'delivered', on: '2026-11-27', byName: 'officer2', note: null },
      ],
    })
  })

  it.each([
    ['delivered without a start', 'officer', { status: 'delivered' }, 'service_not_open'],
    ['started tomorrow', 'officer', { on: '2026-10-13' }, 'service_day_wrong'],
    ['started by somebody who only reads it', 'teacher', {}, 'service_of_others'],
    ['started by a psych teacher, who has others', 'psych', {}, 'service_of_others'],
  ] as const)('that is %s is refused', async (_, by, step, code) => {
    expect((await say(by, await agreed(), step)).problem.code).toBe(code)
  })

  it('is updated once when two people say the same at once', async () => {
    const help = await agreed()
    const replies = await Promise.all(['officer', 'officer2'].map(by => say(by, help, {})))
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
    expect((await servicesOf(help.episodeId))[0]?.steps).toHaveLength(1)
  })

  it('is late from the tenth school day after the day on which it was to begin', async () => {
    const help = await agreed()
    const lateOn = async (day: string) => {
      school.clock.now = new Date(`${day}T01:30:00.000Z`)
      return (await servicesOf(help.episodeId)).map(({ late }) => late)
    }
    // Two weekends lie between.
    expect(await lateOn('2026-10-23')).toEqual([false, false])
    expect(await lateOn('2026-10-26')).toEqual([true, false])
    done(await say('officer', help, { on: '2026-10-26' }))
    expect(await lateOn('2026-10-26')).toEqual([false, false])
  })

  it('is out of reach for who does not have to do with the student', async () => {
    const help = await agreed()
    for (const who of ['teacher2', 'mentor', 'neighbour', 'stranger'])
      expect((await school.call(who, listEpisodeServices, { params: { id: help.episodeId } })).status).toBe(
        404,
      )
    expect((await say('neighbour', help, {})).status).toBe(404)
  })

  it('belongs to its episode: the id of another one does not reach it', async () => {
    const [one, other] = [await agreed(), await agreed()]
    expect((await say('officer', { ...one, services: other.services }, {})).status).toBe(404)
  })

  it('is updated by the mentor of the student', async () => {
    const help = await agreed()
    await school.asOwner(async trx => {
      const { c1k1s1, c1k1s1a1 } = school.tree
      const mentor = await trx
        .insertInto('mentor')
        .values({
          account_id: school.id('mentor'),
          school_id: c1k1s1.id,
          org_path: c1k1s1.path,
          name: 'mentor',
          kind: 'academic',
          expertise: [],
          capacity: 5,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await trx
        .insertInto('pairing')
        .values({
          episode_id: help.episodeId,
          student_id: help.studentId,
          org_path: c1k1s1a1.path,
          mentor_id: mentor.id,
          mentor_account_id: school.id('mentor'),
          kind: 'academic',
          accepted_on: '2026-10-12',
          ended_on: null,
        })
        .execute()
    })
    done(await say('mentor', help, {}))
    expect((await servicesOf(help.episodeId, 'mentor'))[0]).toMatchObject({
      status: 'started',
      next: ['delivered', 'cancelled'],
    })
  })

  it('is not updated any more once the episode has ended', async () => {
    const help = await agreed()
    await school.asOwner(trx =>
      trx
        .updateTable('episode')
        .set({ status: 'exited', ended_on: '2026-10-12' })
        .where('id', '=', help.episodeId)
        .execute(),
    )
    expect((await say('officer', help, {})).problem.code).toBe('service_not_open')
    expect((await servicesOf(help.episodeId))[0]?.next).toEqual([])
  })
})
