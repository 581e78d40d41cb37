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
  if (cookies !== undefined) await addCookies(context, cookies, portalBase)
  if (account !== undefined) await signInAtStub(context, portalBase, account)
  return context
}

async function addCookies(context: BrowserContext, file: string, portalBase: string): Promise<void> {
  const content = await readJson(file, portalBase)
  try {
    await context.addCookies(cookiesIn(content, portalBase))
  } catch {
    // Without its cause: that would name the cookies.
    throw new VisitError('not-signed-in', portalBase, 'the file holds no cookies')
  }
}

/** What browser extensions and Playwright agree on; they differ in how they name the rest. */
interface ExportedCookie {
  readonly name: string
  readonly value: string
  readonly domain?: string
  readonly path?: string
  /** Seconds since 1970: Playwright's name for it, and the extensions'. */
  readonly expires?: number
  readonly expirationDate?: number
  readonly httpOnly?: boolean
  readonly secure?: boolean
  readonly sameSite?: string
}

const SAME_SITE: Readonly<Record<string, Cookie['sameSite']>> = { lax: 'Lax', strict: 'Strict' }

/** Extensions write a list, Playwright an object that holds one. */
function cookiesIn(content: unknown, portalBase: string): Cookie[] {
  const list = Array.isArray(content) ? content : (content as { cookies: unknown }).cookies
  return (list as ExportedCookie[]).map(cookie => ({
    name: cookie.name,
    value: cookie.value,
    domain: cookie.domain ?? new URL(portalBase).hostname,
    path: cookie.path ?? '/',
    expires: cookie.expires ?? cookie.expirationDate ?? -1,
    httpOnly: cookie.httpOnly ?? false,
    secure: cookie.secure ?? false,
    // Browsers take `None` with `Secure` only.
    sameSite: SAME_SITE[cookie.sameSite?.toLowerCase() ?? ''] ?? (cookie.secure ? 'None' : 'Lax'),
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
