import type { AuthState, HostUser } from '@sunshine-aid/host-contract'

// Stands for your portal's own sign-in: here the stub issuer signs in one officer of the demo data.

const ACCOUNT = 'taicang-officer-1'
const MARGIN_MS = 20_000

export interface Session {
  readonly user: HostUser
  /** What the user may do, as the API says. */
  readonly permissions: readonly string[]
  /** A token that is valid now; `force` after one was refused. Calls at the same time share one request. */
  readonly getToken: (options?: { readonly force?: boolean }) => Promise<string>
  /** Hears when the session ends or somebody else signs in. This one lasts as long as the page. */
  readonly subscribe: (listener: (state: AuthState) => void) => () => void
}

export async function openSession(): Promise<Session> {
  await post('/stub/sign-in', { account: ACCOUNT })
  const getToken = tokenGetter()
  const me = await readMe(await getToken())
  return {
    user: { id: me.accountId, name: me.name, org: me.assignments[0]?.orgName ?? '' },
    permissions: me.permissions,
    getToken,
    subscribe: () => () => undefined,
  }
}

function tokenGetter(): Session['getToken'] {
  let held: { readonly token: string; readonly until: number } | undefined
  let asked: Promise<string> | undefined
  async function renew(): Promise<string> {
    const { accessToken, expiresIn } = await post<{ accessToken: string; expiresIn: number }>('/stub/token')
    held = { token: accessToken, until: Date.now() + expiresIn * 1000 - MARGIN_MS }
    return accessToken
  }
  return async ({ force = false } = {}) => {
    if (held && !force && held.until > Date.now()) return held.token
    asked ??= renew().finally(() => (asked = undefined))
    return asked
  }
}

interface Me {
  readonly accountId: string
  readonly name: string
  readonly permissions: readonly string[]
  readonly assignments: readonly { readonly orgName: string }[]
}

async function readMe(token: string): Promise<Me> {
  const reply = await fetch('/api/v1/me', { headers: { authorization: `Bearer ${token}` } })
  if (!reply.ok) throw new Error(`The API answered with status ${reply.status}.`)
  return (await reply.json()) as Me
}

async function post<T>(url: string, body: object = {}): Promise<T> {
  const headers = { 'content-type': 'application/json' }
  const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!reply.ok) throw new Error(`${url} answered with status ${reply.status}.`)
  return (await reply.json()) as T
}
