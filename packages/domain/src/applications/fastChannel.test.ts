import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fastChannelOf, type StatusChange } from './fastChannel.ts'

const policy = { fastChannelHours: 48, fastChannelWarnHours: 36 }
/** A Friday afternoon in China. */
const START = new Date('2026-10-09T08:00:00.000Z')
const after = (hours: number) => new Date(START.getTime() + hours * 3_600_000)
const request = { suddenChange: true, submittedAt: START }

function change(hours: number, to: StatusChange['to'], reasonCode: string | null = null): StatusChange {
  return { at: after(hours), to, reasonCode }
}

const clock = (changes: readonly StatusChange[], hours: number) =>
  fastChannelOf(request, [change(0, 'submitted'), ...changes], policy, after(hours))

describe('the clock of the fast channel', () => {
  it.each([
    [1, 'running'],
    [35.9, 'running'],
    [36, 'warned'],
    [48, 'warned'],
    [48.1, 'late'],
  ] as const)('after %d hours is %s', (hours, state) => {
    expect(clock([], hours)).toMatchObject({ state, usedMinutes: Math.floor(hours * 60) })
  })

  it('runs through the weekend', () => {
    expect(clock([], 30)?.dueAt).toBe('2026-10-11T08:00:00.000Z')
  })

  it('stands still while the request is with the applicant, and says for what', () => {
    const returned = change(10, 'returned', 'evidenceMissing')
    expect(clock([returned], 60)).toMatchObject({
      state: 'paused',
      usedMinutes: 600,
      dueAt: null,
      pausedFor: 'evidenceMissing',
    })
    expect(clock([returned, change(40, 'submitted')], 41)).toMatchObject({
      state: 'running',
      usedMinutes: 660,
      dueAt: after(78).toISOString(),
      pausedFor: null,
    })
  })

  it.each([
    ['determined', 47, 'kept'],
    ['notDetermined', 12, 'kept'],
    ['determined', 49, 'missed'],
  ] as const)('that ended with %s after %d hours was %s, and stays so', (to, hours, state) => {
    expect(clock([change(hours, to)], 500)).toMatchObject({ state, usedMinutes: hours * 60, dueAt: null })
  })

  it('is not there without a sudden change, before the submission, and after a withdrawal', () => {
    expect(fastChannelOf({ ...request, suddenChange: false }, [], policy, after(1))).toBeNull()
    expect(fastChannelOf({ ...request, submittedAt: null }, [], policy, after(1))).toBeNull()
    expect(clock([change(5, 'withdrawn')], 6)).toBeNull()
  })

  it('stands still between a decline and the reconsideration', () => {
    const declined = [change(10, 'notDetermined')]
    expect(clock(declined, 90)).toMatchObject({ state: 'kept', usedMinutes: 600 })
    const again = [...declined, change(90, 'underReview')]
    expect(clock(again, 92)).toMatchObject({ state: 'running', usedMinutes: 720 })
  })

  it('counts every minute once, however often it was paused', () => {
    const spells = fc.array(fc.tuple(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 600 })), {
      maxLength: 8,
    })
    fc.assert(
      fc.property(spells, spells => {
        let at = 0
        let running = 0
        const changes = spells.flatMap(([runs, pauses]) => {
          running += runs
          at += runs + pauses
          return [
            change((at - pauses) / 60, 'returned', 'other'),
            change(at / 60, 'submitted'),
            change(at / 60, 'screening'),
          ]
        })
        expect(clock(changes, at / 60 + 1)?.usedMinutes).toBe(running + 60)
      }),
    )
  })
})
