import {
  declineApplication,
  determineApplication,
  getDetermination,
  getProvisional,
  getStudent,
  saveDraft,
  startApplication,
  startProvisional,
  submitApplication,
  withdrawApplication,
  type BodyOf,
} from '@sunshine-aid/api-contract'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { as, COMPLETE, DETERMINATION, done, journeyTo, read } from '../applications/testing/journey.ts'
import { MONDAY, openSchool, type School } from '../applications/testing/school.ts'
import { expireProvisional } from './end.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
beforeEach(() => {
  school.clock.now = MONDAY
})
afterAll(() => school.close())

const TUTORING = { category: 'academicTutoring', provider: '三年级组', content: '每周两次课后辅导' } as const
const HELP: BodyOf<typeof startProvisional> = {
  why: '父亲昨天出了事故，孩子今晚无人照看。',
  services: [TUTORING],
}

const start = (by: string, id: string, body = HELP) =>
  school.call(by, startProvisional, { params: { id }, body })
const support = async (id: string, by = 'officer') =>
  done(await school.call(by, getProvisional, { params: { id } })).body
const later = (day: string) => (school.clock.now = new Date(`${day}T01:30:00.000Z`))
const episodesOf = (studentId: string) =>
  school.asOwner(trx =>
    trx
      .selectFrom('episode')
      .select(['id', 'status', 'started_on', 'ended_on', 'expires_on', 'end_reason'])
      .where('student_id', '=', studentId)
      .execute(),
  )

describe('provisional support', () => {
  it.each(['submitted', 'screening', 'awaitingVisit', 'underReview', 'awaitingDetermination'] as const)(
    'starts today from %s, states why and what, and ends by itself',
    async status => {
      const { id, studentId } = await journeyTo(school, status)
      expect(done(await start('officer', id)).body).toMatchObject({
        state: 'running',
        startedOn: '2026-10-12',
        expiresOn: '2026-11-11',
        daysLeft: 30,
        startedByName: 'officer',
        why: HELP.why,
        services: [{ ...TUTORING, startsOn: '2026-10-12', status: 'started' }],
      })
      expect(await episodesOf(studentId)).toMatchObject([{ status: 'provisional' }])
      const { status: after, timeline } = await read(school, 'officer', id)
      expect(after).toBe(status)
      expect(timeline.at(-1)).toMatchObject({ command: 'startProvisional', to: status, text: HELP.why })
    },
  )

  it('does not make anybody a focus student', async () => {
    const { id, studentId } = await journeyTo(school, 'submitted')
    const counters = () =>
      school.asOwner(trx => trx.selectFrom('coverage_counter').select(['school_id', 'focus']).execute())
    const before = await counters()
    done(await start('officer', id))
    const { body } = done(await school.call('teacher', getStudent, { params: { id: studentId } }))
    expect(body.focus).toBe(false)
    expect(await counters()).toEqual(before)
  })

  it('holds up no step of its request, and starts once', async () => {
    const { id } = await journeyTo(school, 'submitted')
    done(await start('officer', id))
    expect((await start('officer', id)).problem.code).toBe('provisional_already_given')
    const { offers } = await read(school, 'officer', id)
    expect(offers.map(({ command }) => command)).toEqual(['acceptIntake', 'withdraw'])
  })

  it('is started once by two people at the same time', async () => {
    const { id, studentId } = await journeyTo(school, 'submitted')
    const replies = await Promise.all([start('officer', id), start('officer2', id)])
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(await episodesOf(studentId)).toHaveLength(1)
  })

  it.each([
    ['an everyday request', {}, 409],
    ['a sudden change', { suddenChange: true }, 201],
    ['a risk to mental health', { dilemmaTypes: ['mentalHealth'], reasonCodes: ['psychRisk'] }, 201],
  ] as const)('of %s is answered to a psych teacher with %3$i', async (_, content, status) => {
    const { id } = await journeyTo(school, 'draft')
    await as(school, 'teacher', id, saveDraft, { body: { ...COMPLETE, ...content } })
    await as(school, 'teacher', id, submitApplication)
    const services = [{ ...TUTORING, category: 'psychSupport' as const }]
    const reply = await start('psych', id, { ...HELP, services })
    expect(reply.status, reply.text).toBe(status)
  })

  it('reads as over on the day after its last, before the job has come round, and warns before', async () => {
    const { id, studentId } = await journeyTo(school, 'underReview')
    done(await start('officer', id))
    later('2026-11-04')
    expect(await support(id)).toMatchObject({ state: 'warned', daysLeft: 7 })
    later('2026-11-11')
    expect(await support(id)).toMatchObject({ state: 'warned', daysLeft: 0 })
    later('2026-11-12')
    expect(await support(id)).toMatchObject({
      state: 'ended',
      daysLeft: null,
      endReason: 'provisionalExpired',
    })
    expect(await episodesOf(studentId)).toMatchObject([{ status: 'provisional' }])
    expect(await expireProvisional(school.ownerDb, school.clock.now)).toBeGreaterThan(0)
    expect(await episodesOf(studentId)).toMatchObject([
      { status: 'exited', ended_on: '2026-11-11', end_reason: 'provisionalExpired' },
    ])
    expect(await support(id)).toMatchObject({ state: 'ended', services: [{ status: 'cancelled' }] })
    expect(await expireProvisional(school.ownerDb, school.clock.now)).toBe(0)
  })

  it('that is over does not stand in the way of a new request', async () => {
    const { id, studentId } = await journeyTo(school, 'submitted')
    done(await start('officer', id))
    later('2026-11-12')
    // As if the request had been closed while nobody looked.
    await school.asOwner(trx =>
      trx.updateTable('application').set({ status: 'withdrawn' }).where('id', '=', id).execute(),
    )
    const again = done(await school.call('teacher', startApplication, { body: { studentId } })).body
    await as(school, 'teacher', again.id, saveDraft, { body: COMPLETE })
    await as(school, 'teacher', again.id, submitApplication)
    done(await start('officer', again.id))
    expect(await episodesOf(studentId)).toHaveLength(2)
  })
})

