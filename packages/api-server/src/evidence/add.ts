import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { addEvidence, notFound, ProblemError } from '@sunshine-aid/api-contract'
import { addingBlockers, type EvidenceFile, type PolicyProfile, type Reason } from '@sunshine-aid/domain'
import { permissionsOn } from '../access/permissionsOn.ts'
import { refuseBy } from '../access/refuseBy.ts'
import type { Call } from '../applications/facts.ts'
import { findCase, lockWithin, type CaseRow } from '../applications/queries.ts'
import { sm3 } from '../crypto/sm3.ts'
import type { AuditNote } from '../http/auditNote.ts'
import type { Upload } from '../http/upload.ts'
import { policyOf } from '../organisations/policies.ts'
import { inspectFile } from './inspect/inspect.ts'
import { storePieces } from './pieces.ts'
import { countFiles, fileReply, findFile, insertFile } from './queries.ts'

const MEGABYTE = 1024 * 1024

/** What a route about files has at hand. */
export interface EvidenceCall extends Call {
  readonly params: { readonly id: string }
  readonly audit: AuditNote
}

/**
 * Adds a file to a request that is held meanwhile, so that two at once cannot pass the limit together. Who may is
 * asked before what the file is.
 */
export async function addFile(call: EvidenceCall, upload: Upload): Promise<EvidenceFile> {
  const { trx, principal, keyring, now } = call
  const row = await lockRequest(call)
  const policy = await policyOf(trx, row.school_id)
  refuseBy(await blockersOf(call, row, policy), addEvidence.id)
  const received = await buffer(upload.stream)
  if (received.length > policy.evidenceMaxMegabytes * MEGABYTE)
    throw new ProblemError('too_large', addEvidence.path)
  const { type, bytes } = await inspectFile(received)
  const file = { id: randomUUID(), student_id: row.student_id, org_path: row.org_path }
  await insertFile(trx, {
    ...file,
    application_id: row.id,
    kind: 'other',
    type,
    size_bytes: bytes.length,
    digest: sm3(bytes),
    name_sealed: null,
    added_by: principal.accountId,
    added_by_name: principal.name,
    added_at: now,
  })
  await storePieces(trx, keyring, file, bytes)
  call.audit.list([file.id])
  const added = await findFile(trx, row.id, file.id)
  if (!added) throw new Error('a file that was just added is gone')
  return fileReply({ keyring, accountId: principal.accountId, status: row.status }, added)
}

/** Why the caller may not add a file to this request now. */
export async function blockersOf(
  { trx, principal }: Call,
  row: CaseRow,
  policy: PolicyProfile,
): Promise<Reason[]> {
  const permissions = await permissionsOn(trx, principal, row.id)
  const request = { status: row.status, enteredBy: row.entered_by, files: await countFiles(trx, row.id) }
  return addingBlockers(request, { accountId: principal.accountId, permissions }, policy)
}

/** The request, locked, within the reach of who writes requests. */
export async function lockRequest(call: EvidenceCall): Promise<CaseRow> {
  const { trx, principal, params } = call
  const locked = await lockWithin(trx, principal, 'application.submit', params.id)
  const row = locked && (await findCase(trx, locked.id))
  if (!row) throw notFound('application')
  about(call, row)
  return row
}

/** Whatever is done with a file is done with its request, and stands in the read log of the case (D11). */
export function about({ audit }: Pick<EvidenceCall, 'audit'>, row: CaseRow): void {
  audit.subject({ kind: 'application', id: row.id, school: row.school_id, orgPath: row.org_path })
}
