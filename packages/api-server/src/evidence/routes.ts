import {
  addEvidence,
  downloadEvidence,
  labelEvidence,
  listEvidence,
  notFound,
  removeEvidence,
} from '@sunshine-aid/api-contract'
import { removalBlockers } from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { refuseBy } from '../access/refuseBy.ts'
import { findCaseWithin, type CaseRow } from '../applications/queries.ts'
import { implement } from '../http/implement.ts'
import { staleVersion } from '../http/preconditions.ts'
import { about, addFile, blockersOf, lockRequest, type EvidenceCall } from './add.ts'
import { policyOf } from '../organisations/policies.ts'
import { loadPieces } from './pieces.ts'
import { fileReply, findFile, listFiles, sealName, type FileRow } from './queries.ts'

/** Files of a request: who may read the case file may read them, the panel included. */
export function evidenceRoutes(app: FastifyInstance): void {
  implement(app, listEvidence, async call => {
    const row = await readRequest(call)
    const files = await listFiles(call.trx, row.id)
    const policy = await policyOf(call.trx, row.school_id)
    return {
      items: files.map(file => fileReply(onlooker(call, row), file)),
      blockers: await blockersOf(call, row, policy),
      maxFiles: policy.evidenceMaxFiles,
      maxMegabytes: policy.evidenceMaxMegabytes,
    }
  })

  implement(app, addEvidence, call => addFile(call, call.upload))

  implement(app, downloadEvidence, async call => {
    const row = await readRequest(call)
    const file = found(await findFile(call.trx, row.id, call.params.fileId))
    call.audit.list([file.id])
    return loadPieces(call.trx, call.keyring, file.id, file.size_bytes)
  })

  implement(app, labelEvidence, async call => {
    const { row, file } = await lockOwnFile(call)
    await call.trx
      .updateTable('evidence_file')
      .set({
        kind: call.body.kind,
        name_sealed: sealName(call.keyring, file.id, call.body.name),
        version: file.version + 1,
      })
      .where('id', '=', file.id)
      .execute()
    return fileReply(onlooker(call, row), found(await findFile(call.trx, row.id, file.id)))
  })

  implement(app, removeEvidence, async call => {
    const { file } = await lockOwnFile(call)
    await call.trx.deleteFrom('evidence_file').where('id', '=', file.id).execute()
  })
}

async function readRequest(call: EvidenceCall): Promise<CaseRow> {
  const row = await findCaseWithin(call.trx, call.principal, 'application.read', call.params.id)
  if (!row) throw notFound('application')
  about(call, row)
  return row
}

type OwnCall = EvidenceCall & {
  readonly params: { readonly id: string; readonly fileId: string }
  readonly expectedVersion: number
}

/** A file that the caller may still change, in the version that they saw; its request is locked. */
async function lockOwnFile(call: OwnCall): Promise<{ row: CaseRow; file: FileRow }> {
  const row = await lockRequest(call)
  const file = found(await findFile(call.trx, row.id, call.params.fileId))
  call.audit.list([file.id])
  const facts = { addedBy: file.added_by, submittedSince: file.submitted_since }
  refuseBy(removalBlockers(row, facts, call.principal), 'evidence')
  if (file.version !== call.expectedVersion) throw staleVersion(fileReply(onlooker(call, row), file))
  return { row, file }
}

const onlooker = ({ keyring, principal }: EvidenceCall, { status }: CaseRow) => ({
  keyring,
  accountId: principal.accountId,
  status,
})

function found(file: FileRow | undefined): FileRow {
  if (!file) throw notFound('evidence')
  return file
}