describe('the decision', () => {
  it('may go on with psychological help that nobody had asked for', async () => {
    const { id } = await journeyTo(school, 'awaitingDetermination')
    const talk = { category: 'psychSupport', provider: '心理辅导室', content: '每周谈心' } as const
    done(await start('officer', id, { ...HELP, services: [talk] }))
    const services = [{ ...talk, startsOn: '2026-10-12' }]
    await as(school, 'head', id, determineApplication, { body: { services, remark: '' } })
    expect((await support(id)).services).toMatchObject([{ ...talk, status: 'started' }])
  })

  it('carries provisional support on: the same episode, without an end', async () => {
    const { id, studentId } = await journeyTo(school, 'awaitingDetermination')
    const { episodeId } = done(await start('officer', id)).body
    later('2026-10-20')
    const services = [{ ...TUTORING, startsOn: '2026-10-20' }]
    await as(school, 'head', id, determineApplication, { body: { services, remark: '' } })
    expect(await episodesOf(studentId)).toEqual([
      {
        id: episodeId,
        status: 'active',
        started_on: '2026-10-12',
        ended_on: null,
        expires_on: null,
        end_reason: null,
      },
    ])
    expect(await support(id)).toMatchObject({ state: 'confirmed', expiresOn: null })
    const decided = done(await school.call('head', getDetermination, { params: { id } })).body
    expect(decided).toMatchObject({ episodeId, services: [{ ...TUTORING, status: 'started' }] })
    // What ran and was agreed on is one service, not two.
    expect((await support(id)).services).toHaveLength(1)
  })

  it('ends what ran and was not agreed on', async () => {
    const { id } = await journeyTo(school, 'awaitingDetermination')
    done(await start('officer', id))
    const services = [
      { ...DETERMINATION.services[0], category: 'familyGuidance', content: '每月一次家访指导' },
    ]
    await as(school, 'head', id, determineApplication, { body: { services, remark: '' } })
    const all = (await support(id)).services.map(({ category, status }) => [category, status])
    expect(all).toEqual([
      ['academicTutoring', 'cancelled'],
      ['familyGuidance', 'planned'],
    ])
  })

  it('begins a new episode where the support has run out meanwhile', async () => {
    const { id, studentId } = await journeyTo(school, 'awaitingDetermination')
    done(await start('officer', id))
    later('2026-11-20')
    await as(school, 'head', id, determineApplication, { body: DETERMINATION })
    const episodes = await episodesOf(studentId)
    expect(episodes.map(({ status }) => status).sort()).toEqual(['active', 'exited'])
    expect(await support(id)).toMatchObject({ state: 'ended', endReason: 'provisionalExpired' })
    const active = await school.asOwner(trx =>
      trx
        .selectFrom('episode')
        .select('previous_id')
        .where('student_id', '=', studentId)
        .where('status', '=', 'active')
        .executeTakeFirstOrThrow(),
    )
    expect(active.previous_id, 'support that came to nothing was no spell').toBeNull()
  })

  it('against it ends it with the reason, and so does withdrawing', async () => {
    const declined = await journeyTo(school, 'awaitingDetermination')
    done(await start('officer', declined.id))
    const body = { reason: 'otherHelpFits', text: '由社区承担' }
    await as(school, 'head', declined.id, declineApplication, { body })
    expect(await support(declined.id)).toMatchObject({ state: 'ended', endReason: 'notDetermined' })
    const withdrawn = await journeyTo(school, 'screening')
    done(await start('officer', withdrawn.id))
    await as(school, 'teacher', withdrawn.id, withdrawApplication, { body: { text: '家庭不再需要' } })
    expect(await support(withdrawn.id)).toMatchObject({ state: 'ended', endReason: 'withdrawn' })
    expect(await episodesOf(withdrawn.studentId)).toMatchObject([
      { status: 'exited', ended_on: '2026-10-12' },
    ])
  })
})
