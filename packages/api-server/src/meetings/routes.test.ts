import {
  addPanelMember,
  attendMeeting,
  cancelMeeting,
  closePanel,
  conveneMeeting,
  getMeeting,
  getMeetingMinutes,
  getPanel,
  holdMeeting,
  listMeetings,
  listWaitingCases,
  recuseMember,
  rescheduleMeeting,
} from '@sunshine-aid/api-contract'
import type { Meeting } from '@sunshine-aid/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { done, journeyTo, NO, read, vote, YES } from '../applications/testing/journey.ts'
import { openSchool, type School } from '../applications/testing/school.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
  await school.promote('officer2', 'panelMember')
})
afterAll(() => school.close())

interface Plan {
  readonly members?: readonly string[]
  readonly extra?: Readonly<Record<string, readonly string[]>>
  readonly title?: string
}

const bodyOf = (
  cases: readonly string[],
  { members = ['pan1', 'pan2', 'pan3'], extra = {}, title }: Plan = {},
) => ({
  title: title ?? '十月评议会',
  plannedAt: '2026-10-14T06:00:00.000Z',
  place: '小会议室',
  online: false,
  chair: school.id(members[0] ?? ''),
  members: members.map(school.id),
  cases: cases.map(applicationId => ({ applicationId, extra: (extra[applicationId] ?? []).map(school.id) })),
})
const tryConvene = (cases: readonly string[], plan?: Plan, by = 'officer') =>
  school.call(by, conveneMeeting, { params: { id: school.tree.c1k1s1.id }, body: bodyOf(cases, plan) })
const convene = async (cases: readonly string[], plan?: Plan): Promise<Meeting> =>
  done(await tryConvene(cases, plan)).body

async function reviews(count: number, enterer = 'teacher'): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < count; i += 1) ids.push((await journeyTo(school, 'underReview', enterer)).id)
  return ids
}
const meetingAs = async (reader: string, { id }: { id: string }) =>
  done(await school.call(reader, getMeeting, { params: { id } })).body
const panelOf = async (id: string) => done(await school.call('officer', getPanel, { params: { id } })).body
const seated = async (id: string) => (await panelOf(id)).members.map(({ name }) => name)

describe('a meeting', () => {
  it('gives each case a panel of its own, with the same members and in the order of the agenda', async () => {
    const cases = await reviews(3)
    const meeting = await convene(cases)
    expect(meeting).toMatchObject({ status: 'planned', chairName: 'pan1', convenedByName: 'officer' })
    expect(meeting.agenda.map(item => item.case?.applicationId)).toEqual(cases)
    for (const id of cases) {
      expect(await seated(id)).toEqual(['pan1', 'pan2', 'pan3'])
      expect((await panelOf(id)).meeting).toMatchObject({ id: meeting.id, title: '十月评议会' })
      expect((await read(school, 'teacher', id)).timeline.at(-1)).toMatchObject({
        command: 'convene',
        text: '十月评议会',
      })
    }
  })

  it('leaves out who is tied to one case from that case alone, and says why', async () => {
    const [own] = await reviews(1, 'officer2')
    const [other] = await reviews(1)
    const members = ['officer2', 'pan1', 'pan2', 'pan3']
    const { agenda } = await convene([own!, other!], { members })
    expect(await seated(own!)).toEqual(['pan1', 'pan2', 'pan3'])
    expect(await seated(other!)).toEqual(['officer2', 'pan1', 'pan2', 'pan3'])
    expect(agenda.map(item => item.case?.leftOut.map(({ name, kind }) => [name, kind]))).toEqual([
      [['officer2', 'applicant']],
      [],
    ])
    // The chair was the one who was left out: the next member leads that case.
    expect(agenda.map(item => item.case?.chairName)).toEqual(['pan1', 'officer2'])
  })

  it('tells for which case the quorum is missing, and takes members for that case alone', async () => {
    const [own] = await reviews(1, 'officer2')
    const [other] = await reviews(1)
    const members = ['pan1', 'pan2', 'officer2']
    const refused = await tryConvene([other!, own!], { members })
    expect(refused.problem).toMatchObject({
      code: 'too_few_members',
      errors: [{ path: 'body.cases.1', code: 'too_few_members' }],
    })
    // All or none: the case before it has no panel either.
    expect((await school.call('officer', getPanel, { params: { id: other! } })).problem.code).toBe(
      'panel_missing',
    )
    await convene([other!, own!], { members, extra: { [own!]: ['pan4'] } })
    expect(await seated(own!)).toEqual(['pan1', 'pan2', 'pan4'])
    expect(await seated(other!)).toEqual(['officer2', 'pan1', 'pan2'])
  })

  it('is refused with a title that names a student', async () => {
    const [id] = await reviews(1)
    const { studentName } = await read(school, 'officer', id!)
    const { problem } = await tryConvene([id!], { title: `${studentName}评议会` })
    expect(problem.code).toBe('title_names_student')
  })

  it('is refused with a member who is nobody, or a chair who is no member', async () => {
    const [id] = await reviews(1)
    const params = { id: school.tree.c1k1s1.id }
    const body = bodyOf([id!])
    const nobody = '00000000-0000-4000-8000-000000000000'
    const refusal = async (change: object) =>
      (await school.call('officer', conveneMeeting, { params, body: { ...body, ...change } })).problem.code
    expect(await refusal({ members: [...body.members, nobody] })).toBe('member_not_eligible')
    expect(await refusal({ chair: nobody })).toBe('member_not_eligible')
    expect(await refusal({ chair: school.id('psych') })).toBe('chair_not_member')
    expect(await refusal({ members: [...body.members, school.id('teacher2')] })).toBe('member_not_eligible')
  })

  it('takes no case that a panel sits on already, nor one of another school', async () => {
    const [id] = await reviews(1)
    await convene([id!])
    expect((await tryConvene([id!])).problem.code).toBe('panel_already_convened')
    const { id: draft } = await journeyTo(school, 'submitted')
    expect((await tryConvene([draft])).problem.code).toBe('wrong_status')
    const own = [school.id('stranger')]
    const elsewhere = await school.call('stranger', conveneMeeting, {
      params: { id: school.tree.c2k1s1.id },
      body: { ...bodyOf([draft]), members: own, chair: own[0]! },
    })
    expect(elsewhere.status).toBe(404)
  })

  it('is convened once when two officers choose the same cases at once, in whatever order', async () => {
    const cases = await reviews(3)
    const replies = await Promise.all([
      tryConvene(cases),
      tryConvene([...cases].reverse(), {}, 'officer2'),
      tryConvene(cases, {}, 'head'),
    ])
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    expect(replies.filter(({ status }) => status === 409).map(({ problem }) => problem.code)).toEqual([
      'panel_already_convened',
      'panel_already_convened',
    ])
  })
})

