import type { Role } from '@sunshine-aid/domain'
import type { FreshToken } from '@sunshine-aid/shell-kit'

/** As the server's `StubAccount`. */
export interface DemoAccount {
  readonly subject: string
  readonly name: string
  readonly role: Role
  readonly orgName: string
  readonly detail?: string
}

const TIMEOUT_MS = 10_000

/** @returns undefined when nobody is signed in */
export async function fetchToken(): Promise<FreshToken | undefined> {
  const response = await post('/stub/token')
  if (response.status === 401) return undefined
  return (await okOf(response).json()) as FreshToken
}

export async function listAccounts(signal: AbortSignal): Promise<readonly DemoAccount[]> {
  const response = await fetch('/stub/accounts', { signal })
  return ((await okOf(response).json()) as { accounts: DemoAccount[] }).accounts
}

/** From now on a cookie that no script can read says who is here. */
export async function signIn(subject: string): Promise<void> {
  okOf(await post('/stub/sign-in', { account: subject }))
}

export async function signOut(): Promise<void> {
  okOf(await post('/stub/sign-out'))
}

function post(url: string, body: object = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
}

function okOf(response: Response): Response {
  if (!response.ok) throw new Error(`The stub issuer answered with status ${response.status}.`)
  return response
}
