import { describe, expect, it } from 'vitest'
import type { PanelFacts } from '../applications/panel.ts'
import type { AidCategory } from '../applications/vocabulary.ts'
import { POLICY_PROFILES } from '../policy.ts'
import {
  confirmationBlockers,
  confirmBlockers,
  exitVerdict,
  NewExitReview,
  exitProposalBlockers,
} from './exitReview.ts'
import type { GuardianRelation } from '../students.ts'
import type { ExitProposer, ExitVerdict } from './vocabulary.ts'

const panelOf = (...verdicts: readonly (ExitVerdict | 'recused')[]): PanelFacts<ExitVerdict> => ({
  status: 'closed',
  opened: true,
  chair: 'm0',
  members: verdicts.map((verdict, at) => ({
    accountId: `m${at}`,
    recused: verdict === 'recused',
    voted: verdict !== 'recused',
    opinion: verdict === 'recused' ? null : verdict,
  })),
})

describe('the verdict of an exit panel', () => {
  it.each([
    [['exit', 'exit', 'continue'], 'exit'],
    [['exit', 'taper', 'continue'], 'taper'],
    [['taper', 'taper', 'continue'], 'taper'],
    [['exit', 'exit', 'taper', 'taper'], 'taper'],
    [['exit', 'exit', 'continue', 'continue'], 'continue'],
    [['exit', 'continue', 'continue'], 'continue'],
    [['exit', 'exit', 'continue', 'recused'], 'exit'],
    [['exit', 'continue', 'recused', 'recused'], 'continue'],
  ] as const)('of %j is %s', (verdicts, expected) => {
    expect(exitVerdict(panelOf(...verdicts))).toBe(expected)
  })
})

describe('who proposes an exit', () => {
  const by = (proposer: ExitProposer, relation: GuardianRelation | null) => ({
    proposer,
    relation,
    reason: 'familyDeclines' as const,
    evidence: [{ category: 'psychSupport' as const, level: 'at' as const, text: '量表结果正常' }],
  })

  it.each([
    ['a mentor', by('mentor', null), []],
    ['the aid officer', by('aidOfficer', null), []],
    ['a guardian of known relation', by('guardian', 'grandparent'), []],
    ['a guardian of no stated relation', by('guardian', null), ['relation_required']],
  ] as const)('%s', (_, proposal, expected) => {
    expect(NewExitReview.safeParse(proposal).success).toBe(true)
    expect(exitProposalBlockers(proposal, ['psychSupport'])).toEqual(expected)
  })

  it.each(['mentor', 'aidOfficer'] as const)('a %s is no relative of the student', proposer => {
    const parsed = NewExitReview.safeParse(by(proposer, 'mother'))
    expect(parsed.error?.issues).toMatchObject([{ path: ['relation'], message: 'guardian_only' }])
  })
})

describe('evidence', () => {
  const of = (...categories: ('academicTutoring' | 'psychSupport')[]) => ({
    proposer: 'mentor' as const,
    relation: null,
    reason: 'normalLevel' as const,
    evidence: categories.map(category => ({ category, level: 'at' as const, text: '连续两次达标' })),
  })

  const both: readonly AidCategory[] = ['academicTutoring', 'psychSupport']

  it.each([
    ['for each category', of('academicTutoring', 'psychSupport'), both, []],
    ['for one of two', of('academicTutoring'), both, ['evidence_incomplete']],
    ['twice for one', of('academicTutoring', 'academicTutoring'), both, ['evidence_incomplete']],
    [
      'for more than was given',
      of('academicTutoring', 'psychSupport'),
      ['academicTutoring'] as const,
      ['evidence_incomplete'],
    ],
  ] as const)('%s', (_, review, given, expected) => {
    expect(exitProposalBlockers(review, given)).toEqual(expected)
  })
})

describe('who may confirm an exit', () => {
  const panel = panelOf('exit', 'exit', 'continue', 'recused')

  it.each([
    ['whoever proposed it', 'proposer', ['decider_submitted']],
    ['whoever led the panel', 'm0', ['decider_chaired']],
    ['whoever stepped back', 'm3', ['recused']],
    ['a member among others', 'm1', []],
    ['somebody else', 'head', []],
  ])('%s', (_, account, expected) => {
    expect(confirmBlockers({ proposedBy: 'proposer', panel }, account)).toEqual(expected)
  })

  it('not the only one who would let go', () => {
    const alone = panelOf('continue', 'taper', 'continue')
    expect(confirmBlockers({ proposedBy: 'proposer', panel: alone }, 'm1')).toEqual([
      'decider_recommended_alone',
    ])
  })

  it('nobody before the panel is closed', () => {
    const open = { ...panel, status: 'voting' as const }
    expect(confirmBlockers({ proposedBy: 'proposer', panel: open }, 'head')).toEqual(['panel_not_closed'])
  })
})

describe('a plan to taper off', () => {
  const policy = POLICY_PROFILES.taicang2024
  const today = '2026-10-12'
  const plan = (endsOn: string, ...days: string[]) => ({
    agrees: true,
    plan: { endsOn, steps: days.map(on => ({ on, text: '改为每月一次' })) },
    note: '',
  })

  it.each([
    ['that ends within six months', plan('2027-04-12', '2026-11-02', '2027-01-11'), []],
    ['that ends a day later', plan('2027-04-13', '2026-11-02'), ['plan_too_long']],
    ['without steps', plan('2027-01-11'), ['plan_required']],
    ['whose steps are out of order', plan('2027-01-11', '2026-12-01', '2026-11-01'), ['plan_out_of_order']],
    ['that begins in the past', plan('2027-01-11', '2026-10-11'), ['plan_out_of_order']],
    ['with a step after its end', plan('2026-11-11', '2026-11-12'), ['plan_out_of_order']],
    ['that ends at once', plan('2026-10-12', '2026-10-12'), ['plan_out_of_order']],
    ['that is missing', { agrees: true, plan: null, note: '' }, ['plan_required']],
  ])('%s', (_, confirmation, expected) => {
    expect(confirmationBlockers(confirmation, 'taper', policy, today)).toEqual(expected)
  })

  it('belongs to a tapering only', () => {
    expect(confirmationBlockers(plan('2026-11-11', '2026-11-11'), 'exit', policy, today)).toEqual([
      'plan_not_wanted',
    ])
  })

  it('is needed by nobody who does not agree, but a word why is', () => {
    const no = { agrees: false, plan: null, note: '' }
    expect(confirmationBlockers(no, 'taper', policy, today)).toEqual(['note_required'])
    expect(confirmationBlockers({ ...no, note: '本学期再观察' }, 'taper', policy, today)).toEqual([])
  })
})
