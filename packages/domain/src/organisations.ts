import { internal, listOf, nullable, open, record } from './dataClass.ts'
import { OrgId } from './ids.ts'
import { text } from './text.ts'
import { z } from './zod.ts'

/** From the province down to the class. A person's rights hang on one of these. */
export const ORG_KINDS = ['province', 'city', 'county', 'school', 'class'] as const
export const OrgKind = z.enum(ORG_KINDS)
export type OrgKind = z.output<typeof OrgKind>

/** 学段 (PL-04): a first-class dimension of every rule and report. */
export const SCHOOL_STAGES = [
  'preschool',
  'primary',
  'juniorHigh',
  'seniorHigh',
  'vocational',
  'higherEd',
] as const
export const SchoolStage = z.enum(SCHOOL_STAGES)
export type SchoolStage = z.output<typeof SchoolStage>

/** Stages in which schooling is compulsory (withdrawal there is another procedure, AP-19). */
export const COMPULSORY_STAGES: readonly SchoolStage[] = ['primary', 'juniorHigh']

export const AREAS = ['urban', 'town', 'rural'] as const
export const Area = z.enum(AREAS)
export type Area = z.output<typeof Area>

export const Organisation = record({
  id: OrgId,
  kind: open(OrgKind),
  parentId: nullable(OrgId),
  name: open(text(80)),
  /** Six-digit administrative division code; schools and classes carry that of their county. */
  divisionCode: open(z.string().regex(/^\d{6}$/)),
  stage: nullable(open(SchoolStage)),
  area: nullable(open(Area)),
})
export type Organisation = z.output<typeof Organisation>

/** Where somebody stands: the way from the province down, for a page's head. */
export const OrgTrail = listOf(record({ id: OrgId, kind: open(OrgKind), name: internal(text(80)) }), 5)
