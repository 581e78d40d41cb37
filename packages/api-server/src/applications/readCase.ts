import { notFound } from '@sunshine-aid/api-contract'
import type { Permission } from '@sunshine-aid/domain'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import type { AuditNote } from '../http/auditNote.ts'
import { findCaseWithin, type CaseRow } from './queries.ts'

interface Read {
  readonly trx: Trx
  readonly principal: Principal
  readonly params: { readonly id: string }
  readonly audit: AuditNote
}

/** Of an endpoint that reads one request, or something of it. */
interface CaseEndpoint {
  readonly path: string
  readonly access: { readonly permission: Permission }
}

/**
 * The request of the address, as far as the endpoint's own permission reaches; the audit row is about it.
 * @throws {ProblemError} `not_found`, for what is absent and for what is out of reach.
 */
export async function readCase(
  { trx, principal, params, audit }: Read,
  { path, access }: CaseEndpoint,
): Promise<CaseRow> {
  const row = await findCaseWithin(trx, principal, access.permission, params.id)
  if (!row) throw notFound(path)
  audit.subject({ kind: 'application', id: row.id, school: row.school_id, orgPath: row.org_path })
  return row
}
