import {
  acceptIntake,
  listApplications,
  returnApplication,
  saveDraft,
  submitApplication,
} from '@sunshine-aid/api-contract'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { as, COMPLETE, done, journeyTo, read } from './testing/journey.ts'
import { MONDAY, openSchool, type School } from './testing/school.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
beforeEach(() => {
  school.clock.now = MONDAY
})
afterAll(() => school.close())

const pass = (hours: number) => {
  school.clock.now = new Date(school.clock.now.getTime() + hours * 3_600_000)
}

/** A request that a sudden change brought about, just submitted. */
async function urgentRequest(): Promise<string> {
  const { id } = await journeyTo(school, 'draft')
  await as(school, 'teacher', id, saveDraft, { body: { ...COMPLETE, suddenChange: true } })
  await as(school, 'teacher', id, submitApplication)
  return id
}

describe('the clock of a sudden change', () => {
  it('is on the file and on the list, to the same minute', async () => {
    const id = await urgentRequest()
    pass(37)
    const { fastChannel } = await read(school, 'officer', id)
    expect(fastChannel).toMatchObject({
      state: 'warned',
      usedMinutes: 37 * 60,
      dueAt: '2026-10-14T01:30:00.000Z',
    })
    const { body } = done(await school.call('officer', listApplications))
    expect(body.items.find(line => line.id === id)?.fastChannel).toEqual(fastChannel)
  })

  it('stands still while the request is returned, and goes on when it comes back', async () => {
    const id = await urgentRequest()
    await as(school, 'officer', id, acceptIntake)
    pass(10)
    await as(school, 'officer', id, returnApplication, {
      body: { reason: 'evidenceMissing', text: '请补充' },
    })
    pass(100)
    expect((await read(school, 'officer', id)).fastChannel).toMatchObject({
      state: 'paused',
      usedMinutes: 600,
      pausedFor: 'evidenceMissing',
    })
    await as(school, 'teacher', id, submitApplication)
    pass(1)
    expect((await read(school, 'officer', id)).fastChannel).toMatchObject({
      state: 'running',
      usedMinutes: 660,
    })
  })

  it('is not there for a request that is not urgent', async () => {
    const { id } = await journeyTo(school, 'submitted')
    expect((await read(school, 'officer', id)).fastChannel).toBeNull()
  })
})
