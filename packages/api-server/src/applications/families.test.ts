import {
  followApplication,
  getApplication,
  getDetermination,
  getPanel,
  listApplications,
  listVisits,
  saveDraft,
  startApplication,
  submitApplication,
  withdrawApplication,
} from '@sunshine-aid/api-contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COMPLETE, done, journeyTo, type Journey } from './testing/journey.ts'
import { openSchool, type School } from './testing/school.ts'

let school: School
let own: Journey
beforeAll(async () => {
  school = await openSchool()
  own = await journeyTo(school, 'awaitingDetermination')
  const at = school.tree.c1k1s1a1
  await school.addAccount('pupil', [{ role: 'student', at }], own.studentId)
  await school.addAccount('mother', [{ role: 'guardian', at }], own.studentId)
})
afterAll(() => school.close())

describe.each(['pupil', 'mother'])('%s', family => {
  it('follows the own request: where it is and who is next, nothing else', async () => {
    const { body } = done(await school.call(family, followApplication, { params: { id: own.id } }))
    expect(Object.keys(body).sort()).toEqual(['id', 'nextActor', 'status', 'statusSince'])
    expect(body).toMatchObject({
      status: 'awaitingDetermination',
      nextActor: { role: 'schoolHead', names: [] },
    })
  })

  it('follows nobody else’s, not even of the same class', async () => {
    const other = await journeyTo(school, 'submitted')
    expect((await school.call(family, followApplication, { params: { id: other.id } })).status).toBe(404)
    expect((await school.call(family, listVisits, { params: { id: other.studentId } })).status).toBe(404)
  })

  it('has no way into the case file, the panel or the decision', async () => {
    for (const endpoint of [getApplication, getPanel, getDetermination, listApplications])
      expect((await school.call(family, endpoint, { params: { id: own.id } })).status).toBe(403)
  })

  it('reads the visits to the own family', async () => {
    const { items } = done(await school.call(family, listVisits, { params: { id: own.studentId } })).body
    expect(items).toHaveLength(1)
  })

  it('is not shown a case file that staff wrote, by an attempt to change it either', async () => {
    const input = { params: { id: own.id }, ifMatch: 1, body: { text: '不申请了' } }
    const { status, text } = await school.call(family, withdrawApplication, input)
    expect(status).toBe(412)
    expect(text).not.toContain(COMPLETE.factsAndReasons)
  })
})

it('a guardian applies for the own child, who is asked for the relation, and the officer takes it in', async () => {
  const studentId = await school.addStudent()
  await school.addAccount('father', [{ role: 'guardian', at: school.tree.c1k1s1a1 }], studentId)
  const { body } = done(await school.call('father', startApplication, { body: { studentId } }))
  expect(body).toMatchObject({ applicantKind: 'guardian', nextActor: { role: 'guardian', names: [] } })
  const { id } = body
  const content = { ...COMPLETE, applicantKind: 'guardian' as const }
  done(await school.call('father', saveDraft, { params: { id }, ifMatch: 1, body: content }))
  const unrelated = await school.call('father', submitApplication, { params: { id }, ifMatch: 2 })
  expect(unrelated.problem.code).toBe('relation_required')
  const related = { ...content, relation: 'father' as const }
  done(await school.call('father', saveDraft, { params: { id }, ifMatch: 2, body: related }))
  done(await school.call('father', submitApplication, { params: { id }, ifMatch: 3 }))
  const reply = done(await school.call('officer', getApplication, { params: { id } }))
  expect(reply.body).toMatchObject({ status: 'submitted', enteredByName: 'father', relation: 'father' })
})

it('a family starts nothing for another child', async () => {
  expect(
    (await school.call('mother', startApplication, { body: { studentId: await school.addStudent() } }))
      .status,
  ).toBe(404)
})
