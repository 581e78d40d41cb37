import type { ApplicationCommand, ApplicationStatus } from '@sunshine-aid/domain'

/** How far a made-up request has come. */
export const SCENARIOS = [
  'draft',
  'submitted',
  'screening',
  'returned',
  'awaitingVisit',
  'toConvene',
  'voting',
  'toClose',
  'awaitingDetermination',
  'determined',
  'declined',
  'withdrawn',
] as const
export type Scenario = (typeof SCENARIOS)[number]

/** Shares among all requests: two of three have led to an episode. */
export const SCENARIO_WEIGHTS: Readonly<Record<Scenario, number>> = {
  determined: 0.68,
  declined: 0.04,
  withdrawn: 0.02,
  draft: 0.03,
  submitted: 0.05,
  screening: 0.03,
  returned: 0.02,
  awaitingVisit: 0.04,
  toConvene: 0.02,
  voting: 0.03,
  toClose: 0.01,
  awaitingDetermination: 0.03,
}

/** A step of F1 and the state after it. */
export type Step = readonly [command: ApplicationCommand, to: ApplicationStatus]

const intake: readonly Step[] = [
  ['start', 'draft'],
  ['submit', 'submitted'],
  ['acceptIntake', 'screening'],
]
const reviewed: readonly Step[] = [
  ...intake,
  ['completeScreening', 'awaitingVisit'],
  ['recordVisit', 'underReview'],
]
const convened: readonly Step[] = [...reviewed, ['convene', 'underReview']]
const VOTE: Step = ['vote', 'underReview']
const RECUSE: Step = ['recuse', 'underReview']
const voted: readonly Step[] = [...convened, RECUSE, VOTE, VOTE, VOTE]

/** The steps that were taken in each scenario; a panel has four members, one of whom steps back. */
export const STEPS: Readonly<Record<Scenario, readonly Step[]>> = {
  draft: intake.slice(0, 1),
  submitted: intake.slice(0, 2),
  screening: intake,
  returned: [...intake, ['return', 'returned']],
  awaitingVisit: reviewed.slice(0, 4),
  toConvene: reviewed,
  voting: [...convened, VOTE, VOTE],
  toClose: voted,
  awaitingDetermination: [...voted, ['closePanel', 'awaitingDetermination']],
  determined: [...voted, ['closePanel', 'awaitingDetermination'], ['determine', 'determined']],
  declined: [...voted, ['closePanel', 'notDetermined']],
  withdrawn: [...intake.slice(0, 2), ['withdraw', 'withdrawn']],
}
