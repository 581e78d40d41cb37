import {
  approveExport,
  askExport,
  cancelExport,
  declineExport,
  downloadExport,
  getExport,
  issueExportTicket,
  listExports,
  notFound,
  ProblemError,
} from '@sunshine-aid/api-contract'
import type { FastifyInstance } from 'fastify'
import { reachOf } from '@sunshine-aid/domain'
import type { AuditNote } from '../http/auditNote.ts'
import { implement } from '../http/implement.ts'
import { fileStream } from './fileStream.ts'
import { forgetExpiredExports } from './forget.ts'
import {
  exportPlaces,
  findJob,
  insertJob,
  jobReply,
  listJobs,
  lockFor,
  updateJob,
  waitsForWriter,
  type ExportCall,
  type JobRow,
} from './jobs.ts'
import { exportKinds } from './kinds.ts'
import { deletePieces } from './pieces.ts'
import { issueTicket, useTicket } from './tickets.ts'
import { writing } from './writing.ts'

export function exportRoutes(app: FastifyInstance): void {
  const background = writing(app)
  forgetExpiredExports(app)
  const keepWriting = ({ principal, now }: ExportCall, job: JobRow) => {
    if (waitsForWriter(job, now)) background.ensure(principal, job.id)
  }

  implement(app, listExports, async call => {
    const pages = call.pager()
    const page = pages.request(call.query)
    const jobs = await listJobs(call, page)
    for (const job of jobs) keepWriting(call, job)
    return pages.page(
      jobs,
      page,
      ({ asked_at, id }) => [asked_at.toISOString(), id],
      job => jobReply(call, job),
    )
  })

  implement(app, askExport, async call => {
    const [place] = exportPlaces(call.principal)
    if (!place) throw notFound(askExport.path)
    if (reachOf(exportKinds[call.body.kind].permission, place.role) !== 'place')
      throw new ProblemError('not_allowed', askExport.path)
    const job = await insertJob(call, place, call.body)
    about(call.audit, job)
    return jobReply(call, job)
  })

  implement(app, getExport, async call => {
    const job = await findJob(call, call.params.id)
    keepWriting(call, job)
    return jobReply(call, job)
  })

  implement(app, approveExport, async call => {
    const job = await lockFor(call, call.params.id, 'approve', call.expectedVersion)
    about(call.audit, job)
    const { accountId, name } = call.principal
    const approval = { approved_by: accountId, approved_by_name: name, approved_at: call.now }
    return jobReply(call, await updateJob(call, job, { ...approval, state: 'approved' }))
  })

  implement(app, declineExport, async call => {
    const job = await lockFor(call, call.params.id, 'decline', call.expectedVersion)
    about(call.audit, job)
    return jobReply(call, await end(call, job))
  })

  implement(app, cancelExport, async call => {
    const job = await lockFor(call, call.params.id, 'cancel', call.expectedVersion)
    about(call.audit, job)
    return jobReply(call, await end(call, job))
  })

  implement(app, issueExportTicket, async call => {
    const job = await lockFor(call, call.params.id, 'take')
    about(call.audit, job)
    return issueTicket(call.trx, job, call.now)
  })

  implement(app, downloadExport, async call => {
    const { asked_by } = await findJob(call, call.params.id)
    // To a colleague the file is not there, whatever state it is in.
    if (asked_by !== call.principal.accountId) throw notFound(downloadExport.path)
    const job = await lockFor(call, call.params.id, 'take')
    about(call.audit, job)
    await useTicket(call.trx, job, call.ticket, call.now)
    // What the audit says has left is what is in the file (promise G21).
    call.audit.counted({ count: job.rows_done, digest: job.ids_digest?.toString('hex') ?? '' })
    return fileStream(app, call.principal, job.id)
  })
}

async function end(call: ExportCall, job: JobRow): Promise<JobRow> {
  const { accountId, name } = call.principal
  await deletePieces(call.trx, job.id)
  return updateJob(call, job, { state: 'ended', ended_by: accountId, ended_by_name: name })
}

function about(audit: AuditNote, { id, school_id, org_path }: JobRow): void {
  audit.subject({ kind: 'export', id, school: school_id, orgPath: org_path })
}
