import { internal, nullable, open, personal, record, sensitive } from './dataClass.ts'
import { OrgId, StudentId, Version } from './ids.ts'
import { SchoolStage } from './organisations.ts'
import { text } from './text.ts'
import { Day } from './time.ts'
import { z } from './zod.ts'

/** 困难等级, from the national recognition rules: 特别困难, 困难, 一般困难. */
export const HARDSHIP_LEVELS = ['extreme', 'severe', 'moderate'] as const
export const HardshipLevel = z.enum(HARDSHIP_LEVELS)
export type HardshipLevel = z.output<typeof HardshipLevel>

/** Only `enrolled` students are counted in coverage (F3); the rest are listed with this as the reason. */
export const ENROLMENT_STATUSES = ['enrolled', 'suspended', 'left', 'deceased'] as const
export const EnrolmentStatus = z.enum(ENROLMENT_STATUSES)
export type EnrolmentStatus = z.output<typeof EnrolmentStatus>

export const Sex = z.enum(['female', 'male'])
export type Sex = z.output<typeof Sex>

export const GUARDIAN_RELATIONS = [
  'father',
  'mother',
  'grandparent',
  'otherRelative',
  'institution',
  'other',
] as const
export const GuardianRelation = z.enum(GUARDIAN_RELATIONS)
export type GuardianRelation = z.output<typeof GuardianRelation>

/** A line of a list: enough to find the right child, nothing that hurts. */
export const StudentLine = record({
  id: StudentId,
  name: personal(text(50)),
  sex: personal(Sex),
  stage: open(SchoolStage),
  grade: internal(text(20)),
  schoolId: OrgId,
  schoolName: internal(text(80)),
  className: internal(text(40)),
  hardshipLevel: sensitive(HardshipLevel),
  enrolment: personal(EnrolmentStatus),
  focus: sensitive(z.boolean()),
})
export type StudentLine = z.output<typeof StudentLine>

/** 家庭经济困难学生 as recognised by the school (AP-01). Identifiers are masked: `320***********1234`. */
export const Student = record({
  ...StudentLine.shape,
  classId: OrgId,
  birthDate: personal(Day),
  idNumberMasked: sensitive(text(20)),
  addressMasked: nullable(sensitive(text(60))),
  recognisedOn: personal(Day),
  guardianName: nullable(personal(text(50))),
  guardianRelation: nullable(personal(GuardianRelation)),
  guardianPhoneMasked: nullable(sensitive(text(20))),
  version: Version,
})
export type Student = z.output<typeof Student>

/** `32058520150301****` → the first three and the last four stay, as staff know it from the portal's pages. */
export function maskIdNumber(idNumber: string): string {
  return `${idNumber.slice(0, 3)}${'*'.repeat(Math.max(idNumber.length - 7, 4))}${idNumber.slice(-4)}`
}

export function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`
}

/** Keeps the division part of an address, up to county or town, and hides the rest. */
export function maskAddress(address: string): string {
  return `${address.slice(0, 6)}******`
}

/** One payment as the aid systems know it: generated, sourced, never typed (AR-03). */
export const AidHistoryLine = record({
  project: internal(text(60)),
  period: internal(text(20)),
  amountCents: sensitive(z.int().min(0).max(100_000_000)),
  paidOn: nullable(personal(Day)),
  source: internal(text(40)),
  generatedOn: internal(Day),
})
export type AidHistoryLine = z.output<typeof AidHistoryLine>
