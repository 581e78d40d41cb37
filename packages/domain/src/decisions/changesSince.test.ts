import { expect, it } from 'vitest'
import { changesSince } from './changesSince.ts'

it('tells what is different, in the order of the fields, and nothing else', () => {
  const then = { class: ['三（1）班'], stage: ['primary'], aidCategories: ['familyGuidance'] }
  const now = { aidCategories: ['familyGuidance', 'psychSupport'], stage: ['primary'], class: ['四（1）班'] }
  expect(changesSince(then, now)).toEqual([
    { field: 'class', then: ['三（1）班'], now: ['四（1）班'] },
    { field: 'aidCategories', then: ['familyGuidance'], now: ['familyGuidance', 'psychSupport'] },
  ])
})

it('takes no notice of the order of several values', () => {
  expect(
    changesSince({ visits: ['2026-10-01', '2026-10-12'] }, { visits: ['2026-10-12', '2026-10-01'] }),
  ).toEqual([])
})

it('says of a diagnosis and of opinions only that they changed', () => {
  const then = { diagnosis: ['2026年评估'], opinions: ['aa'] }
  expect(changesSince(then, { diagnosis: [], opinions: ['bb'] })).toEqual([
    { field: 'diagnosis', then: [], now: [] },
    { field: 'opinions', then: [], now: [] },
  ])
})

it('says nothing of what the decision did not keep', () => {
  expect(changesSince({}, { hardshipLevel: ['severe'] })).toEqual([])
})
