import type { Permission, WorkKind } from '@sunshine-aid/domain'
import { countOffered } from '../delegations/queries.ts'
import { countUnsettledReading } from '../accountability/readingQueries.ts'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import {
  countExitConfirmations,
  countExitVotes,
  countExports,
  countNotices,
  countProposals,
  countProvisional,
  countReviews,
  countServices,
  countSettings,
  countTransfers,
  countVisits,
} from './areas.ts'
import { countStuck } from './stuck.ts'

/** What a source of work is asked with. */
export interface WorkCall {
  readonly trx: Trx
  readonly principal: Principal
  readonly now: Date
}

/** How much of one kind waits for the reader: `since` the oldest, `due` the most urgent. */
export interface Waiting {
  readonly count: number
  readonly since: Date | null
  readonly due: Date | null
  readonly overdue: number
}

/** One kind of work beside the list of requests: for whom, and one small indexed query. */
export interface WorkSource {
  /** Any of them. */
  readonly permissions: readonly Permission[]
  readonly ask: (call: WorkCall) => Promise<Waiting>
}

/** A new kind is a word in `WORK_KINDS`, a line here, and one on the page (`worklist/links.ts` of the module). */
export const WORK_SOURCES: Readonly<Record<WorkKind, WorkSource>> = {
  stuck: { permissions: ['work.free'], ask: countStuck },
  reading: { permissions: ['reading.settle'], ask: countUnsettledReading },
  delegation: { permissions: ['delegation.read'], ask: countOffered },
  visit: { permissions: ['visit.record'], ask: countVisits },
  review: { permissions: ['episode.review'], ask: countReviews('review') },
  refresh: { permissions: ['episode.refresh'], ask: countReviews('refresh') },
  exitVote: { permissions: ['panel.vote'], ask: countExitVotes },
  exitConfirm: { permissions: ['episode.confirmExit'], ask: countExitConfirmations },
  service: { permissions: ['service.record', 'psychService.record'], ask: countServices },
  provisional: { permissions: ['provisional.start'], ask: countProvisional },
  transfer: { permissions: ['transfer.manage'], ask: countTransfers },
  notice: { permissions: ['notice.acknowledge'], ask: countNotices },
  proposal: { permissions: ['sweep.decide'], ask: countProposals },
  export: { permissions: ['export.approve'], ask: countExports },
  setting: { permissions: ['policy.approve'], ask: countSettings },
}
