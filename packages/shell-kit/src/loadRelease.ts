import { readRelease, type ResolvedRelease } from './readRelease.ts'
import { ReleaseError } from './releaseError.ts'
import { TimeLimitError, withinTime } from './timeLimit.ts'

export interface PageReleaseOptions {
  /** Id of the element `<script type="application/json">` that holds the release. Default: `release`. */
  readonly id?: string
  /** Where the release came from: the address to which its own are relative, and from which the next one is read. */
  readonly url?: string
  /** Below which the portal's pages live. Default: `/`. */
  readonly portalBase?: string
}

/**
 * The release that the server wrote into the page: no request.
 * @throws {ReleaseError}
 */
export function releaseInPage(options: PageReleaseOptions = {}): ResolvedRelease {
  const { id = 'release', url = '/mf/release.json', portalBase = '/' } = options
  const text = document.getElementById(id)?.textContent
  if (!text) throw new ReleaseError('missing', 'The page holds no release.')
  return readRelease(parse(text), { url, portalBase })
}

export interface FetchReleaseOptions {
  /** Below which the portal's pages live. Default: `/`. */
  readonly portalBase?: string
  readonly signal?: AbortSignal
  /** Milliseconds until it is `late`. Default: 8,000. */
  readonly limitMs?: number
}

/**
 * The release at `url`, for shells whose page does not hold it.
 * @throws {ReleaseError}
 */
export async function fetchRelease(url: string, options: FetchReleaseOptions = {}): Promise<ResolvedRelease> {
  const { portalBase = '/', signal, limitMs = 8_000 } = options
  const end = new AbortController()
  signal?.addEventListener('abort', () => end.abort(), { signal: end.signal })
  try {
    const content = await withinTime(read(url, end.signal), limitMs, `reading ${url}`)
    return readRelease(content, { url, portalBase })
  } catch (error) {
    if (error instanceof TimeLimitError) throw new ReleaseError('late', error.message, { cause: error })
    throw error
  } finally {
    end.abort()
  }
}

async function read(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, { cache: 'no-cache', signal }).catch((cause: unknown) => {
    throw new ReleaseError('unreachable', `${url} does not answer.`, { cause })
  })
  const { status } = response
  if (status === 404 || status === 410) throw new ReleaseError('missing', `There is nothing at ${url}.`)
  if (!response.ok) throw new ReleaseError('unreachable', `${url} answered with status ${status}.`)
  return parse(await response.text())
}

function parse(text: string): unknown {
  if (/^\s*</.test(text)) throw new ReleaseError('html', 'A page came in the place of the release.')
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ReleaseError('not_json', 'The release is not JSON; it may be cut off.', { cause })
  }
}
