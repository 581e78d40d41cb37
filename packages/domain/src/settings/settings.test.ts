import { describe, expect, it } from 'vitest'
import { POLICY_PROFILES, POLICY_PROFILE_IDS } from '../policy.ts'
import { calendarFaults, readHolidays } from './calendarYear.ts'
import { settingIn, versionsInForce, withSetting, withSettings } from './inForce.ts'
import { describeSetting, SETTING_KEYS } from './keys.ts'
import { contradicts, deciders, proposalBlockers } from './proposals.ts'
import { settingValue } from './values.ts'

const profile = POLICY_PROFILES.taicang2024
const inOrder = (value: unknown) => (Array.isArray(value) ? value.toSorted() : value)

describe.each(SETTING_KEYS)('the setting %s', key => {
  const setting = describeSetting(key)

  it('has words in both languages, and a clause', () => {
    for (const words of [setting.label, setting.help]) expect(Object.values(words).every(Boolean)).toBe(true)
    expect(setting.clause).not.toBe('')
  })

  it('takes what every profile gives', () => {
    for (const id of POLICY_PROFILE_IDS) {
      const value = settingIn(POLICY_PROFILES[id], key)
      expect(inOrder(settingValue(key, value))).toEqual(inOrder(value))
      expect(settingIn(withSetting(profile, key, value), key)).toEqual(value)
    }
  })

  it('takes nothing else', () => {
    for (const wrong of [-1, 1.5, 1e9, 'x', [], ['x'], {}, null, undefined, '5'])
      expect(settingValue(key, wrong)).toBeUndefined()
  })
})

it('the floor of suppression is 5 and that of a panel 3, at every level', () => {
  expect(settingValue('suppressBelow', 4)).toBeUndefined()
  expect(settingValue('panelQuorum', 2)).toBeUndefined()
})

it('on site is among the ways of visiting, whatever is chosen', () => {
  expect(settingValue('visits.primary.modes', ['online'])).toBeUndefined()
  expect(settingValue('visits.primary.modes', ['online', 'onSite'])).toEqual(['onSite', 'online'])
})

describe('what is in force', () => {
  const version = (level: number, value: unknown, from: string, seq: number, key = 'panelQuorum') => ({
    level,
    value,
    from,
    seq,
    key,
  })
  const value = (versions: ReturnType<typeof version>[], day: string) =>
    withSettings(profile, [...versionsInForce(versions, day).values()]).panelQuorum

  it.each([
    ['the profile, where nothing is set', [], '2026-10-12', 3],
    ['the nearest', [version(3, 5, '2026-09-01', 1), version(2, 7, '2026-09-01', 2)], '2026-10-12', 5],
    [
      'the last of one place',
      [version(3, 5, '2026-09-01', 1), version(3, 4, '2026-09-10', 2)],
      '2026-10-12',
      4,
    ],
    [
      'the later decided of one day',
      [version(3, 5, '2026-09-01', 2), version(3, 4, '2026-09-01', 1)],
      '2026-10-12',
      5,
    ],
    [
      'what held on that day',
      [version(3, 5, '2026-09-01', 1), version(3, 4, '2026-11-01', 2)],
      '2026-10-12',
      5,
    ],
    [
      'that of above, once the own one is taken back',
      [version(2, 7, '2026-09-01', 1), version(3, 5, '2026-09-01', 2), version(3, null, '2026-10-01', 3)],
      '2026-10-12',
      7,
    ],
    ['the profile, where a value is out of range by now', [version(3, 99, '2026-09-01', 1)], '2026-10-12', 3],
    ['the profile, where nobody knows the key', [version(3, 5, '2026-09-01', 1, 'gone')], '2026-10-12', 3],
  ])('is %s', (_, versions, day, expected) => {
    expect(value(versions, day)).toBe(expected)
  })
})

describe('a proposal', () => {
  const facts = {
    orgKind: 'county',
    current: profile,
    inherited: profile,
    own: null,
    waiting: false,
    today: '2026-10-12',
  } as const
  const why = (
    key: Parameters<typeof proposalBlockers>[0],
    value: number | null,
    more: object = {},
    validFrom = '2026-10-12',
  ) => proposalBlockers(key, { value, validFrom }, { ...facts, ...more })

  it.each([
    ['another value', why('panelQuorum', 5), []],
    ['a value below the floor', why('panelQuorum', 1), ['setting_out_of_range']],
    [
      'a value that the school may not set',
      why('panelQuorum', 5, { orgKind: 'school' }),
      ['setting_not_at_this_level'],
    ],
    ['the own value again', why('panelQuorum', 5, { own: 5 }), ['setting_unchanged']],
    ['nothing, where nothing is set', why('panelQuorum', null), ['setting_unchanged']],
    ['nothing, where something is set', why('panelQuorum', null, { own: 5 }), []],
    ['while one waits', why('panelQuorum', 5, { waiting: true }), ['setting_waiting']],
    ['a warning after the end', why('fastChannelWarnHours', 48), ['setting_contradicts']],
    ['for yesterday', why('panelQuorum', 5, {}, '2026-10-11'), ['setting_in_the_past']],
    ['for ten years from now', why('panelQuorum', 5, {}, '2036-10-11'), ['setting_in_the_past']],
  ])('of %s is held back by %o', (_, reasons, expected) => {
    expect(reasons).toEqual(expected)
  })

  it('contradicts nothing in any profile', () => {
    expect(POLICY_PROFILE_IDS.filter(id => contradicts(POLICY_PROFILES[id]))).toEqual([])
  })

  it('is decided above a county, and in the school by its head (F2)', () => {
    expect(deciders('county')).toEqual(['cityAdmin', 'provinceAdmin'])
    expect(deciders('school')).toEqual(['schoolHead'])
    expect(deciders('class')).toEqual([])
  })
})

describe('a calendar that is pasted', () => {
  it('is read line by line; what cannot be read is said', () => {
    expect(
      readHolidays(
        '国庆节、中秋节 2026-10-01 至 2026-10-08\n元旦：2027年1月1日\n2026/10/10（周六）补班\n\n请各校遵照执行',
      ),
    ).toEqual({
      holidays: [
        { name: '国庆节 中秋节', from: '2026-10-01', to: '2026-10-08' },
        { name: '元旦', from: '2027-01-01', to: '2027-01-01' },
      ],
      makeUpDays: [{ name: '（周六）补班', day: '2026-10-10' }],
      unread: ['请各校遵照执行'],
    })
  })

  it('with a day that does not exist is not read', () => {
    expect(readHolidays('清明节 2027-02-30').unread).toEqual(['清明节 2027-02-30'])
  })

  it('without semesters has a fault', () => {
    expect(calendarFaults('2026', { semesters: [], holidays: [], makeUpDays: [] })).toEqual([
      { reason: 'calendar_two_semesters', at: 'semesters' },
    ])
  })
})
