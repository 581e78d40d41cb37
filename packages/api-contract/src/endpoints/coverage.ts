import {
  Day,
  Indicator,
  internal,
  listOf,
  nullable,
  open,
  optional,
  OrgId,
  OrgKind,
  OrgTrail,
  personal,
  record,
  Role,
  SchoolStage,
  StudentId,
  text,
  z,
} from '@sunshine-aid/domain'
import { endpoint } from '../endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'

/** A published count (`publishTable`): in figures, suppressed, or 不适用. `rate` is a fraction from 0 to 1. */
export const CoverageCell = open(
  z.discriminatedUnion('state', [
    z.strictObject({
      state: z.literal('shown'),
      covered: z.int().min(0),
      counted: z.int().min(0),
      rate: z.number().min(0).max(1),
    }),
    z.strictObject({ state: z.literal('suppressed') }),
    z.strictObject({ state: z.literal('notApplicable') }),
  ]),
)
export type CoverageCell = z.output<typeof CoverageCell>

export const CoverageRow = record({
  /** `null` in the line of totals. */
  orgId: nullable(OrgId),
  name: open(text(80)),
  kind: nullable(open(OrgKind)),
  /** One a stage in the order of `stages`, then the line's total. */
  cells: listOf(CoverageCell, 7),
})

export const CoverageReport = record({
  indicator: open(Indicator),
  trail: OrgTrail,
  period: open(record({ id: open(text(10)), from: open(Day), to: open(Day) })),
  /** Policy in force at the region; each number has its source. */
  policySource: open(text(100)),
  stages: open(z.array(SchoolStage).max(6)),
  rows: listOf(CoverageRow, 2001),
  /** Cells below this many children are suppressed; `null` where the reader's own school is shown in full. */
  suppressBelow: nullable(open(z.int().min(5))),
})
export type CoverageReport = z.output<typeof CoverageReport>

export const getCoverage = endpoint({
  method: 'GET',
  path: '/organisations/:id/coverage/:indicator',
  id: 'getCoverage',
  tag: 'coverage',
  summary: 'One coverage by region and stage, from counters that are kept when facts change',
  access: { permission: 'coverage.read', audit: 'read' },
  params: record({ id: OrgId, indicator: open(Indicator) }),
  reply: CoverageReport,
  problems: [],
})

/** Who is missing behind a figure below 100 %, who owns it, and since when (D2). */
export const CoverageGap = record({
  studentId: StudentId,
  studentName: personal(text(50)),
  className: internal(text(40)),
  ownerRole: internal(Role),
  ownerNames: internal(z.array(z.string().max(50)).max(3)),
})
export type CoverageGap = z.output<typeof CoverageGap>

export const listCoverageGaps = endpoint({
  method: 'GET',
  path: '/schools/:id/coverage-gaps/:indicator',
  id: 'listCoverageGaps',
  tag: 'coverage',
  summary: 'The students behind the gap of one indicator in a school',
  access: { permission: 'gap.read', audit: 'list' },
  params: record({ id: OrgId, indicator: open(Indicator) }),
  query: record({ ...pageQuery, classId: optional(OrgId) }),
  reply: pageOf(CoverageGap),
  problems: [],
})
