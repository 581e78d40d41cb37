import { describe, expect, it } from 'vitest'
import { POLICY_PROFILES } from '../policy.ts'
import {
  actingChair,
  closingBlockers,
  compositionBlockers,
  declineBlockers,
  dissenters,
  newMemberBlockers,
  opinionsOpen,
  panelRecommends,
  releaseBlockers,
  soleRecommender,
  type PanelCandidates,
  type PanelFacts,
} from './panel.ts'

const policy = POLICY_PROFILES.taicang2024
const yes = { necessity: true, feasibility: true }
const no = { necessity: false, feasibility: false }
const needless = { necessity: false, feasibility: true }
const hopeless = { necessity: true, feasibility: false }
const waiting = null
const recused = 'recused'

type Seat = typeof yes | typeof waiting | typeof recused

/** Members `a`, `b`, `c` … in this order; `a` is the chair. */
function aPanel(seats: readonly Seat[], facts: Partial<PanelFacts> = {}): PanelFacts {
  const members = seats.map((seat, at) => ({
    accountId: String.fromCharCode(97 + at),
    recused: seat === recused,
    voted: seat !== recused && seat !== waiting,
    opinion: seat === recused ? null : seat,
  }))
  return { status: 'voting', opened: false, chair: 'a', members, ...facts }
}

describe('closing', () => {
  it.each([
    ['three opinions', [yes, no, yes], []],
    ['a missing opinion', [yes, yes, waiting], ['opinion_missing']],
    ['two members', [yes, yes], ['quorum_missing']],
    ['three members of whom one is recused', [yes, yes, recused], ['quorum_missing']],
    ['four members of whom one is recused', [yes, yes, no, recused], []],
    ['nobody', [], ['quorum_missing']],
    ['too few who have not voted', [waiting, recused], ['quorum_missing', 'opinion_missing']],
  ] as const)('a panel with %s and a quorum of 3 is held back by %o', (_, seats, blockers) => {
    expect(closingBlockers(aPanel(seats), policy)).toEqual(blockers)
  })

  it('takes the quorum from the policy', () => {
    expect(closingBlockers(aPanel([yes, yes]), { ...policy, panelQuorum: 2 })).toEqual([])
    expect(closingBlockers(aPanel([yes, yes, yes]), { ...policy, panelQuorum: 5 })).toEqual([
      'quorum_missing',
    ])
  })

  it('happens once', () => {
    expect(closingBlockers(aPanel([yes, yes, yes], { status: 'closed' }), policy)).toEqual(['panel_closed'])
  })

  it.each([
    [[no, no, no], null, ['decline_reason_required']],
    [[no, no, no], 'notNecessary', []],
    [[yes, yes, yes], null, []],
  ] as const)('opinions %o with the reason %s are held back by %o', (seats, reason, blockers) => {
    expect(declineBlockers(aPanel(seats), reason)).toEqual(blockers)
  })
})

describe('the seal', () => {
  it.each([
    ['everybody has voted', [yes, no, yes], true],
    ['one has not voted', [yes, yes, waiting], false],
    ['the last who had not voted is recused', [yes, yes, no, recused], true],
    ['a recusal left too few: another member will come', [yes, yes, recused], false],
    ['nobody sits', [], false],
  ] as const)('when %s it is open: %#', (_, seats, open) => {
    expect(opinionsOpen(aPanel(seats), policy)).toBe(open)
  })

  it('stays open after the panel was closed, whatever the quorum is raised to', () => {
    expect(opinionsOpen(aPanel([yes, yes, yes], { status: 'closed' }), { panelQuorum: 9 })).toBe(true)
  })

  it('stays open once it was opened, and the panel can be closed, whatever the quorum is raised to', () => {
    const opened = aPanel([yes, yes, yes], { opened: true })
    expect(opinionsOpen(opened, { panelQuorum: 9 })).toBe(true)
    expect(closingBlockers(opened, { panelQuorum: 9 })).toEqual([])
  })

  it('is kept by rules that know only who has voted', () => {
    const { members } = aPanel([yes, no, waiting])
    const sealed = aPanel([], { members: members.map(member => ({ ...member, opinion: null })) })
    expect(opinionsOpen(sealed, policy)).toBe(false)
    expect(closingBlockers(sealed, policy)).toEqual(['opinion_missing'])
    expect(closingBlockers({ ...sealed, members: sealed.members.slice(0, 2) }, { panelQuorum: 2 })).toEqual(
      [],
    )
  })
})

