import {
  acceptIntake,
  getApplication,
  returnApplication,
  saveDraft,
  startApplication,
  submitApplication,
  withdrawApplication,
} from '@sunshine-aid/api-contract'
import { EMPTY_CONTENT, type Application } from '@sunshine-aid/domain'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { as, COMPLETE, done, journeyTo, read, versionOf } from './testing/journey.ts'
import { MONDAY, openSchool, writtenRows, type School } from './testing/school.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterEach(() => {
  school.clock.now = MONDAY
})
afterAll(() => school.close())

const start = (by: string, studentId: string) => school.call(by, startApplication, { body: { studentId } })

describe('a new draft', () => {
  it('is empty, belongs to whoever started it, and says what is still missing', async () => {
    const studentId = await school.addStudent({ name: '周小禾' })
    const reply = done(await start('teacher', studentId))
    expect(reply.headers.etag).toBe('"1"')
    expect(reply.body).toMatchObject({
      ...EMPTY_CONTENT,
      studentId,
      studentName: '周小禾',
      status: 'draft',
      submittedAt: null,
      enteredByName: 'teacher',
      nextActor: { role: 'classTeacher', names: ['teacher'] },
      offers: [
        {
          command: 'submit',
          blockers: ['consent_required', 'dilemma_required', 'category_required', 'facts_required'],
        },
        { command: 'withdraw', blockers: [] },
      ],
      version: 1,
    })
  })

  it('is one, however many start it at the same time', async () => {
    const studentId = await school.addStudent()
    const replies = await Promise.all(['teacher', 'officer', 'psych'].map(person => start(person, studentId)))
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    expect(replies.flatMap(({ problem, status }) => (status === 409 ? [problem.code] : []))).toEqual([
      'application_already_open',
      'application_already_open',
    ])
  })

  it.each([
    ['the teacher of another class', 'teacher2'],
    ['an officer of another school', 'neighbour'],
    ['a mentor of other students', 'mentor'],
  ])('is not started by %s', async (_, person) => {
    expect((await start(person, await school.addStudent())).status).toBe(404)
  })

  it('is started again after the last one was withdrawn', async () => {
    const { id, studentId } = await journeyTo(school, 'draft')
    const input = { params: { id }, ifMatch: 1, body: { text: '家长暂不同意' } }
    const { body } = done(await school.call('teacher', withdrawApplication, input))
    expect(body).toMatchObject({ status: 'withdrawn', nextActor: null })
    expect(body.timeline.at(-1)).toMatchObject({ command: 'withdraw', text: '家长暂不同意' })
    done(await start('teacher', studentId))
  })
})

describe('saving', () => {
  it('replaces the whole content and raises the version', async () => {
    const { id } = await journeyTo(school, 'draft')
    const input = { params: { id }, ifMatch: 1, body: COMPLETE }
    const { body, headers } = done(await school.call('teacher', saveDraft, input))
    expect(body).toMatchObject({ ...COMPLETE, version: 2, offers: [{ command: 'submit', blockers: [] }, {}] })
    expect(headers.etag).toBe('"2"')
    expect(body.timeline).toHaveLength(1)
    const emptied = { params: { id }, ifMatch: 2, body: EMPTY_CONTENT }
    expect(done(await school.call('teacher', saveDraft, emptied)).body).toMatchObject(EMPTY_CONTENT)
  })

  it('needs the version that it is based on', async () => {
    const { id } = await journeyTo(school, 'draft')
    const { problem } = await school.call('teacher', saveDraft, { params: { id }, body: COMPLETE })
    expect(problem.code).toBe('version_required')
  })

  it('under an old version shows the record as it stands, and stores nothing', async () => {
    const { id } = await journeyTo(school, 'draft')
    const mine = { ...COMPLETE, factsAndReasons: '先保存的内容' }
    done(await school.call('teacher', saveDraft, { params: { id }, ifMatch: 1, body: mine }))
    const before = await writtenRows(school)
    const late = { params: { id }, ifMatch: 1, body: COMPLETE }
    const { status, problem } = await school.call('teacher', saveDraft, late)
    expect(status).toBe(412)
    expect(problem.current as Application).toMatchObject({ factsAndReasons: '先保存的内容', version: 2 })
    expect(await writtenRows(school)).toEqual(before)
  })

  it('by two windows at once keeps one and tells the other', async () => {
    const { id } = await journeyTo(school, 'draft')
    const replies = await Promise.all(
      ['甲', '乙'].map(factsAndReasons =>
        school.call('teacher', saveDraft, {
          params: { id },
          ifMatch: 1,
          body: { ...COMPLETE, factsAndReasons },
        }),
      ),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412])
  })

  it('keeps a diagnosis sealed in its column', async () => {
    const { id } = await journeyTo(school, 'draft')
    const diagnosis = '市妇幼保健院2026年9月评估'
    await as(school, 'teacher', id, saveDraft, { body: { ...COMPLETE, diagnosis } })
    const row = await school.asOwner(trx =>
      trx.selectFrom('application').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    )
    expect(row.diagnosis_sealed?.includes(Buffer.from(diagnosis))).toBe(false)
    expect(await read(school, 'officer', id)).toMatchObject({ diagnosis })
  })
})

