import {
  cancelVisitPlan,
  changeVisitPlan,
  completeScreening,
  getApplication,
  listApplications,
  listVisitors,
  listVisitPlans,
  planVisit,
  recordVisit,
} from '@sunshine-aid/api-contract'
import type { NewVisitPlan } from '@sunshine-aid/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { done, journeyTo, versionOf, VISIT } from '../applications/testing/journey.ts'
import { openSchool, type School } from '../applications/testing/school.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

const bodyOf = (assignee: string, change: Partial<NewVisitPlan> = {}): NewVisitPlan => ({
  assignee: school.id(assignee),
  plannedOn: '2026-10-14',
  mode: 'onSite',
  partner: null,
  note: null,
  ...change,
})
const plan = (by: string, id: string, assignee = 'teacher', change: Partial<NewVisitPlan> = {}) =>
  school.call(by, planVisit, { params: { id }, body: bodyOf(assignee, change) })
const planned = async (by: string, id: string, assignee = 'teacher') =>
  done(await plan(by, id, assignee)).body
const toDo = async (reader: string, query: { mine?: 'true'; settled?: 'true' } = {}) =>
  done(await school.call(reader, listVisitPlans, { query: { limit: '100', ...query } })).body.items
const nextOf = async (id: string) =>
  done(await school.call('officer', getApplication, { params: { id } })).body.nextActor
const mine = async (reader: string) =>
  done(await school.call(reader, listApplications, { query: { mine: 'true', limit: '100' } })).body.items.map(
    ({ id }) => id,
  )

describe('a planned visit', () => {
  it('stands with whoever was asked, by day, and is done once the family was met', async () => {
    const id = await school.addStudent()
    const { body } = done(await plan('officer', id, 'teacher', { note: '先打电话' }))
    expect(body).toMatchObject({
      state: 'planned',
      assigneeName: 'teacher',
      plannedByName: 'officer',
      attempts: 0,
    })
    expect(await toDo('teacher', { mine: 'true' })).toContainEqual(body)
    expect(await toDo('officer', { mine: 'true' })).not.toContainEqual(body)
    done(await school.call('teacher', recordVisit, { params: { id }, body: VISIT }))
    expect((await toDo('teacher')).map(item => item.id)).not.toContain(body.id)
    const settled = (await toDo('teacher', { settled: 'true' })).find(item => item.id === body.id)
    expect(settled).toMatchObject({ state: 'done', settledOn: VISIT.visitedOn })
  })

  it('goes on when nobody was met, and says how often that was tried', async () => {
    const id = await school.addStudent()
    const { id: planId } = await planned('teacher', id)
    done(await school.call('teacher', recordVisit, { params: { id }, body: { ...VISIT, reached: false } }))
    expect((await toDo('teacher')).find(item => item.id === planId)).toMatchObject({ attempts: 1 })
  })

  it('is one at a time for a student, also when two plan at once', async () => {
    const id = await school.addStudent()
    const replies = await Promise.all([plan('officer', id), plan('head', id), plan('teacher', id)])
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    const refused = replies.find(({ status }) => status === 409)
    expect(refused?.problem.code).toBe('visit_already_planned')
  })

  it('is given to somebody else in the version that was seen, and not twice at once', async () => {
    const id = await school.addStudent()
    const { id: planId } = await planned('officer', id)
    const change = (assignee: string) =>
      school.call('officer', changeVisitPlan, { params: { id: planId }, ifMatch: 1, body: bodyOf(assignee) })
    expect(done(await change('head')).body).toMatchObject({ assigneeName: 'head', version: 2 })
    const late = await change('psych')
    expect(late.problem).toMatchObject({ code: 'stale_version', current: { assigneeName: 'head' } })
  })

  it('is taken back, and then another can be planned', async () => {
    const id = await school.addStudent()
    const { id: planId } = await planned('teacher', id)
    const cancel = (ifMatch: number) =>
      school.call('teacher', cancelVisitPlan, { params: { id: planId }, ifMatch })
    expect(done(await cancel(1)).body).toMatchObject({ state: 'cancelled', settledOn: '2026-10-12' })
    expect((await cancel(2)).problem.code).toBe('visit_plan_settled')
    done(await plan('teacher', id))
  })

  it.each(['neighbour', 'teacher2', 'mentor', 'psych'])('is not planned by %s', async person => {
    const id = await school.addStudent()
    expect((await plan(person, id)).status).toBeGreaterThanOrEqual(403)
  })

  it('asks nobody who could not write it down', async () => {
    const id = await school.addStudent()
    const { body } = done(await school.call('officer', listVisitors, { params: { id } }))
    const names = body.items.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['teacher', 'officer', 'head', 'psych']))
    expect(names).not.toContain('teacher2')
    expect(names).not.toContain('pan1')
    expect((await plan('officer', id, 'teacher2')).problem.code).toBe('visitor_not_eligible')
  })
})

describe('a request that waits for its visit', () => {
  it('waits for whoever was asked, then for whoever was asked instead, then for the class teacher again', async () => {
    const { id, studentId } = await journeyTo(school, 'awaitingVisit')
    expect(await nextOf(id)).toMatchObject({ role: 'classTeacher', names: ['teacher'] })
    const { id: planId } = await planned('officer', studentId, 'head')
    expect(await nextOf(id)).toMatchObject({ role: 'schoolHead', names: ['head'] })
    expect(await mine('head')).toContain(id)
    expect(await mine('teacher')).not.toContain(id)
    done(
      await school.call('officer', changeVisitPlan, {
        params: { id: planId },
        ifMatch: 1,
        body: bodyOf('officer2'),
      }),
    )
    expect(await nextOf(id)).toMatchObject({ role: 'aidOfficer', names: ['officer2'] })
    done(await school.call('officer', cancelVisitPlan, { params: { id: planId }, ifMatch: 2 }))
    expect(await nextOf(id)).toMatchObject({ role: 'classTeacher', names: ['teacher'] })
  })

  it('waits for the visitor who was asked before it came to that', async () => {
    const { id, studentId } = await journeyTo(school, 'screening')
    await planned('teacher', studentId, 'psych')
    const body = { sensitiveApplicant: 'notConcerned', note: null } as const
    const ifMatch = await versionOf(school, id)
    done(await school.call('officer', completeScreening, { params: { id }, ifMatch, body }))
    expect(await nextOf(id)).toMatchObject({ role: 'psychTeacher', names: ['psych'] })
  })

  it('is not made stale by a plan: what somebody is about to do with it still goes', async () => {
    const { id, studentId } = await journeyTo(school, 'awaitingVisit')
    const before = await versionOf(school, id)
    await planned('officer', studentId, 'head')
    expect(await versionOf(school, id)).toBe(before)
  })
})
