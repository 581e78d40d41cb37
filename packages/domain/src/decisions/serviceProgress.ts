import { AgreedService, AidServiceStatus } from '../applications/determination.ts'
import type { AidCategory } from '../applications/vocabulary.ts'
import { internal, listOf, nullable, open, record, sensitive } from '../dataClass.ts'
import { AidServiceId, EpisodeId } from '../ids.ts'
import type { Permission } from '../permissions.ts'
import type { Reason } from '../reasons.ts'
import { text } from '../text.ts'
import { Day, Moment } from '../time.ts'
import { z } from '../zod.ts'

type Status = z.output<typeof AidServiceStatus>

/** What happened to a service, on which day, and what there is to say about it. */
export const NewServiceStep = record({
  status: internal(AidServiceStatus),
  on: internal(Day),
  note: nullable(sensitive(text(300))),
})
export type NewServiceStep = z.output<typeof NewServiceStep>

export const ServiceStep = record({
  ...NewServiceStep.shape,
  at: internal(Moment),
  byName: internal(text(50)),
})
export type ServiceStep = z.output<typeof ServiceStep>

/** An agreed service and how far it has come (AP-07). */
export const ServiceProgress = record({
  id: AidServiceId,
  ...AgreedService.shape,
  status: internal(AidServiceStatus),
  /** Not started although its time has come (F4 serviceNotStarted). */
  late: sensitive(z.boolean()),
  steps: listOf(ServiceStep, 20),
  /** What the reader may say of it now. */
  next: open(z.array(AidServiceStatus).max(4)),
})
export type ServiceProgress = z.output<typeof ServiceProgress>

export const EpisodeServices = record({
  episodeId: EpisodeId,
  services: listOf(ServiceProgress, 60),
})
export type EpisodeServices = z.output<typeof EpisodeServices>

/** What may follow: a service starts, is delivered, or is cancelled; what has ended stays as it ended. */
const NEXT: Readonly<Record<Status, readonly Status[]>> = {
  planned: ['started', 'cancelled'],
  started: ['delivered', 'cancelled'],
  delivered: [],
  cancelled: [],
}

export interface ServiceFacts {
  readonly category: AidCategory
  readonly status: Status
  readonly startsOn: Day
  /** The last day on which something happened to it; `null` when nothing has. */
  readonly lastOn: Day | null
  /** The episode still runs. */
  readonly running: boolean
}

/** Which steps somebody with `permissions` on the student may record (AP-07): a psych teacher those of psych support. */
export function nextSteps(
  service: Pick<ServiceFacts, 'category' | 'status' | 'running'>,
  permissions: ReadonlySet<Permission>,
): readonly Status[] {
  if (!service.running) return []
  const may =
    permissions.has('service.record') ||
    (service.category === 'psychSupport' && permissions.has('psychService.record'))
  return may ? NEXT[service.status] : []
}

/** Why this step may not be recorded. */
export function serviceStepBlockers(
  step: Pick<NewServiceStep, 'status' | 'on'>,
  service: ServiceFacts,
  permissions: ReadonlySet<Permission>,
  today: Day,
): Reason[] {
  const reasons: Reason[] = []
  if (!service.running || !NEXT[service.status].includes(step.status)) reasons.push('service_not_open')
  else if (!nextSteps(service, permissions).includes(step.status)) reasons.push('service_of_others')
  if (step.on > today || (service.lastOn !== null && step.on < service.lastOn))
    reasons.push('service_day_wrong')
  return reasons
}

/**
 * Whether a planned service is overdue (F4): `limit` school days have passed since the day on which it was to begin.
 * @param schoolDays school days after that day, up to and with today
 */
export function isServiceLate(status: Status, schoolDays: number, limit: number): boolean {
  return status === 'planned' && schoolDays >= limit
}
