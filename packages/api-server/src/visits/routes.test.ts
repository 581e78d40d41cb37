import {
  completeScreening,
  getApplication,
  listVisits,
  recordVisit,
  withdrawApplication,
} from '@sunshine-aid/api-contract'
import type { NewHomeVisit } from '@sunshine-aid/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { done, journeyTo, statusOf, versionOf, VISIT } from '../applications/testing/journey.ts'
import { openSchool, writtenRows, type School } from '../applications/testing/school.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

const visit = (by: string, id: string, change: Partial<NewHomeVisit> = {}) =>
  school.call(by, recordVisit, { params: { id }, body: { ...VISIT, ...change } })
const visitsAs = async (reader: string, id: string) =>
  done(await school.call(reader, listVisits, { params: { id } })).body.items

describe('a visit', () => {
  it('is kept as it was written, under the name of whoever wrote it', async () => {
    const id = await school.addStudent()
    const { body, status } = await visit('teacher', id)
    expect(status).toBe(201)
    expect(body).toMatchObject({
      ...VISIT,
      studentId: id,
      applicationId: null,
      visitorName: 'teacher',
      version: 1,
    })
    expect(await visitsAs('officer', id)).toEqual([body])
  })

  it('stands before older ones', async () => {
    const id = await school.addStudent()
    for (const visitedOn of ['2026-09-10', '2026-10-01', '2026-09-20'])
      done(await visit('teacher', id, { visitedOn }))
    const days = (await visitsAs('teacher', id)).map(({ visitedOn }) => visitedOn)
    expect(days).toEqual(['2026-10-01', '2026-09-20', '2026-09-10'])
  })

  it.each(['neighbour', 'teacher2', 'mentor', 'stranger'])(
    'is not written by %s, from outside',
    async person => {
      const id = await school.addStudent()
      expect((await visit(person, id)).status).toBe(404)
      expect((await school.call(person, listVisits, { params: { id } })).status).toBe(404)
    },
  )

  it('moves the coverage of home visits at once', async () => {
    const visited = () =>
      school.asOwner(async trx => {
        const counter = trx.selectFrom('coverage_counter').select('visited')
        const row = await counter.where('school_id', '=', school.tree.c1k1s1.id).executeTakeFirst()
        return row?.visited ?? 0
      })
    const before = await visited()
    const id = await school.addStudent()
    done(await visit('teacher', id, { reached: false }))
    expect(await visited()).toBe(before)
    done(await visit('teacher', id))
    expect(await visited()).toBe(before + 1)
  })
})

describe('a visit that was written down without network', () => {
  it('is stored once, however often and however late it is sent', async () => {
    const studentId = await school.addStudent()
    const id = crypto.randomUUID()
    const first = done(await visit('teacher', studentId, { id })).body
    // A new reply key, as after a day, when the first one is forgotten.
    expect(done(await visit('teacher', studentId, { id })).body).toEqual(first)
    expect(await visitsAs('teacher', studentId)).toEqual([first])
  })

  it('is stored once when it is sent twice at the same moment', async () => {
    const studentId = await school.addStudent()
    const id = crypto.randomUUID()
    await Promise.all([1, 2, 3, 4].map(() => visit('teacher', studentId, { id })))
    expect(await visitsAs('teacher', studentId)).toHaveLength(1)
  })

  it('for a request that has ended meanwhile is refused, and can be saved without it', async () => {
    const { id: applicationId, studentId } = await journeyTo(school, 'awaitingVisit')
    const body = { text: '家庭不再需要' }
    const ifMatch = await versionOf(school, applicationId)
    done(await school.call('teacher', withdrawApplication, { params: { id: applicationId }, ifMatch, body }))
    const id = crypto.randomUUID()
    const refused = await visit('teacher', studentId, { id, applicationId })
    expect(refused.problem.code).toBe('visit_request_closed')
    expect(await visitsAs('teacher', studentId)).toEqual([])
    const saved = done(await visit('teacher', studentId, { id, applicationId: null })).body
    expect(saved).toMatchObject({ id, applicationId: null })
  })
})

