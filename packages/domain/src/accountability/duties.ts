import type { ApplicationCommand } from '../applications/transitions.ts'

/** 谁填报谁负责, 谁审核谁负责 (AD-02): who told the facts, and who judged on them. */
export const DUTIES = ['told', 'judged'] as const
export type Duty = (typeof DUTIES)[number]

const TOLD: ReadonlySet<ApplicationCommand> = new Set<ApplicationCommand>([
  'start',
  'takeOver',
  'submit',
  'recordVisit',
  'withdraw',
])
const JUDGED: ReadonlySet<ApplicationCommand> = new Set<ApplicationCommand>([
  'acceptIntake',
  'return',
  'completeScreening',
  'convene',
  'vote',
  'recuse',
  'closePanel',
  'determine',
])

/** What somebody answers for who gave `command`; `null` for steps that neither tell nor judge. */
export function dutyOf(command: ApplicationCommand): Duty | null {
  if (TOLD.has(command)) return 'told'
  return JUDGED.has(command) ? 'judged' : null
}
