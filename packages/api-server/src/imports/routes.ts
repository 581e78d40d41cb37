import {
  cancelImport,
  confirmImport,
  correctImportRow,
  downloadImportFaults,
  downloadImportTemplate,
  getImport,
  listImportRows,
  listImports,
  notFound,
  uploadImport,
} from '@sunshine-aid/api-contract'
import type { FastifyInstance } from 'fastify'
import type { AuditNote } from '../http/auditNote.ts'
import { implement } from '../http/implement.ts'
import { staleVersion } from '../http/preconditions.ts'
import { confirm } from './confirm.ts'
import { importPlaces, type ImportContext } from './context.ts'
import { correct } from './correct.ts'
import { faultWorkbook } from './faultWorkbook.ts'
import { forgetExpiredImports } from './forget.ts'
import {
  deleteJob,
  findJob,
  insertJob,
  jobReply,
  listJobs,
  lockJob,
  requireReady,
  type JobRow,
} from './jobs.ts'
import { storePieces } from './pieces.ts'
import { reading } from './reading.ts'
import { listRows, rowReply } from './rows.ts'
import { importTemplate } from './template.ts'

export function importRoutes(app: FastifyInstance): void {
  const background = reading(app)
  forgetExpiredImports(app)

  implement(app, downloadImportTemplate, async ({ principal }) => importTemplate(schoolNames({ principal })))

  implement(app, uploadImport, async call => {
    const job = await insertJob(call)
    await storePieces(call, job, call.upload.stream)
    about(call.audit, job)
    return jobReply(call.keyring, job, call.now)
  })

  implement(app, listImports, async call => {
    const pages = call.pager()
    const page = pages.request(call.query)
    const rows = await listJobs(call, page)
    return pages.page(
      rows,
      page,
      ({ created_at, id }) => [created_at.toISOString(), id],
      job => jobReply(call.keyring, job, call.now),
    )
  })

  implement(app, getImport, async call => {
    const job = found(await findJob(call, call.params.id))
    if (job.state === 'reading') background.ensure(call.principal, job.id)
    return jobReply(call.keyring, job, call.now)
  })

  implement(app, listImportRows, async call => {
    const job = found(await findJob(call, call.params.id))
    requireReady(job, call.now, listImportRows.path)
    about(call.audit, job)
    const pages = call.pager(call.query.outcome)
    const page = pages.request(call.query)
    const rows = await listRows(call.trx, job.id, call.query.outcome, page)
    return pages.page(
      rows,
      page,
      ({ number }) => [number],
      row => rowReply(call.keyring, row),
    )
  })

  implement(app, correctImportRow, async call => {
    const { params, body, expectedVersion, keyring, audit } = call
    const job = found(await lockJob(call, params.id))
    requireReady(job, call.now, correctImportRow.path)
    about(audit, job)
    const correction = { rowId: params.rowId, cells: body.cells, expectedVersion }
    return rowReply(keyring, await correct(call, job, correction, correctImportRow.path))
  })

  implement(app, downloadImportFaults, async call => {
    const job = found(await findJob(call, call.params.id))
    requireReady(job, call.now, downloadImportFaults.path)
    about(call.audit, job)
    const { file, rowIds } = await faultWorkbook(call, job.id, schoolNames(call))
    call.audit.list(rowIds)
    return file
  })

  implement(app, confirmImport, async call => {
    const job = await lockVersion(call, call.params.id, call.expectedVersion)
    requireReady(job, call.now, confirmImport.path)
    about(call.audit, job)
    const { job: confirmed, studentIds } = await confirm(call, job, confirmImport.path)
    call.audit.list(studentIds)
    return jobReply(call.keyring, confirmed, call.now)
  })

  implement(app, cancelImport, async call => {
    const job = await lockVersion(call, call.params.id, call.expectedVersion)
    about(call.audit, job)
    await deleteJob(call.trx, job.id)
  })
}

async function lockVersion(context: ImportContext, id: string, expected: number): Promise<JobRow> {
  const job = found(await lockJob(context, id))
  if (job.version !== expected) throw staleVersion(jobReply(context.keyring, job, context.now))
  return job
}

function found(job: JobRow | undefined): JobRow {
  if (!job) throw notFound('/imports/:id')
  return job
}

function about(audit: AuditNote, { id, school_id, org_path }: JobRow): void {
  audit.subject({ kind: 'import', id, school: school_id, orgPath: org_path })
}

function schoolNames({ principal }: Pick<ImportContext, 'principal'>): string[] {
  return importPlaces(principal).map(({ orgName }) => orgName)
}
