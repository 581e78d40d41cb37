import {
  addPanelMember,
  closePanel,
  determineApplication,
  getApplication,
  getPanel,
  giveOpinion,
  recuseMember,
} from '@sunshine-aid/api-contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  convene,
  DETERMINATION,
  done,
  journeyTo,
  NO,
  read,
  statusOf,
  versionOf,
  vote,
  YES,
} from '../applications/testing/journey.ts'
import { openSchool, type School } from '../applications/testing/school.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

/** A request under review whose panel sits. */
async function aReview(members?: readonly string[]): Promise<string> {
  const { id } = await journeyTo(school, 'underReview')
  await convene(school, id, members)
  return id
}

const panelAs = async (reader: string, id: string) =>
  done(await school.call(reader, getPanel, { params: { id } })).body

/** Whose opinions `reader` can read. */
async function readable(reader: string, id: string): Promise<string[]> {
  const { members } = await panelAs(reader, id)
  return members.filter(({ opinion }) => opinion !== null).map(({ name }) => name)
}

const stepBack = async (member: string, id: string) =>
  done(await school.call(member, recuseMember, { params: { id }, body: { reason: 'relative' } }))

const name = async (member: string, id: string) =>
  done(await school.call('officer', addPanelMember, { params: { id }, body: { member: school.id(member) } }))

describe('the seal', () => {
  it('keeps what was said from everybody but whoever said it, until all have voted', async () => {
    const id = await aReview()
    await vote(school, 'pan1', id, NO)
    await vote(school, 'pan2', id)
    for (const reader of ['officer', 'head', 'pan3']) expect(await readable(reader, id), reader).toEqual([])
    expect(await readable('pan1', id)).toEqual(['pan1'])
    const { members } = await panelAs('officer', id)
    expect(members.map(({ votedAt }) => votedAt !== null)).toEqual([true, true, false])
    await vote(school, 'pan3', id)
    for (const reader of ['officer', 'head', 'pan1', 'pan2', 'pan3'])
      expect(await readable(reader, id), reader).toEqual(['pan1', 'pan2', 'pan3'])
  })

  it('is not in the answer to a vote either', async () => {
    const id = await aReview()
    await vote(school, 'pan1', id, NO)
    const { body } = done(await school.call('pan2', giveOpinion, { params: { id }, body: YES }))
    expect(body.members.map(({ opinion }) => opinion)).toEqual([null, YES, null])
  })

  it('holds while a recusal has left too few, so that whoever joins judges for themself', async () => {
    const id = await aReview()
    await vote(school, 'pan1', id)
    await vote(school, 'pan2', id)
    await stepBack('pan3', id)
    expect(await readable('officer', id)).toEqual([])
    await name('pan4', id)
    expect(await readable('pan4', id)).toEqual([])
    await vote(school, 'pan4', id)
    expect(await readable('pan4', id)).toEqual(['pan1', 'pan2', 'pan4'])
  })

  it('is on no page of the case file', async () => {
    const id = await aReview()
    await vote(school, 'pan1', id, { ...NO, grounds: '只有我知道的理由' })
    for (const reader of ['officer', 'head', 'pan2', 'teacher']) {
      const { text } = await school.call(reader, getApplication, { params: { id } })
      expect(text, reader).not.toContain('只有我知道的理由')
    }
  })
})

describe('a member who stepped back', () => {
  it('reads neither the case file nor the panel any more', async () => {
    const id = await aReview(['pan1', 'pan2', 'psych'])
    await read(school, 'psych', id)
    await stepBack('psych', id)
    for (const endpoint of [getApplication, getPanel])
      expect((await school.call('psych', endpoint, { params: { id } })).status).toBe(404)
    expect((await school.call('pan2', getApplication, { params: { id } })).status).toBe(200)
  })

  it('does not see the opinions that their stepping back opens', async () => {
    const id = await aReview(['pan1', 'pan2', 'pan3', 'pan4'])
    for (const member of ['pan1', 'pan2', 'pan3']) await vote(school, member, id)
    const { body } = await stepBack('pan4', id)
    expect(body.opinionsOpen).toBe(true)
    expect(body.members.every(({ opinion }) => opinion === null)).toBe(true)
    expect(await readable('officer', id)).toEqual(['pan1', 'pan2', 'pan3'])
  })

  it('hands the chair on, so that the panel can still be closed', async () => {
    const id = await aReview(['pan1', 'pan2', 'pan3', 'pan4'])
    await stepBack('pan1', id)
    for (const member of ['pan2', 'pan3', 'pan4']) await vote(school, member, id)
    expect(await read(school, 'officer', id)).toMatchObject({ nextActor: { names: ['pan2'] } })
    done(await school.call('pan2', closePanel, { params: { id }, body: { declineReason: null } }))
    expect(await statusOf(school, id)).toBe('awaitingDetermination')
  })
})

