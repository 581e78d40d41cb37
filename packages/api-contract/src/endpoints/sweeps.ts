import {
  Acceptance,
  ApplicationId,
  ApplicationSource,
  Area,
  DILEMMA_TYPES,
  Dismissal,
  internal,
  listOf,
  Moment,
  nullable,
  open,
  optional,
  OrgId,
  ProposalId,
  ProposalKind,
  ProposalState,
  ProposedReason,
  record,
  SchoolStage,
  sensitive,
  Sex,
  Sign,
  Sweep,
  SweepDetail,
  SweepId,
  SweepProposal,
  text,
  z,
} from '@sunshine-aid/domain'
import { endpoint } from '../endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'

const tag = 'sweeps'
const params = record({ id: SweepId })

/** What nobody had decided on in the sweep before is looked at anew: a student stands in one open proposal at most. */
export const startSweep = endpoint({
  method: 'POST',
  path: '/sweeps',
  id: 'startSweep',
  tag,
  summary: 'Look through what a school knows of its students, and propose whom staff should look at',
  access: { permission: 'sweep.start', audit: 'write' },
  body: record({ schoolId: OrgId }),
  reply: SweepDetail,
  status: 201,
  problems: [],
})

export const listSweeps = endpoint({
  method: 'GET',
  path: '/sweeps',
  id: 'listSweeps',
  tag,
  summary:
    "The sweeps of the reader's school, newest first; a class teacher's figures are those of the class",
  access: { permission: 'sweep.read', audit: 'none' },
  query: record({ ...pageQuery }),
  reply: pageOf(Sweep),
  problems: [],
})

export const getSweep = endpoint({
  method: 'GET',
  path: '/sweeps/:id',
  id: 'getSweep',
  tag,
  summary: 'One sweep in figures',
  access: { permission: 'sweep.read', audit: 'read' },
  params,
  reply: SweepDetail,
  problems: [],
})

export const listSweepProposals = endpoint({
  method: 'GET',
  path: '/sweeps/:id/proposals',
  id: 'listSweepProposals',
  tag,
  summary: 'Whom a sweep proposes within reach, those with most reasons first',
  access: { permission: 'sweep.read', audit: 'list' },
  params,
  query: record({
    ...pageQuery,
    /** `none`: proposed without any dilemma being known (免申即享). */
    dilemma: optional(internal(z.enum([...DILEMMA_TYPES, 'none']))),
    state: optional(internal(ProposalState)),
    classId: optional(OrgId),
  }),
  reply: pageOf(SweepProposal),
  problems: [],
})

/** Starts a draft with what the proposal says, and no more: it is submitted, reviewed and determined like any other. */
export const acceptSweepProposal = endpoint({
  method: 'POST',
  path: '/sweep-proposals/:id/acceptance',
  id: 'acceptSweepProposal',
  tag,
  summary: 'Take a proposal up; of one without application, confirm it with the family',
  access: { permission: 'sweep.decide', audit: 'write' },
  params: record({ id: ProposalId }),
  body: Acceptance,
  reply: SweepProposal,
  ifMatch: true,
  problems: [
    'proposal_decided',
    'confirmation_missing',
    'student_not_enrolled',
    'application_already_open',
    'episode_already_active',
  ],
})

export const dismissSweepProposal = endpoint({
  method: 'POST',
  path: '/sweep-proposals/:id/dismissal',
  id: 'dismissSweepProposal',
  tag,
  summary: 'Set a proposal aside with a reason; it stays quiet until new facts are known',
  access: { permission: 'sweep.decide', audit: 'write' },
  params: record({ id: ProposalId }),
  body: Dismissal,
  reply: SweepProposal,
  ifMatch: true,
  problems: ['proposal_decided', 'dismissal_note_required'],
})

const figure = nullable(internal(z.int().min(0)))
const share = nullable(internal(z.number().min(0).max(1)))

/** One group beside the others; `null` where a figure is suppressed or does not apply. */
export const BalanceRow = record({
  /** `null` in the line of totals. */
  value: nullable(open(z.enum([...Sex.options, ...SchoolStage.options, ...Area.options]))),
  students: figure,
  proposed: figure,
  accepted: figure,
  shareOfStudents: share,
  shareOfProposed: share,
  /** The shares differ by more than the policy allows. */
  marked: nullable(internal(z.boolean())),
})

export const SweepBalance = record({
  name: open(text(80)),
  policySource: open(text(100)),
  /** Percent by which a share may differ before it is marked. */
  band: open(z.int().min(1)),
  /** Figures below this are suppressed; `null` where the reader's own school is shown in full. */
  suppressBelow: nullable(open(z.int().min(5))),
  sex: listOf(BalanceRow, 3),
  stage: listOf(BalanceRow, 7),
  area: listOf(BalanceRow, 4),
})
export type SweepBalance = z.output<typeof SweepBalance>

/** The latest sweep of each school. Only of the place where the reader's role stands: there is no way down or up. */
export const getSweepBalance = endpoint({
  method: 'GET',
  path: '/organisations/:id/sweep-balance',
  id: 'getSweepBalance',
  tag,
  summary: 'Proposals beside the population by sex, stage and area',
  access: { permission: 'sweepBalance.read', audit: 'read' },
  params: record({ id: OrgId }),
  reply: SweepBalance,
  problems: [],
})

export const getApplicationOrigin = endpoint({
  method: 'GET',
  path: '/applications/:id/origin',
  id: 'getApplicationOrigin',
  tag,
  summary: 'How a request came about: who asked, or the proposal that staff took up',
  access: { permission: 'application.read', audit: 'read' },
  params: record({ id: ApplicationId }),
  reply: record({
    source: internal(ApplicationSource),
    proposal: nullable(
      record({
        kind: sensitive(ProposalKind),
        reasons: listOf(ProposedReason, 20),
        supporting: listOf(Sign, 10),
        acceptedByName: internal(text(50)),
        acceptedAt: internal(Moment),
      }),
    ),
  }),
  problems: [],
})
