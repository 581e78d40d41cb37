import {
  addPanelMember,
  askReconsideration,
  closePanel,
  convenePanel,
  declineApplication,
  determineApplication,
  getApplication,
  getPanel,
  getReconsideration,
  recuseMember,
} from '@sunshine-aid/api-contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  as,
  convene,
  DETERMINATION,
  done,
  journeyTo,
  NO,
  read,
  statusOf,
  vote,
  type Journey,
} from '../applications/testing/journey.ts'
import { openSchool, type School } from '../applications/testing/school.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
  await school.addAccount('pan5', [{ role: 'panelMember', at: school.tree.c1k1s1 }])
  await school.addAccount('pan6', [{ role: 'panelMember', at: school.tree.c1k1s1 }])
})
afterAll(() => school.close())

const NEW_FACTS = { newFacts: '母亲上周住院，祖母一人照看三个孩子。' }
const ask = (id: string, by = 'teacher') => as(school, by, id, askReconsideration, { body: NEW_FACTS })
const panelOf = (members: readonly string[]) => ({
  members: members.map(school.id),
  chair: school.id(members[0] ?? ''),
})

/** A request that its first panel declined: `pan4` stepped back, `pan1` led, the others voted. */
async function declined(): Promise<Journey> {
  const journey = await journeyTo(school, 'underReview')
  const { id } = journey
  await convene(school, id, ['pan1', 'pan2', 'pan3', 'pan4'])
  done(await school.call('pan4', recuseMember, { params: { id }, body: { reason: 'relative' } }))
  for (const member of ['pan1', 'pan2', 'pan3']) await vote(school, member, id, NO)
  done(await school.call('pan1', closePanel, { params: { id }, body: { declineReason: 'notNecessary' } }))
  return journey
}

describe('a declined request', () => {
  it('goes to another panel with the new facts, and the officer is next', async () => {
    const { id } = await declined()
    await ask(id)
    expect(await read(school, 'officer', id)).toMatchObject({
      status: 'underReview',
      nextActor: { role: 'aidOfficer' },
    })
    expect((await school.call('officer', getPanel, { params: { id } })).problem.code).toBe('panel_missing')
    const { body } = done(await school.call('officer', getReconsideration, { params: { id } }))
    expect(body).toMatchObject({ ...NEW_FACTS, askedByName: 'teacher' })
  })

  it('keeps its first panel as it was closed, opinions and reasons included', async () => {
    const { id } = await declined()
    const { body: before } = done(await school.call('officer', getPanel, { params: { id } }))
    await ask(id)
    await convene(school, id, ['pan5', 'pan6', 'pan2'])
    await vote(school, 'pan2', id)
    const { body } = done(await school.call('officer', getReconsideration, { params: { id } }))
    const { declineReason, members } = body.firstPanel
    expect({ declineReason, members }).toEqual({ declineReason: 'notNecessary', members: before.members })
    const { seats } = await school.asOwner(trx =>
      trx
        .selectFrom('reconsideration')
        .select('seats')
        .where('application_id', '=', id)
        .executeTakeFirstOrThrow(),
    )
    expect(seats).toHaveLength(4)
    expect(JSON.stringify(seats)).toContain('version_seen')
  })

  it('cannot have that panel rewritten by the role that serves requests', async () => {
    const { id } = await declined()
    await ask(id)
    for (const table of ['reconsideration', 'earlier_seat'] as const)
      await expect(school.db.deleteFrom(table).where('application_id', '=', id).execute()).rejects.toThrow(
        /permission denied/,
      )
    await expect(school.db.deleteFrom('panel').execute()).rejects.toThrow(/permission denied/)
  })

  it('is asked for once, also by two at the same time', async () => {
    const { id } = await declined()
    const { version } = await read(school, 'teacher', id)
    const input = { params: { id }, ifMatch: version, body: NEW_FACTS }
    const replies = await Promise.all([1, 2].map(() => school.call('teacher', askReconsideration, input)))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412])
    await convene(school, id, ['pan5', 'pan6', 'pan2'])
    for (const member of ['pan5', 'pan6', 'pan2']) await vote(school, member, id, NO)
    done(await school.call('pan5', closePanel, { params: { id }, body: { declineReason: 'notFeasible' } }))
    const again = await read(school, 'teacher', id)
    expect(again).toMatchObject({ status: 'notDetermined', offers: [] })
    const third = { params: { id }, ifMatch: again.version, body: NEW_FACTS }
    expect((await school.call('teacher', askReconsideration, third)).problem.code).toBe(
      'already_reconsidered',
    )
  })

  it('is judged by others: half of them new, led by somebody else, without who stepped back', async () => {
    const { id } = await declined()
    await ask(id)
    const tryPanel = async (members: readonly string[]) =>
      (await school.call('officer', convenePanel, { params: { id }, body: panelOf(members) })).problem.code
    expect(await tryPanel(['pan1', 'pan5', 'pan6'])).toBe('chair_sat_before')
    expect(await tryPanel(['pan5', 'pan1', 'pan2'])).toBe('too_many_sat_before')
    expect(await tryPanel(['pan5', 'pan6', 'pan4'])).toBe('member_stepped_back')
    await convene(school, id, ['pan5', 'pan6', 'pan2'])
    const more = { params: { id }, body: { member: school.id('pan4') } }
    expect((await school.call('officer', addPanelMember, more)).problem.code).toBe('member_stepped_back')
  })

  it('stays closed to whoever stepped back from the first panel', async () => {
    const { id } = await declined()
    await ask(id)
    expect((await school.call('pan4', getApplication, { params: { id } })).status).toBe(404)
    await school.promote('pan4', 'psychTeacher')
    expect((await school.call('pan4', getApplication, { params: { id } })).status).toBe(404)
  })

  it('is determined in the end as any other, by somebody who led neither panel', async () => {
    const { id } = await declined()
    await ask(id)
    await convene(school, id, ['pan5', 'pan6', 'pan2'])
    for (const member of ['pan5', 'pan6', 'pan2']) await vote(school, member, id)
    done(await school.call('pan5', closePanel, { params: { id }, body: { declineReason: null } }))
    await as(school, 'head', id, determineApplication, { body: DETERMINATION })
    expect(await statusOf(school, id)).toBe('determined')
  })

  it('goes back to the visit where none is valid any more', async () => {
    const { id } = await declined()
    school.clock.now = new Date('2027-03-01T01:30:00.000Z')
    await ask(id)
    expect(await statusOf(school, id)).toBe('awaitingVisit')
    school.clock.now = new Date('2026-10-12T01:30:00.000Z')
  })
})

describe('who asks', () => {
  it('the teacher of the class, for what an officer entered; another teacher does not reach it', async () => {
    const { id } = await journeyTo(school, 'awaitingDetermination', 'psych')
    await as(school, 'head', id, declineApplication, { body: { reason: 'factsNotConfirmed', text: '' } })
    const offered = async (by: string) => (await read(school, by, id)).offers.map(({ command }) => command)
    expect(await offered('officer')).toEqual([])
    expect(await offered('psych')).toEqual(['reconsider'])
    expect(await offered('teacher')).toEqual(['reconsider'])
    await ask(id)
    expect(await statusOf(school, id)).toBe('underReview')
  })

  it('a guardian, for their own child', async () => {
    const { id, studentId } = await declined()
    const at = school.tree.c1k1s1a1
    await school.addAccount(`guardian of ${studentId}`, [{ role: 'guardian', at }], studentId)
    await ask(id, `guardian of ${studentId}`)
    expect(await statusOf(school, id)).toBe('underReview')
  })
})