describe('what waits for a panel', () => {
  it('is listed with who is too close to which case, and gone once it has one', async () => {
    const [id] = await reviews(1)
    const waiting = async () => {
      const input = { params: { id: school.tree.c1k1s1.id }, query: {} }
      const { items } = done(await school.call('officer', listWaitingCases, input)).body
      return items.find(item => item.id === id)
    }
    expect((await waiting())?.ties).toEqual([{ accountId: school.id('teacher'), kind: 'applicant' }])
    await convene([id!])
    expect(await waiting()).toBeUndefined()
  })
})

describe('the agenda', () => {
  it('shows each reader how far each case is, and what waits for them', async () => {
    const cases = await reviews(2)
    const meeting = await convene(cases)
    await vote(school, 'pan1', cases[0]!)
    const [first, second] = (await meetingAs('pan1', meeting)).agenda.map(item => item.case)
    expect(first).toMatchObject({ voted: 1, voters: 3, own: 'voted', waitingFor: ['pan2', 'pan3'] })
    expect(second).toMatchObject({ voted: 0, own: 'toVote', opinionsOpen: false, mayClose: false })
    const lines = done(await school.call('pan1', listMeetings, { query: {} })).body.items
    expect(lines.find(({ id }) => id === meeting.id)).toMatchObject({ cases: 2, closed: 0, toVote: 1 })
  })

  it('says nothing of a case to whoever does not judge it, or stepped back', async () => {
    const [own] = await reviews(1, 'officer2')
    const [other] = await reviews(1)
    const members = ['pan1', 'pan2', 'pan3', 'psych']
    const meeting = await convene([own!, other!], { members })
    done(
      await school.call('psych', recuseMember, {
        params: { id: other! },
        body: { reason: 'relative', words: '学生的姑姑' },
      }),
    )
    const { agenda } = await meetingAs('psych', meeting)
    expect(agenda.map(item => item.case === null)).toEqual([false, true])
    const { text } = await school.call('psych', getMeeting, { params: { id: meeting.id } })
    expect(text).not.toContain(other)
    // Who leads is told why, in the member's own words.
    expect((await panelOf(other!)).members.find(({ name }) => name === 'psych')).toMatchObject({
      recused: 'relative',
      recusalWords: '学生的姑姑',
    })
  })

  it('says when a recusal leaves too few, until a member is added for that case', async () => {
    const [id] = await reviews(1)
    const meeting = await convene([id!])
    done(await school.call('pan3', recuseMember, { params: { id: id! }, body: { reason: 'other' } }))
    expect((await meetingAs('officer', meeting)).agenda[0]?.case?.quorumMissing).toBe(true)
    done(
      await school.call('officer', addPanelMember, {
        params: { id: id! },
        body: { member: school.id('pan4') },
      }),
    )
    expect((await meetingAs('officer', meeting)).agenda[0]?.case?.quorumMissing).toBe(false)
  })

  it('is not for whoever does not sit in the meeting', async () => {
    const meeting = await convene(await reviews(1))
    for (const stranger of ['pan4', 'psych', 'neighbour', 'stranger'])
      expect((await school.call(stranger, getMeeting, { params: { id: meeting.id } })).status, stranger).toBe(
        404,
      )
    expect((await school.call('teacher', getMeeting, { params: { id: meeting.id } })).status).toBe(403)
  })
})

