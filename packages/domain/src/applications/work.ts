import { internal, nullable, record } from '../dataClass.ts'
import { Role } from '../roles.ts'
import { z } from '../zod.ts'
import { ApplicationLine } from './application.ts'
import { Due } from './due.ts'
import type { ApplicationStatus } from './vocabulary.ts'

/** What one may have to do to a request next: the verb on the work list. */
export const WORK_TASKS = [
  'submit',
  'answerReturn',
  'acceptIntake',
  'completeScreening',
  'recordVisit',
  'convene',
  'addMember',
  'vote',
  'closePanel',
  'determine',
] as const
export const WorkTask = z.enum(WORK_TASKS)
export type WorkTask = z.output<typeof WorkTask>

/** Why it is this reader's: they wrote it, sit on or lead its panel, hold the role, or stand in for the head. */
export const WORK_GROUNDS = ['entered', 'seat', 'chair', 'role', 'delegate'] as const
export const WorkGround = z.enum(WORK_GROUNDS)
export type WorkGround = z.output<typeof WorkGround>

/** A request in which the reader must act next. */
export const WorkItem = record({
  ...ApplicationLine.shape,
  task: internal(WorkTask),
  ground: internal(WorkGround),
  /** The role in which the reader acts. */
  asRole: internal(Role),
  /** `null` where no day was kept. */
  due: nullable(Due),
})
export type WorkItem = z.output<typeof WorkItem>

/** What of an open request tells the next step. */
export interface WorkFacts {
  readonly status: ApplicationStatus
  readonly hasPanel: boolean
  /** Enough members, and every one of them has voted: the panel waits for its chair. */
  readonly waitsForChair: boolean
  /** The next step is that of named members, not of whoever names them. */
  readonly waitsForPanel: boolean
}

const TASK_OF: Readonly<Partial<Record<ApplicationStatus, WorkTask>>> = {
  draft: 'submit',
  returned: 'answerReturn',
  submitted: 'acceptIntake',
  screening: 'completeScreening',
  awaitingVisit: 'recordVisit',
  awaitingDetermination: 'determine',
}

/** The next step as a verb (F1); it follows `nextStep`, which says whose it is. `null` once it is finished. */
export function workTask({ status, hasPanel, waitsForChair, waitsForPanel }: WorkFacts): WorkTask | null {
  if (status !== 'underReview') return TASK_OF[status] ?? null
  if (!waitsForPanel) return hasPanel ? 'addMember' : 'convene'
  return waitsForChair ? 'closePanel' : 'vote'
}

/** Why a task is the reader's own (lesson: waiting). */
export function workGround(task: WorkTask, standsIn: boolean): WorkGround {
  if (task === 'submit' || task === 'answerReturn') return 'entered'
  if (task === 'vote') return 'seat'
  if (task === 'closePanel') return 'chair'
  return standsIn && task === 'determine' ? 'delegate' : 'role'
}
