import type { Permission } from '../permissions.ts'
import type { Role } from '../roles.ts'
import type { ApplicationStatus } from './vocabulary.ts'

/** Everything that can be done to a request (F1). */
export const APPLICATION_COMMANDS = [
  'start',
  'takeOver',
  'submit',
  'acceptIntake',
  'return',
  'completeScreening',
  'recordVisit',
  'convene',
  'addMember',
  'releaseMember',
  'vote',
  'recuse',
  'closePanel',
  'determine',
  'decline',
  'reconsider',
  'startProvisional',
  'withdraw',
] as const
export type ApplicationCommand = (typeof APPLICATION_COMMANDS)[number]

export interface Transition {
  readonly from: readonly ApplicationStatus[]
  /** Possible next states; the same state where a command prepares the next step. */
  readonly to: readonly ApplicationStatus[]
  readonly permission: Permission
}

/** Submitted, and not decided yet. */
const SUBMITTED: readonly ApplicationStatus[] = [
  'submitted',
  'screening',
  'returned',
  'awaitingVisit',
  'underReview',
  'awaitingDetermination',
]

/** The state machine F1 as data; the guards stand in `guards.ts`. */
export const APPLICATION_TRANSITIONS: Readonly<Record<Exclude<ApplicationCommand, 'start'>, Transition>> = {
  takeOver: {
    from: ['draft', 'returned'],
    to: ['draft', 'returned'],
    permission: 'application.takeOver',
  },
  submit: { from: ['draft', 'returned'], to: ['submitted'], permission: 'application.submit' },
  acceptIntake: { from: ['submitted'], to: ['screening'], permission: 'application.screen' },
  return: { from: ['screening'], to: ['returned'], permission: 'application.screen' },
  completeScreening: {
    from: ['screening'],
    to: ['awaitingVisit', 'underReview'],
    permission: 'application.screen',
  },
  recordVisit: { from: ['awaitingVisit'], to: ['underReview'], permission: 'visit.record' },
  convene: { from: ['underReview'], to: ['underReview'], permission: 'panel.convene' },
  addMember: { from: ['underReview'], to: ['underReview'], permission: 'panel.convene' },
  /** Whoever convenes panels, or this panel's chair (guards). */
  releaseMember: { from: ['underReview'], to: ['underReview'], permission: 'panel.release' },
  vote: { from: ['underReview'], to: ['underReview'], permission: 'panel.vote' },
  recuse: { from: ['underReview'], to: ['underReview'], permission: 'panel.vote' },
  closePanel: {
    from: ['underReview'],
    to: ['awaitingDetermination', 'notDetermined'],
    permission: 'panel.close',
  },
  determine: { from: ['awaitingDetermination'], to: ['determined'], permission: 'application.determine' },
  /** The head does not confirm, with a coded reason (F1). */
  decline: {
    from: ['awaitingDetermination'],
    to: ['notDetermined'],
    permission: 'application.determine',
  },
  /** Once, with new facts: straight to a new panel, or to the visit where none is valid any more (AP-06, AP-23). */
  reconsider: {
    from: ['notDetermined'],
    to: ['awaitingVisit', 'underReview'],
    permission: 'application.submit',
  },
  startProvisional: { from: SUBMITTED, to: SUBMITTED, permission: 'provisional.start' },
  withdraw: {
    from: [
      'draft',
      'submitted',
      'screening',
      'returned',
      'awaitingVisit',
      'underReview',
      'awaitingDetermination',
    ],
    to: ['withdrawn'],
    permission: 'application.submit',
  },
}

/** The role that must act next in each open state; a panel refines `underReview` (`nextRole`). */
export const NEXT_ROLE: Readonly<Partial<Record<ApplicationStatus, Role>>> = {
  draft: 'classTeacher',
  returned: 'classTeacher',
  submitted: 'aidOfficer',
  screening: 'aidOfficer',
  awaitingVisit: 'classTeacher',
  underReview: 'aidOfficer',
  awaitingDetermination: 'schoolHead',
}
