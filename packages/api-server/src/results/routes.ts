import {
  cancelResults,
  confirmResults,
  downloadResultsTemplate,
  getResultsFeed,
  notFound,
  uploadResults,
} from '@sunshine-aid/api-contract'
import type { ResultsFeed, WorkbookFault } from '@sunshine-aid/domain'
import { buffer } from 'node:stream/consumers'
import type { FastifyInstance } from 'fastify'
import type { AuditNote } from '../http/auditNote.ts'
import { implement } from '../http/implement.ts'
import { requireVersion } from '../http/preconditions.ts'
import { importPlaces } from '../imports/context.ts'
import { WorkbookError } from '../spreadsheet/workbookError.ts'
import { enterFeed, feedReply, findFeed, insertFeed, lockFeed, type FeedRow } from './feeds.ts'
import { matchResults } from './match.ts'
import { readResults } from './readResults.ts'
import { resultsTemplate } from './template.ts'

export function resultRoutes(app: FastifyInstance): void {
  implement(app, downloadResultsTemplate, () => resultsTemplate())

  implement(app, uploadResults, async call => {
    const { query, upload, principal, signal, now, audit } = call
    const [place] = importPlaces(principal)
    if (!place) throw notFound(uploadResults.path)
    audit.subject({ kind: 'resultsFeed', id: null, school: place.orgId, orgPath: place.orgPath })
    try {
      const rows = await readResults(await buffer(upload.stream), signal)
      const feed = await insertFeed(call, query.period, await matchResults(call, place.orgId, rows))
      about(audit, feed)
      return feedReply(feed, now)
    } catch (error) {
      if (error instanceof WorkbookError) return refused(error.fault, query.period)
      throw error
    }
  })

  implement(app, getResultsFeed, async call =>
    feedReply(found(await findFeed(call, call.params.id)), call.now),
  )

  implement(app, confirmResults, async call => {
    const feed = found(await lockFeed(call, call.params.id))
    about(call.audit, feed)
    requireVersion(feedReply(feed, call.now), call.expectedVersion)
    call.audit.list(await enterFeed(call, feed, confirmResults.path))
    return feedReply(found(await findFeed(call, feed.id)), call.now)
  })

  implement(app, cancelResults, async call => {
    const feed = found(await lockFeed(call, call.params.id))
    about(call.audit, feed)
    requireVersion(feedReply(feed, call.now), call.expectedVersion)
    await call.trx.deleteFrom('results_feed').where('id', '=', feed.id).execute()
  })
}

function found(feed: FeedRow | undefined): FeedRow {
  if (!feed) throw notFound('/results-feeds/:id')
  return feed
}

function about(audit: AuditNote, { id, school_id, org_path }: FeedRow): void {
  audit.subject({ kind: 'resultsFeed', id, school: school_id, orgPath: org_path })
}

function refused(fault: WorkbookFault, period: string): ResultsFeed {
  const none = { matched: 0, unmatched: 0, faulty: 0, remarks: [] }
  return { id: null, state: 'refused', fault, period, ...none, expiresAt: null, version: 1 }
}
