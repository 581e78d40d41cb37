import { describe, expect, it } from 'vitest'
import { SCHOOL_STAGES } from '../organisations.ts'
import { isNoticeLate, noticeBlockers } from './notice.ts'
import { answerBlockers, transferBlockers, transferStateOn } from './transfer.ts'

describe('an offer to another school', () => {
  const offer = { toSchoolId: 'there', summary: '数学需要继续辅导', consentGiven: true }

  it.each([
    ['with consent, to a school that exists', offer, { id: 'there' }, []],
    ['without consent', { ...offer, consentGiven: false }, { id: 'there' }, ['consent_required']],
    ['to nowhere', offer, null, ['transfer_school_unknown']],
    ['to itself', offer, { id: 'here' }, ['transfer_same_school']],
  ])('%s', (_, body, to, expected) => {
    expect(transferBlockers(body, 'here', to)).toEqual(expected)
  })

  it('stands until the end of its last day, and then has lapsed', () => {
    expect(transferStateOn('offered', '2026-10-26', '2026-10-26')).toBe('offered')
    expect(transferStateOn('offered', '2026-10-26', '2026-10-27')).toBe('expired')
    expect(transferStateOn('accepted', '2026-10-26', '2026-10-27')).toBe('accepted')
    expect(answerBlockers('expired')).toEqual(['transfer_expired'])
    expect(answerBlockers('withdrawn')).toEqual(['transfer_not_open'])
  })
})

describe('a notice before somebody leaves school', () => {
  const today = '2026-10-12'
  const student = { stage: 'vocational', enrolled: true, noticeOpen: false } as const

  it('is never one of compulsory education', () => {
    const refused = SCHOOL_STAGES.filter(
      stage => noticeBlockers({ plannedOn: today }, { ...student, stage }, today).length > 0,
    )
    expect(refused).toEqual(['primary', 'juniorHigh'])
  })

  it.each([
    ['for today', { plannedOn: today }, student, []],
    ['for yesterday', { plannedOn: '2026-10-11' }, student, ['notice_too_late']],
    [
      'about somebody who has left',
      { plannedOn: today },
      { ...student, enrolled: false },
      ['student_not_enrolled'],
    ],
    ['beside another', { plannedOn: today }, { ...student, noticeOpen: true }, ['notice_already_open']],
  ])('%s', (_, notice, about, expected) => {
    expect(noticeBlockers(notice, about, today)).toEqual(expected)
  })

  it('is late when its day has come and nobody has handled it', () => {
    expect(isNoticeLate('filed', '2026-10-13', today)).toBe(false)
    expect(isNoticeLate('filed', today, today)).toBe(true)
    expect(isNoticeLate('acknowledged', today, today)).toBe(false)
  })
})
