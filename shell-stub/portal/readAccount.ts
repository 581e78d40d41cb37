import { createApi } from '@sunshine-aid/api-client'
import { getMe, type Me } from '@sunshine-aid/api-contract'
import type { HostAuth } from '@sunshine-aid/host-contract'
import type { Account } from '@sunshine-aid/shell-kit'
import { earlyMe } from './headStart.ts'

export const API_BASE_URL = '/api/v1'

export interface PortalAccount extends Account {
  /** Roles and the places where they are held. */
  readonly assignments: Me['assignments']
}

/** Who is signed in and what they may do, from the API: the token says only who. */
export async function readAccount(getToken: HostAuth['getToken']): Promise<PortalAccount> {
  const early = getMe.reply.safeParse(await earlyMe(await getToken()))
  const me = early.data ?? (await createApi({ baseUrl: API_BASE_URL, getToken }).call(getMe))
  return {
    user: { id: me.accountId, name: me.name, org: me.assignments[0]?.orgName ?? '' },
    permissions: me.permissions,
    assignments: me.assignments,
  }
}