describe('the majority', () => {
  it.each([
    ['all in favour', [yes, yes, yes], true],
    ['two of three', [yes, yes, no], true],
    ['half', [yes, yes, no, no], false],
    ['a majority for necessity only', [hopeless, hopeless, yes], false],
    ['a majority for feasibility only', [needless, needless, yes], false],
    ['majorities by different people', [yes, needless, hopeless], true],
    ['recused members do not count', [yes, yes, no, recused, recused], true],
    ['nobody', [], false],
  ] as const)('%s', (_, seats, recommends) => {
    expect(panelRecommends(aPanel(seats))).toBe(recommends)
  })

  it.each([
    ['nobody when all agree', [yes, yes, yes], []],
    ['whoever is against what the panel recommends', [yes, yes, no], ['c']],
    ['whoever is in favour of what it declines', [no, yes, hopeless], ['b']],
    ['nobody who stepped back', [yes, yes, no, recused], ['c']],
  ] as const)('dissenters are %s', (_, seats, accounts) => {
    expect(dissenters(aPanel(seats))).toEqual(accounts)
  })

  it.each([
    ['one in favour of both', [yes, needless, hopeless], 'a'],
    ['two in favour', [yes, yes, no], null],
    ['nobody in favour', [no, no, no], null],
  ] as const)('%s: the sole recommender is known', (_, seats, account) => {
    expect(soleRecommender(aPanel(seats))).toBe(account)
  })
})

describe('who may sit', () => {
  const candidates: PanelCandidates = {
    eligible: new Set(['a', 'b', 'c', 'head', 'writer', 'mentor', 'teacher']),
    heads: new Set(['head']),
    ties: [
      { accountId: 'writer', kind: 'applicant' },
      { accountId: 'mentor', kind: 'ownMentor' },
      { accountId: 'teacher', kind: 'ownTeacher' },
      { accountId: 'teacher', kind: 'applicant' },
    ],
  }

  it.each([
    ['three members', ['a', 'b', 'c'], 'a', []],
    ['a member named twice', ['a', 'b', 'c', 'a'], 'a', ['member_twice']],
    ['two members', ['a', 'b'], 'a', ['too_few_members']],
    ['a stranger', ['a', 'b', 'x'], 'a', ['member_not_eligible']],
    ['whoever wrote the request', ['a', 'b', 'writer'], 'a', ['member_is_applicant']],
    ['the student’s mentor', ['a', 'b', 'mentor'], 'a', ['member_is_own_mentor']],
    [
      'the class teacher who wrote it',
      ['a', 'b', 'teacher'],
      'a',
      ['member_is_own_teacher', 'member_is_applicant'],
    ],
    ['a chair from outside', ['a', 'b', 'c'], 'x', ['chair_not_member']],
    ['the head as its chair', ['a', 'b', 'head'], 'head', ['chair_is_head']],
    ['the head as a member', ['a', 'b', 'head'], 'a', []],
  ] as const)('a panel with %s (%o) is held back by %4$o', (_, members, chair, blockers) => {
    expect(compositionBlockers({ members: [...members], chair }, candidates, policy)).toEqual(blockers)
  })

  it.each([
    ['somebody new', 'c', [waiting, waiting], []],
    ['a member', 'b', [waiting, waiting], ['member_twice']],
    ['a member who stepped back', 'b', [waiting, recused], ['member_twice']],
    ['a stranger', 'x', [waiting, waiting], ['member_not_eligible']],
    ['whoever wrote the request', 'writer', [waiting], ['member_is_applicant']],
    ['one too many', 'head', new Array<null>(15).fill(waiting), ['panel_full']],
  ] as const)('naming %s to a panel is held back by %3$o', (_, member, seats, blockers) => {
    expect(newMemberBlockers(member, aPanel(seats), candidates)).toEqual(blockers)
  })
})

describe('who leads', () => {
  const nobody = new Set<string>()
  it.each([
    ['the chair', [waiting, waiting], nobody, 'a'],
    ['the next member once the chair is recused', [recused, waiting, waiting], nobody, 'b'],
    ['nobody who is recused', [recused, recused, waiting], nobody, 'c'],
    ['no head: they confirm in the end', [recused, waiting, waiting], new Set(['b']), 'c'],
    ['still the chair while nobody else may', [recused, recused], nobody, 'a'],
  ] as const)('%s', (_, seats, heads, chair) => {
    expect(actingChair(aPanel(seats), heads)).toBe(chair)
  })
})

it.each([
  ['who has not judged and left', 'b', []],
  ['who has judged', 'a', ['member_not_gone']],
  ['who still works here', 'c', ['member_not_gone']],
  ['who sits elsewhere', 'x', ['member_not_gone']],
] as const)('of a panel of four a member %s (%s) is released unless %o', (_, member, reasons) => {
  expect(releaseBlockers(member, FOUR, new Set(['c', 'd']), { panelQuorum: 3 })).toEqual(reasons)
})

it('nobody is released below the quorum: another one is named first', () => {
  expect(releaseBlockers('b', FOUR, new Set(['c', 'd']), { panelQuorum: 4 })).toEqual(['quorum_missing'])
})

const FOUR: PanelFacts = {
  status: 'voting',
  opened: false,
  chair: 'a',
  members: ['a', 'b', 'c', 'd'].map(accountId => ({
    accountId,
    recused: false,
    voted: accountId === 'a',
    opinion: null,
  })),
}
