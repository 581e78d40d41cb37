import type { TestInput } from '@sunshine-aid/api-server/src/testing/injectRequest.ts'
import { FINISHED } from '../world/world.ts'
import type { Way } from './way.ts'

const exit = { endpoint: 'confirmExit', by: 'schoolHead' } as const

const tapering = (endsOn: string): TestInput => ({
  body: { agrees: true, note: '', plan: { steps: [{ on: '2026-11-16', text: '改为每月一次' }], endsOn } },
})

export const EPISODE_WAYS: readonly Way[] = [
  {
    code: 'evidence_incomplete',
    endpoint: 'proposeExit',
    input: { body: { proposer: 'aidOfficer', relation: null, reason: 'normalLevel', evidence: [] } },
  },
  {
    code: 'panel_not_closed',
    endpoint: 'confirmExit',
    by: 'schoolHead',
    stand: { ...FINISHED, spell: 'voting' },
  },
  { code: 'note_required', ...exit, input: { body: { agrees: false, plan: null, note: '' } } },
  { code: 'plan_required', ...exit, stand: { ...FINISHED, spell: 'toTaper' } },
  { code: 'plan_not_wanted', ...exit, input: tapering('2026-12-31') },
  {
    code: 'plan_out_of_order',
    ...exit,
    stand: { ...FINISHED, spell: 'toTaper' },
    input: tapering('2026-11-01'),
  },
  {
    code: 'plan_too_long',
    ...exit,
    stand: { ...FINISHED, spell: 'toTaper' },
    input: tapering('2027-12-31'),
  },
]