describe('what the child said', () => {
  it('is read by staff, and not by the family', async () => {
    const id = await school.addStudent()
    done(await visit('teacher', id, { interview: '想住校。' }))
    expect(await visitsAs('officer', id)).toMatchObject([{ interview: '想住校。' }])
    await school.addAccount('guardian', [{ role: 'guardian', at: school.tree.c1k1s1a1 }], id)
    expect(await visitsAs('guardian', id)).toMatchObject([{ record: VISIT.record, interview: null }])
  })
})

describe('a request that waits for a visit', () => {
  it('moves on when the family was met', async () => {
    const { id, studentId } = await journeyTo(school, 'awaitingVisit')
    const { body } = done(await visit('head', studentId))
    expect(body.applicationId).toBe(id)
    const { timeline, status } = done(await school.call('officer', getApplication, { params: { id } })).body
    expect(status).toBe('underReview')
    expect(timeline.at(-1)).toMatchObject({
      command: 'recordVisit',
      actorName: 'head',
      actorRole: 'schoolHead',
    })
  })

  it('goes on waiting when nobody was met, or the visit was in another semester', async () => {
    const { id, studentId } = await journeyTo(school, 'awaitingVisit')
    done(await visit('teacher', studentId, { reached: false }))
    expect(await statusOf(school, id)).toBe('awaitingVisit')
    school.clock.now = new Date('2027-03-01T01:30:00.000Z')
    done(await visit('teacher', studentId, { visitedOn: '2027-02-10' }))
    expect(await statusOf(school, id)).toBe('awaitingVisit')
    school.clock.now = new Date('2026-10-12T01:30:00.000Z')
  })

  it('does not come to be when the visit was before', async () => {
    const { id, studentId } = await journeyTo(school, 'screening')
    done(await visit('teacher', studentId))
    const body = { sensitiveApplicant: 'verified', note: '已核对' } as const
    done(
      await school.call('officer', completeScreening, {
        params: { id },
        ifMatch: await versionOf(school, id),
        body,
      }),
    )
    expect(await statusOf(school, id)).toBe('underReview')
  })

  it('is never left waiting by a visit that is written while screening ends', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id, studentId } = await journeyTo(school, 'screening')
      const body = { sensitiveApplicant: 'notConcerned', note: null } as const
      const input = { params: { id }, ifMatch: await versionOf(school, id), body }
      await Promise.all([school.call('officer', completeScreening, input), visit('teacher', studentId)])
      expect(await statusOf(school, id)).toBe('underReview')
    }
  })
})

describe('a visit is not taken', () => {
  it.each([
    ['on a day to come', 'visit_in_future', { visitedOn: '2026-10-13' }],
    ['from before this school year', 'visit_too_old', { visitedOn: '2026-08-31' }],
    ['in a way that the stage does not allow', 'visit_mode_not_allowed', { mode: 'online' }],
  ] as const)('%s: %s', async (_, reason, change) => {
    const id = await school.addStudent()
    const before = await writtenRows(school)
    const { problem } = await visit('teacher', id, change)
    expect(problem.code).toBe(reason)
    expect(await writtenRows(school)).toEqual(before)
  })
})

describe('an auditor', () => {
  it('reads the visits of the sample, and nothing of a student without one', async () => {
    const [seen, unseen] = [await school.addStudent(), await school.addStudent()]
    for (const id of [seen, seen, unseen]) done(await visit('teacher', id))
    await school.asOwner(async trx => {
      await trx.updateTable('home_visit').set({ sample_slot: 5 }).execute()
      const [first] = await trx.selectFrom('home_visit').select('id').where('student_id', '=', seen).execute()
      await trx.updateTable('home_visit').set({ sample_slot: 4 }).where('id', '=', first!.id).execute()
    })
    expect(await visitsAs('auditor', seen)).toHaveLength(1)
    expect((await school.call('auditor', listVisits, { params: { id: unseen } })).status).toBe(404)
  })
})
