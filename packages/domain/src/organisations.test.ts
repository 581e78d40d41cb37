import { describe, expect, it } from 'vitest'
import { COMPULSORY_STAGES, Organisation, OrgTrail, SCHOOL_STAGES } from './organisations.ts'

const school = {
  id: '7b1c1f7e-6a1f-4a55-9d6a-3f6f8b1d2c3e',
  kind: 'school',
  parentId: '0d2f6d0e-3c55-4f0a-8a39-5b8c0f6a7e11',
  name: '太仓市霁禾小学',
  divisionCode: '320585',
  stage: 'primary',
  area: 'town',
}

describe('an organisation', () => {
  it('is read as it is', () => {
    expect(Organisation.parse(school)).toEqual(school)
  })

  it.each([
    ['an unknown kind', { kind: 'district' }],
    ['an unknown stage', { stage: 'college' }],
    ['a code of five digits', { divisionCode: '32058' }],
    ['a code with a full-width digit', { divisionCode: '32058５' }],
    ['no name', { name: ' ' }],
    ['an id that is none', { id: '1' }],
    ['a key that nobody knows', { headcount: 900 }],
  ])('is refused with %s', (_, wrong) => {
    expect(Organisation.safeParse({ ...school, ...wrong }).success).toBe(false)
  })

  it('has a trail of five steps at the most: province, city, county, school, class', () => {
    const step = { id: school.id, kind: 'class', name: '一年级（1）班' }
    expect(OrgTrail.safeParse(Array(5).fill(step)).success).toBe(true)
    expect(OrgTrail.safeParse(Array(6).fill(step)).success).toBe(false)
  })
})

it('schooling is compulsory in primary and junior high school, and nowhere else', () => {
  expect(SCHOOL_STAGES.filter(stage => COMPULSORY_STAGES.includes(stage))).toEqual(['primary', 'juniorHigh'])
})
