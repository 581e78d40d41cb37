import { describe, expect, it } from 'vitest'
import type { IntentParameters, ModuleManifest } from '@sunshine-aid/host-contract'
import { composeRelease } from './composeRelease.ts'
import { intentFaults } from './intentFaults.ts'
import { aBuiltModule, aManifest, aVendor } from './testing/samples.ts'

const caller = (params: IntentParameters) =>
  aManifest('mentors', { intents: { provides: {}, calls: { 'archive.open': params } } })

const provider = (params: IntentParameters): ModuleManifest =>
  aManifest('archives', {
    intents: { provides: { 'archive.open': { path: '/:studentId', params } }, calls: {} },
  })

describe('an intent that a module calls', () => {
  it('is all right when another one provides it with the same parameters', () => {
    const params = { studentId: 'string', tab: 'string' } as const
    const inOtherOrder = { tab: 'string', studentId: 'string' } as const
    expect(intentFaults([caller(params), provider(inOtherOrder)])).toEqual([])
  })

  it('is a fault when nobody provides it', () => {
    expect(intentFaults([caller({ studentId: 'string' })])).toEqual([
      'mentors calls archive.open, which no module of the release provides',
    ])
  })

  it('is a fault when it is provided with other parameters', () => {
    expect(intentFaults([caller({ studentId: 'string' }), provider({ archiveId: 'string' })])).toEqual([
      'mentors calls archive.open(studentId: string), which archives provides as archive.open(archiveId: string)',
    ])
  })
})

it('a release with such a fault is not made', () => {
  const { intents } = caller({ studentId: 'string' })
  const parts = { modules: [aBuiltModule('mentors', '1.0.0', { intents })], vendor: aVendor('1') }
  expect(() => composeRelease(parts, undefined)).toThrow(
    'The release is refused: mentors calls archive.open, which no module of the release provides.',
  )
})
