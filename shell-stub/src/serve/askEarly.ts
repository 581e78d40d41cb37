import { getMe } from '@sunshine-aid/api-contract'

/**
 * A script for the page's head, so that two answers that everything waits for are under way while the portal's files
 * still are: the token, and with it who is signed in. `portal/headStart.ts` takes them; without them it asks itself.
 */
export function askEarlyScript(): string {
  const args = ['/stub/token', `/api/v1${getMe.path}`].map(url => JSON.stringify(url))
  return `(${askEarly.toString().replace(/[^\S\n]+/g, ' ')})(${args.join()})`
}

/**
 * Runs in the page, where nothing of this file is known. All tabs of the portal take turns at the issuer (tabs.ts in
 * shell-kit); a page that cannot have the turn at once asks later.
 */
function askEarly(tokenUrl: string, meUrl: string): void {
  const nothing = () => undefined
  const get = async (url: string, init: RequestInit) => {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) })
    if (!response.ok) throw new Error(String(response.status))
    const text = await response.text()
    return text ? (JSON.parse(text) as unknown) : undefined
  }
  const askIssuer = async () => {
    const headers = { 'Content-Type': 'application/json' }
    return { answer: await get(tokenUrl, { method: 'POST', headers, body: '{}' }) }
  }
  const askApi = (token: string) =>
    get(meUrl, { headers: { Accept: 'application/json', Authorization: `Bearer ${token}` } })
  const issued: Promise<{ readonly answer: unknown } | undefined> =
    'locks' in navigator
      ? navigator.locks
          .request('sunshine-aid:session', { ifAvailable: true }, lock => (lock ? askIssuer() : undefined))
          .catch(nothing)
      : Promise.resolve(undefined)
  const me = issued
    .then(asked => {
      const { accessToken } = (asked?.answer ?? {}) as { accessToken?: string }
      return accessToken === undefined ? undefined : askApi(accessToken)
    })
    .catch(nothing)
  Object.assign(globalThis, { [Symbol.for('sunshine-aid.head-start')]: { issued, me } })
}
