import type { Release } from '@sunshine-aid/host-contract'
import { Refusal } from '../../commands/commandLine.ts'
import { asRelease } from './rewriteRelease.ts'

/** A deployed shell into which a module can be put. */
export interface FoundShell {
  /** The page that was named, with the redirects of its own origin followed. */
  readonly url: URL
  readonly release: Release
  /** Where the release lies, or the page that holds it. */
  readonly releaseUrl: string
}

const TIMEOUT_MS = 15_000
const INLINE = /<script\b[^>]*\btype=["']?application\/json["']?[^>]*>([\s\S]*?)<\/script>/gi
const LOADER = /<script\b[^>]*\bsrc=["']([^"']*\/)loader\.js["']/i

/**
 * Looks for the release of the shell at `address`: in its page, or in the file that the page loads.
 * @throws {Refusal} that says what to do
 */
export async function findShell(address: string): Promise<FoundShell> {
  const asked = addressOf(address)
  const page = await ask(asked)
  const url = new URL(page.url)
  if (url.origin !== asked.origin)
    throw new Refusal(
      `${asked.href} leads to ${url.origin}. An override works on one origin: name the portal itself, and a page that needs no sign-in (--shell ${asked.origin}/).`,
    )
  if (!page.ok)
    throw new Refusal(
      `${url.href} answered with status ${page.status}. Open it in a browser and name a page that is there.`,
    )
  const html = await page.text()
  for (const [, text = ''] of html.matchAll(INLINE)) {
    const release = asRelease(parsed(text))
    if (release) return { url, release, releaseUrl: url.href }
  }
  return { url, ...(await releaseFile(url, html)) }
}

async function releaseFile(url: URL, html: string): Promise<Pick<FoundShell, 'release' | 'releaseUrl'>> {
  const folder = LOADER.exec(html)?.[1]
  const assets = new URL(folder ?? '.', url)
  if (assets.origin !== url.origin)
    throw new Refusal(
      `${url.href} takes our files from ${assets.origin}. An override works on one origin: use a portal that serves them itself, or put both behind one address.`,
    )
  const places = [
    ...(folder === undefined ? [] : [`${folder}release.json`]),
    'mf/release.json',
    '/mf/release.json',
  ]
  const tried = [...new Set(places.map(place => new URL(place, url).href))].filter(
    place => new URL(place).origin === url.origin,
  )
  for (const releaseUrl of tried) {
    const answer = await ask(new URL(releaseUrl))
    const release = answer.ok ? asRelease(parsed(await answer.text())) : undefined
    if (release) return { release, releaseUrl }
  }
  throw new Refusal(
    `${url.href} is no shell with our modules: its page holds no release, and there is none at ${tried.join(' or ')}. Name the page on which the modules run; its release must come from the same origin.`,
  )
}

function addressOf(given: string): URL {
  const url = URL.parse(/^[a-z]+:\/\//i.test(given) ? given : `https://${given}`)
  if (url && /^https?:$/.test(url.protocol)) return url
  throw new Refusal(`"${given}" is no address of a portal; name it as https://portal.example/.`)
}

async function ask(url: URL): Promise<Response> {
  try {
    return await fetch(url, { headers: { accept: 'text/html' }, signal: AbortSignal.timeout(TIMEOUT_MS) })
  } catch (error) {
    throw new Refusal(complaint(url, error))
  }
}

const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/

/** What went wrong on the way to `url`, and what to do. Also for requests that fail later. */
export function complaint(url: URL, error: unknown): string {
  const {
    cause,
    code: own,
    message,
  } = error as { cause?: { code?: string }; code?: string; message?: string }
  const code = own ?? cause?.code ?? ''
  if (UNTRUSTED.test(code))
    return `The certificate of ${url.host} is not trusted (${code}). If an authority of your own has signed it, name its certificate: NODE_EXTRA_CA_CERTS=/path/to/ca.pem npm run dev -- --shell ${url.origin}`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `There is no host ${url.hostname} (${code}). Check the address, and whether the VPN is on.`
  return `${url.origin} does not answer (${code || (message ?? 'no reason given')}). Is the portal running, and can this machine reach it?`
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
