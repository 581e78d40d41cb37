import { internal, listOf, nullable, open, record, sensitive } from '../dataClass.ts'
import { ApplicationId, EpisodeId } from '../ids.ts'
import { optionalText, text } from '../text.ts'
import { Day, Moment } from '../time.ts'
import { z } from '../zod.ts'
import { AidCategory, DeclineReason } from './vocabulary.ts'

/** 教育救助服务 agreed at determination (AP-07): a category, who gives it, what it is, from when. */
export const AgreedService = record({
  category: sensitive(AidCategory),
  provider: internal(text(80)),
  content: sensitive(text(300)),
  startsOn: internal(Day),
})
export type AgreedService = z.output<typeof AgreedService>

export const NewDetermination = record({
  services: listOf(AgreedService, 20),
  remark: sensitive(optionalText(500)),
})
export type NewDetermination = z.output<typeof NewDetermination>

/** The school does not confirm (F1): why, in a code and, where there is more to say, in words. */
export const NewDecline = record({ reason: sensitive(DeclineReason), text: sensitive(optionalText(500)) })
export type NewDecline = z.output<typeof NewDecline>

export const AID_SERVICE_STATUSES = ['planned', 'started', 'delivered', 'cancelled'] as const
export const AidServiceStatus = z.enum(AID_SERVICE_STATUSES)

export const AidService = record({ ...AgreedService.shape, status: internal(AidServiceStatus) })
export type AidService = z.output<typeof AidService>

/**
 * 对象确定 (AP-07). Keeps a copy of the facts that were shown, and their digest, so that a later change never
 * alters what was decided (D7). There is no field for publication: it cannot be expressed (AP-09).
 */
export const Determination = record({
  applicationId: ApplicationId,
  confirmedByName: internal(text(50)),
  confirmedAt: internal(Moment),
  /** The head in whose stead a delegate confirmed; `null` where a head did so. */
  onBehalfOf: nullable(internal(text(50))),
  remark: sensitive(optionalText(500)),
  services: listOf(AidService, 20),
  factsDigest: open(z.string().regex(/^[0-9a-f]{64}$/)),
  episodeId: EpisodeId,
})
export type Determination = z.output<typeof Determination>

/** F1: one spell as focus student. */
export const EPISODE_STATUSES = [
  'provisional',
  'active',
  'reviewDue',
  'exitReview',
  'tapering',
  'exited',
  'transferred',
] as const
export const EpisodeStatus = z.enum(EPISODE_STATUSES)
export type EpisodeStatus = z.output<typeof EpisodeStatus>

/** States in which somebody is a focus student today (F3: an episode that is active on the day). */
export const ACTIVE_EPISODE_STATUSES = [
  'active',
  'reviewDue',
  'exitReview',
  'tapering',
] as const satisfies readonly EpisodeStatus[]

/** States of an episode that has not ended; a student has at most one such. Provisional support is no focus yet. */
export const OPEN_EPISODE_STATUSES = [
  'provisional',
  ...ACTIVE_EPISODE_STATUSES,
] as const satisfies readonly EpisodeStatus[]

export const Episode = record({
  id: EpisodeId,
  status: sensitive(EpisodeStatus),
  startedOn: internal(Day),
  endedOn: nullable(internal(Day)),
  aidCategories: sensitive(z.array(AidCategory).max(7)),
  services: listOf(AidService, 20),
})
export type Episode = z.output<typeof Episode>
