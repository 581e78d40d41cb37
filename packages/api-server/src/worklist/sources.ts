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
  readonly permission: Permission
  readonly ask: (call: WorkCall) => Promise<Waiting>
}

/** A new kind is a word in `WORK_KINDS`, a line here, and one on the page (`worklist/links.ts` of the module). */
export const WORK_SOURCES: Readonly<Record<WorkKind, WorkSource>> = {
  stuck: { permission: 'work.free', ask: countStuck },
  reading: { permission: 'reading.settle', ask: countUnsettledReading },
  delegation: { permission: 'delegation.read', ask: countOffered },
  visit: { permission: 'visit.record', ask: countVisits },
  review: { permission: 'episode.review', ask: countReviews('review') },
  refresh: { permission: 'episode.refresh', ask: countReviews('refresh') },
  exitVote: { permission: 'panel.vote', ask: countExitVotes },
  exitConfirm: { permission: 'episode.confirmExit', ask: countExitConfirmations },
  provisional: { permission: 'provisional.start', ask: countProvisional },
  transfer: { permission: 'transfer.manage', ask: countTransfers },
  notice: { permission: 'notice.acknowledge', ask: countNotices },
  proposal: { permission: 'sweep.decide', ask: countProposals },
  export: { permission: 'export.approve', ask: countExports },
  setting: { permission: 'policy.approve', ask: countSettings },
}
