import { getDeviceKey, getMe } from '@sunshine-aid/api-contract'
import { DELEGATED_PERMISSIONS, permissionsOf } from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { implement } from '../http/implement.ts'
import { deviceKeys } from './deviceKeys.ts'

export function sessionRoutes(app: FastifyInstance): void {
  implement(app, getMe, ({ principal: { accountId, name, assignments } }) => {
    const own = assignments.filter(({ onBehalfOf }) => onBehalfOf === undefined)
    const delegated = own.length < assignments.length ? DELEGATED_PERMISSIONS : []
    return {
      accountId,
      name,
      assignments: own.map(({ role, orgId, orgName, orgKind, schoolId }) => ({
        role,
        orgId,
        orgName,
        orgKind,
        schoolId,
      })),
      permissions: [...new Set([...permissionsOf(own.map(({ role }) => role)), ...delegated])],
    }
  })

  implement(app, getDeviceKey, ({ principal, keyring }) => deviceKeys(keyring, principal.accountId))
}
