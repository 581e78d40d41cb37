import { getFindings, notFound } from '@sunshine-aid/api-contract'
import type { FastifyInstance } from 'fastify'
import { reachableApplications } from '../access/reach.ts'
import { implement } from '../http/implement.ts'
import { findingsOf } from './find.ts'

export function findingRoutes(app: FastifyInstance): void {
  implement(app, getFindings, async call => {
    const { trx, principal, params, audit } = call
    const row = await trx
      .selectFrom('application')
      .select(['id', 'student_id', 'school_id', 'org_path', 'sensitive_applicant', 'sensitive_note'])
      .where('application.id', '=', params.id)
      .where(reachableApplications(principal, 'application.screen'))
      .executeTakeFirst()
    if (!row) throw notFound(getFindings.path)
    audit.subject({ kind: 'application', id: row.id, school: row.school_id, orgPath: row.org_path })
    return findingsOf(call, row)
  })
}