describe('the minutes', () => {
  it('hold the opinions of closed cases and of no other', async () => {
    const cases = await reviews(2)
    const meeting = await convene(cases)
    for (const member of ['pan1', 'pan2', 'pan3'])
      await vote(school, member, cases[0]!, { ...YES, grounds: '第一件的理由' })
    await vote(school, 'pan1', cases[1]!, { ...NO, grounds: '第二件的理由' })
    done(await school.call('pan1', closePanel, { params: { id: cases[0]! }, body: { declineReason: null } }))
    const reply = done(await school.call('officer', getMeetingMinutes, { params: { id: meeting.id } }))
    expect(reply.body.cases.map(({ panel }) => panel?.status)).toEqual(['closed', undefined])
    expect(reply.text).toContain('第一件的理由')
    expect(reply.text).not.toContain('第二件的理由')
  })
})

describe('its course', () => {
  it('members say whether they are there; who does not may vote all the same, also after it was held', async () => {
    const [id] = await reviews(1)
    const meeting = await convene([id!])
    const say = (member: string, attendance: 'present' | 'remote') =>
      school.call(member, attendMeeting, { params: { id: meeting.id }, body: { attendance } })
    done(await say('pan1', 'present'))
    const { members, version } = done(await say('pan2', 'remote')).body
    expect(members.map(({ attendance }) => attendance)).toEqual(['present', 'remote', null])
    expect((await say('officer', 'present')).problem.code).toBe('not_a_member')
    done(await school.call('pan1', holdMeeting, { params: { id: meeting.id }, ifMatch: version }))
    for (const member of ['pan1', 'pan2', 'pan3']) await vote(school, member, id!)
    expect((await meetingAs('pan1', meeting)).agenda[0]?.case).toMatchObject({ mayClose: true })
    expect((await say('pan3', 'present')).problem.code).toBe('meeting_over')
    const over = done(await school.call('pan3', listMeetings, { query: { when: 'over' } })).body
    expect(over.items.map(line => line.id)).toContain(meeting.id)
  })

  it('is planned anew by whoever convenes, never into the past', async () => {
    const meeting = await convene(await reviews(1))
    const input = { params: { id: meeting.id }, ifMatch: meeting.version }
    const plan = { plannedAt: '2026-10-15T07:30:00.000Z', place: '线上会议一', online: true }
    const past = { ...plan, plannedAt: '2026-10-11T07:30:00.000Z' }
    expect((await school.call('officer', rescheduleMeeting, { ...input, body: past })).problem.code).toBe(
      'meeting_in_past',
    )
    expect((await school.call('pan1', rescheduleMeeting, { ...input, body: plan })).status).toBe(403)
    const moved = done(await school.call('head', rescheduleMeeting, { ...input, body: plan })).body
    expect(moved).toMatchObject({ ...plan, version: meeting.version + 1 })
    const stale = await school.call('officer', rescheduleMeeting, { ...input, body: plan })
    expect(stale.problem).toMatchObject({ code: 'stale_version', current: { place: '线上会议一' } })
  })

  it('may be cancelled; the panels of its cases go on', async () => {
    const [id] = await reviews(1)
    const meeting = await convene([id!])
    done(
      await school.call('officer', cancelMeeting, { params: { id: meeting.id }, ifMatch: meeting.version }),
    )
    await vote(school, 'pan2', id!)
    expect(await meetingAs('officer', meeting)).toMatchObject({ status: 'cancelled', offers: [] })
  })

  it('is held by its chair or whoever convenes, by no other member', async () => {
    const meeting = await convene(await reviews(1))
    const hold = { params: { id: meeting.id }, ifMatch: meeting.version }
    expect((await school.call('pan2', holdMeeting, hold)).problem.code).toBe('not_the_chair')
    done(await school.call('pan1', holdMeeting, hold))
    const again = { ...hold, ifMatch: meeting.version + 1 }
    expect((await school.call('officer', holdMeeting, again)).problem.code).toBe('meeting_over')
  })
})
