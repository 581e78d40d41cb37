import { describe, expect, it } from 'vitest'
import { balanceOf, type GroupCount } from './balance.ts'

const policy = { suppressBelow: 5, sweepBalanceBand: 25 }
const group = (value: string, students: number, proposed: number, accepted: number): GroupCount => ({
  value,
  students,
  proposed,
  accepted,
})
const county = {
  sex: [group('female', 200, 40, 20), group('male', 200, 60, 30)],
  stage: [group('primary', 250, 60, 30), group('juniorHigh', 150, 40, 20)],
  area: [group('rural', 100, 10, 5), group('urban', 300, 90, 45)],
}

describe('the comparison with the population', () => {
  it('sets the share of a group among the proposed beside its share among all, and marks what differs too much', () => {
    const { area, sex } = balanceOf(county, policy, false)
    expect(area[0]).toEqual({
      value: 'rural',
      students: 100,
      proposed: 10,
      accepted: 5,
      shareOfStudents: 0.25,
      shareOfProposed: 0.1,
      marked: true,
    })
    expect(sex.map(({ marked }) => marked)).toEqual([false, false, false])
    expect(balanceOf(county, { ...policy, sweepBalanceBand: 15 }, false).sex[0]?.marked).toBe(true)
  })

  it('has no shares where nobody was proposed', () => {
    const none = { ...county, sex: [group('female', 10, 0, 0), group('male', 20, 0, 0)] }
    expect(balanceOf(none, policy, false).sex[0]).toMatchObject({ shareOfProposed: null, marked: null })
  })

  it('hides small groups and what they could be calculated from, in every dimension', () => {
    const few = {
      sex: [group('female', 200, 3, 0), group('male', 200, 60, 30)],
      stage: [group('primary', 250, 33, 15), group('juniorHigh', 150, 30, 15)],
      area: [group('rural', 100, 30, 15), group('urban', 300, 33, 15)],
    }
    const { sex } = balanceOf(few, policy, false)
    expect(sex[0]).toMatchObject({ proposed: null, shareOfProposed: null })
    expect(sex[1]?.proposed).toBeNull()
    expect(balanceOf(few, policy, true).sex[0]).toMatchObject({ proposed: 3, accepted: 0 })
  })

  it('never shows in one dimension a total that another one hides', () => {
    const few = {
      sex: [group('female', 30, 6, 1), group('male', 30, 6, 1)],
      stage: [group('primary', 60, 12, 2)],
      area: [group('rural', 60, 12, 2)],
    }
    const { sex, stage, area } = balanceOf(few, policy, false)
    for (const table of [sex, stage, area]) {
      expect(table.at(-1)).toMatchObject({ value: null, accepted: null })
    }
    expect(stage.at(-1)?.proposed).toEqual(sex.at(-1)?.proposed)
    expect(area.at(-1)?.proposed).toEqual(sex.at(-1)?.proposed)
  })
})
