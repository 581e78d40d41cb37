import { createApi, type ApiClient } from '@sunshine-aid/api-client'

/** The portal's API as `account` of its stub issuer, for what a test has to know or to bring about beside the page. */
export function apiAs(portalUrl: string, account: string): ApiClient {
  let cookie: Promise<string> | undefined
  async function getToken(): Promise<string> {
    cookie ??= signIn(portalUrl, account)
    const reply = await fetch(new URL('/stub/token', portalUrl), {
      method: 'POST',
      headers: { cookie: await cookie },
    })
    const { accessToken } = (await reply.json()) as { accessToken: string }
    return accessToken
  }
  return createApi({ baseUrl: new URL('/api/v1', portalUrl).href, getToken, unknownKeys: 'refuse' })
}

async function signIn(portalUrl: string, account: string): Promise<string> {
  const reply = await fetch(new URL('/stub/sign-in', portalUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account }),
  })
  const [cookie] = reply.headers.getSetCookie()
  if (!reply.ok || !cookie) throw new Error(`the stub issuer refused ${account}: ${reply.status}`)
  return cookie.split(';')[0] ?? ''
}