describe('a return', () => {
  it('gives the draft back with a reason, and a second submission keeps the first clock', async () => {
    const { id } = await journeyTo(school, 'screening')
    const submittedAt = (await read(school, 'officer', id)).submittedAt
    school.clock.now = new Date(MONDAY.getTime() + 3_600_000)
    const asked = {
      params: { id },
      ifMatch: await versionOf(school, id),
      body: { reason: 'factsUnclear', text: '请写明从何时开始' },
    }
    const { body } = done(await school.call('officer', returnApplication, asked))
    expect(body).toMatchObject({
      status: 'returned',
      nextActor: { role: 'classTeacher', names: ['teacher'] },
    })
    expect(body.timeline.at(-1)).toMatchObject({
      command: 'return',
      reasonCode: 'factsUnclear',
      text: '请写明从何时开始',
    })
    await as(school, 'teacher', id, saveDraft, { body: { ...COMPLETE, factsAndReasons: '从九月开始。' } })
    await as(school, 'teacher', id, submitApplication)
    expect(await read(school, 'officer', id)).toMatchObject({
      status: 'submitted',
      submittedAt,
      statusSince: school.clock.now.toISOString(),
      factsAndReasons: '从九月开始。',
    })
  })
})

describe('what is offered', () => {
  it.each([
    ['submitted', 'officer', ['acceptIntake', 'startProvisional', 'withdraw']],
    ['submitted', 'teacher', ['withdraw']],
    ['submitted', 'psych', []],
    ['screening', 'officer', ['return', 'completeScreening', 'startProvisional', 'withdraw']],
    ['awaitingVisit', 'teacher', ['recordVisit', 'withdraw']],
    ['awaitingVisit', 'head', ['recordVisit']],
    ['underReview', 'head', ['convene']],
    ['awaitingDetermination', 'head', ['determine', 'decline']],
    ['determined', 'officer', []],
  ] as const)('in %s to %s is %o', async (status, person, commands) => {
    const { id } = await journeyTo(school, status)
    const { offers } = await read(school, person, id)
    expect(offers.map(({ command }) => command)).toEqual(commands)
  })

  it('explains to an officer who entered it that somebody else must screen it', async () => {
    const { id } = await journeyTo(school, 'submitted', 'officer')
    const { offers } = await read(school, 'officer', id)
    expect(offers).toContainEqual({ command: 'acceptIntake', blockers: ['own_intake'] })
    expect((await read(school, 'officer2', id)).offers).toContainEqual({
      command: 'acceptIntake',
      blockers: [],
    })
  })
})

describe('the trail', () => {
  const trailOf = (id: string) =>
    school.asOwner(trx =>
      trx
        .selectFrom('audit_event')
        .select(['action', 'outcome', 'chain', 'role'])
        .where('subject_id', '=', id)
        .orderBy('seq')
        .execute(),
    )

  it('names who read, who wrote and who was refused, in the chain of the school', async () => {
    const { id } = await journeyTo(school, 'submitted', 'officer')
    await read(school, 'head', id)
    await school.call('officer', acceptIntake, { params: { id }, ifMatch: 3 })
    expect((await trailOf(id)).slice(-3)).toEqual([
      { action: 'submitApplication', outcome: 'done', chain: school.tree.c1k1s1.id, role: 'aidOfficer' },
      { action: 'getApplication', outcome: 'done', chain: school.tree.c1k1s1.id, role: 'schoolHead' },
      { action: 'acceptIntake', outcome: 'denied', chain: school.tree.c1k1s1.id, role: 'aidOfficer' },
    ])
  })

  it('holds what somebody from outside asked for, in the chain of their own school', async () => {
    const { id } = await journeyTo(school, 'submitted')
    expect((await school.call('neighbour', getApplication, { params: { id } })).status).toBe(404)
    const chain = school.tree.c1k1s2.id
    expect(await trailOf(id)).toContainEqual({
      action: 'getApplication',
      outcome: 'denied',
      chain,
      role: 'aidOfficer',
    })
  })
})
