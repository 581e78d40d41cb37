import { describe, expect, it } from 'vitest'
import { meetingBlockers, meetingCommandBlockers, meetingOffers, planBlockers, seatsFor } from './rules.ts'

const now = new Date('2026-11-16T03:00:00.000Z')
const meeting = { members: ['a', 'b', 'c', 'd'], chair: 'a' }
const free = { ties: [], heads: new Set<string>() }

describe('the panel of one case', () => {
  const tied = (accountId: string) => ({ accountId, kind: 'ownMentor' as const })

  it.each([
    ['all members, led by the chair', [], [], [], ['a', 'b', 'c', 'd'], 'a', []],
    ['without whoever is tied to it', ['c'], [], [], ['a', 'b', 'd'], 'a', ['c']],
    ['led by the next member where the chair is tied to it', ['a'], [], [], ['b', 'c', 'd'], 'b', ['a']],
    ['never led by a head instead', ['a'], ['b'], [], ['b', 'c', 'd'], 'c', ['a']],
    ['with those who were named for it alone', ['b', 'c'], [], ['x'], ['a', 'd', 'x'], 'a', ['b', 'c']],
  ] as const)('has %s', (_, ties, heads, extra, members, chair, leftOut) => {
    const seats = seatsFor(meeting, extra, { ties: ties.map(tied), heads: new Set(heads) })
    expect(seats).toEqual({ panel: { members, chair }, leftOut: leftOut.map(tied) })
  })

  it('names a tied person for one case alone only to be refused by the rule of panels', () => {
    const seats = seatsFor(meeting, ['x'], { ties: [tied('x')], heads: new Set() })
    expect(seats.panel.members).toContain('x')
  })

  it('keeps a chair from outside, for the rule of panels to refuse', () => {
    expect(seatsFor({ members: ['a', 'b'], chair: 'z' }, [], free).panel.chair).toBe('z')
  })
})

describe('convening', () => {
  const aMeeting = {
    title: '十一月评议会',
    plannedAt: '2026-11-18T06:00:00.000Z',
    cases: [{ applicationId: '1', extra: [] }],
  }
  it.each([
    ['one case', {}, []],
    ['an empty agenda', { cases: [] }, ['case_required']],
    ['a case that stands on it twice', { cases: [...aMeeting.cases, ...aMeeting.cases] }, ['case_twice']],
    ['a title that names a student', { title: '李小明评议会' }, ['title_names_student']],
    ['yesterday', { plannedAt: '2026-11-15T15:59:00.000Z' }, ['meeting_in_past']],
    ['this very morning', { plannedAt: '2026-11-15T16:00:00.000Z' }, []],
  ] as const)('a meeting with %s is held back by %2$o', (_, change, reasons) => {
    const { cases, ...rest } = { ...aMeeting, ...change }
    const copied = { ...rest, cases: cases.map(one => ({ ...one, extra: [] })) }
    expect(meetingBlockers(copied, ['李小明'], now)).toEqual(reasons)
  })

  it('may be planned anew under the same rule', () => {
    expect(planBlockers({ plannedAt: '2026-11-01T06:00:00.000Z' }, now)).toEqual(['meeting_in_past'])
  })
})

describe('a meeting offers', () => {
  const planned = { status: 'planned', chair: 'a', members: ['a', 'b'] } as const
  const actor = (accountId: string, convenes = false) => ({ accountId, convenes })
  it.each([
    ['its chair', actor('a'), ['attend', 'hold']],
    ['a member', actor('b'), ['attend']],
    ['whoever convenes', actor('officer', true), ['reschedule', 'hold', 'cancel']],
    ['a member who convenes', actor('b', true), ['attend', 'reschedule', 'hold', 'cancel']],
    ['somebody else', actor('x'), []],
  ] as const)('%s: %2$o', (_, who, offers) => {
    expect(meetingOffers(planned, who)).toEqual(offers)
  })

  it.each(['held', 'cancelled'] as const)('nothing once it is %s', status => {
    const over = { ...planned, status }
    expect(meetingOffers(over, actor('a', true))).toEqual([])
    expect(meetingCommandBlockers('hold', over, actor('a'))).toEqual(['meeting_over'])
  })
})
