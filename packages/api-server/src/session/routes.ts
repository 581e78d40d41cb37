import { getMe } from '@sunshine-aid/api-contract'
import { permissionsOf } from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { implement } from '../http/implement.ts'

export function sessionRoutes(app: FastifyInstance): void {
  implement(app, getMe, ({ principal: { accountId, name, assignments } }) => ({
    accountId,
    name,
    assignments: assignments.map(({ role, orgId, orgName, orgKind, schoolId }) => ({
      role,
      orgId,
      orgName,
      orgKind,
      schoolId,
    })),
    permissions: permissionsOf(assignments.map(({ role }) => role)),
  }))
}
