import { internal, nullable, record, sensitive } from '../dataClass.ts'
import { Day } from '../time.ts'
import { z } from '../zod.ts'

/** What a list of students says of a child (AP-12, AP-16, AP-17, AP-34). A sign is a fact, never a judgement. */
export const LIST_SIGNS = [
  'orphan',
  'leftBehind',
  'singleParent',
  'parentInCustody',
  'familyMisfortune',
  'diagnosedNeeds',
  'preschoolWish',
  'certifiedHardship',
  'jobSearch',
] as const
export type ListSign = (typeof LIST_SIGNS)[number]

/** What a table of results says of a child in one semester, each as a number (AP-14, AP-15). */
export const RESULT_SIGNS = [
  'rankPercent',
  'failedSubjects',
  'absenceDays',
  'violations',
  'bullyingCases',
] as const
export type ResultSign = (typeof RESULT_SIGNS)[number]

/** What payments and home visits tell. They stand beside a proposal and never make one by themselves. */
export const RECORD_SIGNS = ['extremeHardship', 'aidLines', 'notVisited', 'neverReached'] as const
export type RecordSign = (typeof RECORD_SIGNS)[number]

/**
 * Every kind of fact that a sweep may look at (AP-20, AP-31). Findings of the psychological tier have no code, so
 * that none can ever be a source.
 */
export const SIGN_CODES = [...LIST_SIGNS, ...RESULT_SIGNS, ...RECORD_SIGNS] as const
export const SignCode = z.enum(SIGN_CODES)
export type SignCode = z.output<typeof SignCode>

export const SIGN_SOURCES = ['list', 'results', 'visit', 'aid'] as const
export const SignSource = z.enum(SIGN_SOURCES)
export type SignSource = z.output<typeof SignSource>

/** One fact: what, from where, when it was noted; of a result its semester (`2026-1`) and its number. */
export const Sign = record({
  code: sensitive(SignCode),
  source: internal(SignSource),
  period: nullable(internal(z.string().regex(/^\d{4}(-[12])?$/))),
  /** Subjects, days, times or payments; of `rankPercent` 0 is the first of the year and 100 the last. */
  amount: nullable(sensitive(z.int().min(0).max(1_000))),
  observedOn: internal(Day),
})
export type Sign = z.output<typeof Sign>

/** What tells one fact from another: the same one in a newer list is not news, another number is. */
export function factKey({ code, period, amount }: Pick<Sign, 'code' | 'period' | 'amount'>): string {
  return [code, period ?? '', amount ?? ''].join('/')
}
