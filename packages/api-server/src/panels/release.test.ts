import {
  addPanelMember,
  closePanel,
  getApplication,
  getPanel,
  releaseMember,
} from '@sunshine-aid/api-contract'
import type { ReleaseReason } from '@sunshine-aid/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { convene, done, journeyTo, read, statusOf, vote } from '../applications/testing/journey.ts'
import { openSchool, type School } from '../applications/testing/school.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
beforeEach(() => setAccount('pan4', 'active'))
afterAll(() => school.close())

const setAccount = (subject: string, status: 'active' | 'disabled') =>
  school.asOwner(trx =>
    trx.updateTable('account').set({ status }).where('id', '=', school.id(subject)).execute(),
  )
const release = (by: string, id: string, member = 'pan4', reason: ReleaseReason = 'accountEnded') =>
  school.call(by, releaseMember, { params: { id }, body: { member: school.id(member), reason } })

/** Four sit; `pan4` leaves before judging. */
async function waiting(chair = 'pan1', others = ['pan2', 'pan3', 'pan4']): Promise<string> {
  const { id } = await journeyTo(school, 'underReview')
  await convene(school, id, [chair, ...others])
  await setAccount('pan4', 'disabled')
  return id
}
const offers = async (by: string, id: string) =>
  (await read(school, by, id)).offers.filter(({ command }) => command === 'releaseMember')

describe('a member who has left before judging', () => {
  it.each(['officer', 'pan1'])('is released by the %s, and the panel goes on without them', async by => {
    const id = await waiting()
    for (const member of ['pan1', 'pan2', 'pan3']) await vote(school, member, id)
    const { body } = done(await release(by, id))
    expect(body).toMatchObject({ opinionsOpen: true })
    expect(body.members.find(({ name }) => name === 'pan4')).toMatchObject({ recused: 'accountEnded' })
    done(await school.call('pan1', closePanel, { params: { id }, body: { declineReason: null } }))
    expect(await statusOf(school, id)).toBe('awaitingDetermination')
  })

  it('stands in the timeline and the audit trail with who released them and why', async () => {
    const id = await waiting()
    done(await release('officer', id, 'pan4', 'movedAway'))
    expect((await read(school, 'officer', id)).timeline.at(-1)).toMatchObject({
      command: 'releaseMember',
      actorName: 'officer',
      reasonCode: 'movedAway',
      text: 'pan4',
    })
    const trail = await school.asOwner(trx =>
      trx
        .selectFrom('audit_event')
        .select(['account_id', 'outcome'])
        .where('subject_id', '=', id)
        .where('action', '=', 'releaseMember')
        .execute(),
    )
    expect(trail).toMatchObject([{ account_id: school.id('officer'), outcome: 'done' }])
  })

  it('hands the panel to the next member where they led it', async () => {
    const id = await waiting('pan4', ['pan1', 'pan2', 'pan3'])
    const { body } = done(await release('officer', id))
    expect(body.members.filter(({ chair }) => chair).map(({ name }) => name)).toEqual(['pan1'])
  })

  it('is not released below the quorum: another one is named first', async () => {
    const id = await waiting('pan1', ['pan2', 'pan4'])
    expect(await offers('officer', id)).toEqual([{ command: 'releaseMember', blockers: ['quorum_missing'] }])
    expect((await release('officer', id)).problem.code).toBe('quorum_missing')
    const body = { member: school.id('pan3') }
    done(await school.call('officer', addPanelMember, { params: { id }, body }))
    done(await release('officer', id))
  })

  it('who is back reads the case again, as the seat did not end by a tie', async () => {
    const id = await waiting()
    done(await release('officer', id, 'pan4', 'dutyEnded'))
    await setAccount('pan4', 'active')
    expect((await school.call('pan4', getApplication, { params: { id } })).status).toBe(200)
    expect((await school.call('pan4', getPanel, { params: { id } })).status).toBe(200)
  })
})

describe('nobody else is released', () => {
  it('neither who still works here nor who has judged, and it is not even offered', async () => {
    const { id } = await journeyTo(school, 'underReview')
    await convene(school, id, ['pan1', 'pan2', 'pan3', 'pan4'])
    expect(await offers('officer', id)).toEqual([])
    expect((await release('officer', id)).problem.code).toBe('member_not_gone')
    await vote(school, 'pan4', id)
    await setAccount('pan4', 'disabled')
    expect((await release('officer', id)).problem.code).toBe('member_not_gone')
  })

  it('by a member who does not lead, nor by another school', async () => {
    const id = await waiting()
    expect(await offers('pan2', id)).toEqual([])
    expect((await release('pan2', id)).problem.code).toBe('not_the_chair')
    expect((await release('neighbour', id)).status).toBe(404)
    expect((await release('teacher', id)).status).toBe(403)
  })
})