describe('who must act next', () => {
  it('are those who have not voted, then the chair, then the head, each since it became their turn', async () => {
    const { id } = await journeyTo(school, 'underReview')
    const next = async () => (await read(school, 'officer', id)).nextActor
    expect(await next()).toMatchObject({ role: 'aidOfficer', names: ['officer', 'officer2'] })
    await convene(school, id)
    const convened = school.clock.now.toISOString()
    school.clock.now = new Date(school.clock.now.getTime() + 3_600_000)
    await vote(school, 'pan1', id)
    expect(await next()).toEqual({ role: 'panelMember', names: ['pan2', 'pan3'], since: convened })
    await vote(school, 'pan2', id)
    await vote(school, 'pan3', id)
    const voted = school.clock.now.toISOString()
    expect(await next()).toEqual({ role: 'panelMember', names: ['pan1'], since: voted })
    done(await school.call('pan1', closePanel, { params: { id }, body: { declineReason: null } }))
    expect(await next()).toMatchObject({ role: 'schoolHead', names: ['head'] })
  })

  it('is the officer again when a recusal has left too few', async () => {
    const id = await aReview()
    await stepBack('pan2', id)
    expect(await read(school, 'officer', id)).toMatchObject({ nextActor: { role: 'aidOfficer' } })
  })
})

describe('at the same time', () => {
  it('all members vote: each vote counts, the seal opens once', async () => {
    const id = await aReview()
    const replies = await Promise.all(
      ['pan1', 'pan2', 'pan3'].map(member => school.call(member, giveOpinion, { params: { id }, body: YES })),
    )
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201])
    const { members, opinionsOpen, version } = await panelAs('officer', id)
    expect(members.every(({ opinion }) => opinion !== null)).toBe(true)
    expect({ opinionsOpen, version }).toEqual({ opinionsOpen: true, version: 4 })
    expect(await read(school, 'officer', id)).toMatchObject({ nextActor: { names: ['pan1'] } })
  })

  it('one member votes twice: one vote is taken', async () => {
    const id = await aReview()
    const replies = await Promise.all(
      [YES, NO].map(body => school.call('pan2', giveOpinion, { params: { id }, body })),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  it('the chair closes while a member is named: whichever comes first, the other is told', async () => {
    const id = await aReview()
    for (const member of ['pan1', 'pan2', 'pan3']) await vote(school, member, id)
    const [closed, named] = await Promise.all([
      school.call('pan1', closePanel, { params: { id }, body: { declineReason: null } }),
      school.call('officer', addPanelMember, { params: { id }, body: { member: school.id('pan4') } }),
    ])
    expect(closed.status).toBe(201)
    expect(['opinions_open', 'wrong_status']).toContain(named.problem.code)
  })

  it('the chair closes twice: one closing is taken', async () => {
    const id = await aReview()
    for (const member of ['pan1', 'pan2', 'pan3']) await vote(school, member, id)
    const replies = await Promise.all(
      [1, 2].map(() => school.call('pan1', closePanel, { params: { id }, body: { declineReason: null } })),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
  })
})

describe('what is kept', () => {
  it('is the version of the case file that each member had before them', async () => {
    const id = await aReview()
    const version = await versionOf(school, id)
    for (const member of ['pan1', 'pan2', 'pan3']) await vote(school, member, id)
    const seen = await school.asOwner(trx =>
      trx.selectFrom('panel_member').select('version_seen').where('application_id', '=', id).execute(),
    )
    expect(seen.map(({ version_seen }) => version_seen)).toEqual([version, version, version])
  })

  it('is why the panel declined', async () => {
    const id = await aReview()
    for (const member of ['pan1', 'pan2', 'pan3']) await vote(school, member, id, NO)
    const closing = { params: { id }, body: { declineReason: 'notNecessary' as const } }
    const { body } = done(await school.call('pan1', closePanel, closing))
    expect(body).toMatchObject({ status: 'closed', recommends: false, declineReason: 'notNecessary' })
    const file = await read(school, 'teacher', id)
    expect(file).toMatchObject({ status: 'notDetermined', nextActor: null })
    expect(file.timeline.at(-1)).toMatchObject({ command: 'closePanel', reasonCode: 'notNecessary' })
    const input = { params: { id }, ifMatch: file.version, body: DETERMINATION }
    expect((await school.call('head', determineApplication, input)).problem.code).toBe('wrong_status')
  })
})

it('nobody from outside of the panel votes, whatever their role', async () => {
  const id = await aReview()
  for (const person of ['pan4', 'psych'])
    expect((await school.call(person, giveOpinion, { params: { id }, body: YES })).status, person).toBe(404)
  for (const person of ['officer', 'head', 'teacher', 'auditor', 'county'])
    expect((await school.call(person, giveOpinion, { params: { id }, body: YES })).status, person).toBe(403)
})
