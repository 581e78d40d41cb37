import type { ApplicationContent } from '../applications/application.ts'
import { AidService, AgreedService, EpisodeStatus } from '../applications/determination.ts'
import { internal, listOf, nullable, record, sensitive } from '../dataClass.ts'
import { EpisodeId } from '../ids.ts'
import type { PolicyProfile } from '../policy.ts'
import type { Reason } from '../reasons.ts'
import { text } from '../text.ts'
import { addDays, Day, daysBetween } from '../time.ts'
import { z } from '../zod.ts'

/** What starts today, before anything is decided: a kind of help, who gives it, what it is (AP-05). */
export const ProvisionalService = record({
  category: AgreedService.shape.category,
  provider: AgreedService.shape.provider,
  content: AgreedService.shape.content,
})
export type ProvisionalService = z.output<typeof ProvisionalService>

/** 先行支持: help that does not wait for the decision, and why it cannot wait (AP-05, AP-13). */
export const NewProvisional = record({
  why: sensitive(text(500)),
  services: listOf(ProvisionalService, 10),
})
export type NewProvisional = z.output<typeof NewProvisional>

/** Why an episode ended. Those of provisional support; a confirmed spell ends with a reason of its own (AP-08). */
export const PROVISIONAL_ENDS = ['provisionalExpired', 'notDetermined', 'withdrawn'] as const
export type ProvisionalEnd = (typeof PROVISIONAL_ENDS)[number]

export const PROVISIONAL_STATES = ['running', 'warned', 'ended', 'confirmed'] as const
export type ProvisionalState = (typeof PROVISIONAL_STATES)[number]

/** The provisional support of a request. `confirmed`: the school decided, and the same episode goes on. */
export const ProvisionalSupport = record({
  episodeId: EpisodeId,
  state: sensitive(z.enum(PROVISIONAL_STATES)),
  startedOn: internal(Day),
  startedByName: internal(text(50)),
  why: sensitive(text(500)),
  /** Its last day; `null` once it is confirmed. */
  expiresOn: nullable(internal(Day)),
  /** Whole days after today; 0 on the last day, `null` when it no longer runs. */
  daysLeft: nullable(internal(z.int().min(0))),
  endReason: nullable(internal(z.enum(PROVISIONAL_ENDS))),
  services: listOf(AidService, 40),
})
export type ProvisionalSupport = z.output<typeof ProvisionalSupport>

/** The last day of provisional support that starts on `today`. */
export function provisionalUntil(
  today: Day,
  { provisionalDays }: Pick<PolicyProfile, 'provisionalDays'>,
): Day {
  return addDays(today, provisionalDays)
}

interface SupportFacts {
  readonly status: EpisodeStatus
  readonly expiresOn: Day | null
}

/**
 * How provisional support stands on `today` (F4 provisionalExpiring). What is past its last day is over, whether or
 * not the job that ends it has run.
 */
export function provisionalState(
  { status, expiresOn }: SupportFacts,
  today: Day,
  { provisionalWarnDays }: Pick<PolicyProfile, 'provisionalWarnDays'>,
): ProvisionalState {
  if (expiresOn === null) return 'confirmed'
  if (status !== 'provisional' || expiresOn < today) return 'ended'
  return daysBetween(today, expiresOn) <= provisionalWarnDays ? 'warned' : 'running'
}

/** A crisis, in which the psych teacher may start support as well (F1, AP-13). */
export function isCrisis({
  suddenChange,
  dilemmaTypes,
}: Pick<ApplicationContent, 'suddenChange' | 'dilemmaTypes'>): boolean {
  return suddenChange || dilemmaTypes.includes('mentalHealth')
}

/**
 * Why these services may not start: none at all, or a kind of help that nobody asked for. Psychological support may
 * always start: whoever was struck by a misfortune gets it at once, asked for or not (AP-13).
 */
export function provisionalServiceBlockers(
  { services }: Pick<NewProvisional, 'services'>,
  { aidCategories }: Pick<ApplicationContent, 'aidCategories'>,
): Reason[] {
  if (services.length === 0) return ['services_required']
  const fits = services.every(
    ({ category }) => category === 'psychSupport' || aidCategories.includes(category),
  )
  return fits ? [] : ['service_category_not_asked']
}
