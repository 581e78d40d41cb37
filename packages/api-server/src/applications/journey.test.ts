import { getDetermination, getPanel, listVisits } from '@sunshine-aid/api-contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { done, journeyTo, read } from './testing/journey.ts'
import { openSchool, type School } from './testing/school.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

it('travels from draft to an active episode, each step as its own role', async () => {
  const { id, studentId } = await journeyTo(school, 'determined')
  const file = await read(school, 'teacher', id)
  expect(file.status).toBe('determined')
  expect(file.timeline.map(({ command, actorName }) => [command, actorName])).toEqual([
    ['start', 'teacher'],
    ['submit', 'teacher'],
    ['acceptIntake', 'officer'],
    ['completeScreening', 'officer'],
    ['recordVisit', 'teacher'],
    ['convene', 'officer'],
    ['vote', 'pan1'],
    ['vote', 'pan2'],
    ['vote', 'pan3'],
    ['closePanel', 'pan1'],
    ['determine', 'head'],
  ])
  expect(file).toMatchObject({ nextActor: null, offers: [] })
  const panel = done(await school.call('officer', getPanel, { params: { id } })).body
  expect(panel).toMatchObject({ status: 'closed', recommends: true, opinionsOpen: true })
  const decided = done(await school.call('officer', getDetermination, { params: { id } })).body
  expect(decided).toMatchObject({ confirmedByName: 'head', services: [{ status: 'planned' }] })
  const { items } = done(await school.call('officer', listVisits, { params: { id: studentId } })).body
  expect(items).toMatchObject([{ applicationId: id, visitorName: 'teacher' }])
})
