import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContext, BrowserContextOptions, Cookie } from 'playwright-core'
import { installRecorder } from '../inPage/recorder.ts'
import { VisitError } from './visitError.ts'

/** How the doctor comes to be signed in; at most one of these is needed. */
export interface SignIn {
  /** An account of the stub portal. */
  readonly account?: string
  /** A JSON file with cookies, as browser extensions and Playwright export them. */
  readonly cookies?: string
  /** A JSON file of Playwright's `storageState`. */
  readonly storageState?: string
}

export interface ContextOptions extends SignIn {
  /** Accepts certificates that no authority of this machine has signed. */
  readonly insecure?: boolean
}

type StorageState = Exclude<BrowserContextOptions['storageState'], string | undefined>

/**
 * A browser of its own for one examination, signed in as asked, with the recorder in every page.
 * @throws {VisitError} `not-signed-in`
 */
export async function openContext(
  browser: Browser,
  portalBase: string,
  { account, cookies, storageState, insecure = false }: ContextOptions,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    ignoreHTTPSErrors: insecure,
    ...(storageState !== undefined && {
      storageState: (await readJson(storageState, portalBase)) as StorageState,
    }),
  })
  await context.addInitScript(installRecorder)
  if (cookies !== undefined)
    await context.addCookies(cookiesIn(await readJson(cookies, portalBase), portalBase))
  if (account !== undefined) await signInAtStub(context, portalBase, account)
  return context
}

/** Extensions write a list, Playwright an object that holds one, and each names `SameSite` in its own way. */
function cookiesIn(content: unknown, portalBase: string): Cookie[] {
  const list = Array.isArray(content) ? content : ((content as { cookies?: unknown } | null)?.cookies ?? [])
  const known = { lax: 'Lax', strict: 'Strict' } as const
  return (list as (Cookie & { expirationDate?: number })[]).map(cookie => ({
    name: cookie.name,
    value: cookie.value,
    domain: (cookie.domain as string | undefined) ?? new URL(portalBase).hostname,
    path: (cookie.path as string | undefined) ?? '/',
    expires: (cookie.expires as number | undefined) ?? cookie.expirationDate ?? -1,
    httpOnly: cookie.httpOnly,
    secure: cookie.secure,
    sameSite: known[String(cookie.sameSite).toLowerCase() as keyof typeof known] ?? 'None',
  }))
}

/** Neither the file's path nor anything in it is repeated: it opens a session. */
async function readJson(file: string, portalBase: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown
  } catch (cause) {
    throw new VisitError('not-signed-in', portalBase, 'the file cannot be read as JSON', { cause })
  }
}

async function signInAtStub(context: BrowserContext, portalBase: string, account: string): Promise<void> {
  const url = new URL('stub/sign-in', portalBase).href
  let status: number
  try {
    status = (await context.request.post(url, { data: { account }, timeout: 10_000 })).status()
  } catch (cause) {
    throw new VisitError('unreachable', portalBase, '', { cause })
  }
  if (status >= 400) throw new VisitError('not-signed-in', portalBase, `HTTP ${status}`)
}
