import type { Role } from '@sunshine-aid/domain'
import type { FreshToken } from '@sunshine-aid/shell-kit'
import { earlyToken } from './headStart.ts'

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
  const early = await earlyToken()
  return early ? early.answer : ((await post('/stub/token')) as FreshToken | undefined)
}

export async function listAccounts(signal: AbortSignal): Promise<readonly DemoAccount[]> {
  const answer = await contentOf(await fetch('/stub/accounts', { signal }))
  return (answer as { accounts: DemoAccount[] }).accounts
}

/** From now on a cookie that no script can read says who is here. */
export async function signIn(subject: string): Promise<void> {
  await post('/stub/sign-in', { account: subject })
}

export async function signOut(): Promise<void> {
  await post('/stub/sign-out')
}

async function post(url: string, body: object = {}): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  return contentOf(response)
}

/** `undefined` for an answer without content. */
async function contentOf(response: Response): Promise<unknown> {
  const text = await response.text()
  if (!response.ok) throw new Error(`The stub issuer answered with status ${response.status}.`)
  return text === '' ? undefined : (JSON.parse(text) as unknown)
}
