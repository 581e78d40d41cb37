import type { Label } from '@sunshine-aid/host-contract'
import type { Browser } from 'playwright-core'
import { launchBrowser } from './browser/launchBrowser.ts'
import { judge } from './checks/judge.ts'
import type { Finding } from './finding.ts'
import type { FindingId } from './catalogue/catalogue.ts'
import type { Progress } from './progress.ts'
import { collect, type CollectOptions } from './visit/collect.ts'
import { LIMITS, type Limits } from './visit/limits.ts'
import { watchNetwork } from './visit/network.ts'
import { openContext, type ContextOptions } from './visit/openContext.ts'
import { VisitError } from './visit/visitError.ts'
import { placeOf } from './words.ts'

export interface ExamineOptions extends ContextOptions, Omit<CollectOptions, 'browserVersion' | 'progress'> {
  /** A browser that runs already and is left running; without it one is started and closed. */
  readonly browser?: Browser
  /** The browser's program. */
  readonly browserPath?: string
  /** Shows the browser and waits until somebody has signed in. */
  readonly headed?: boolean
  readonly limits?: Partial<Limits>
  readonly progress?: Progress
  /** Aborted: the browser is closed and `examine` rejects. */
  readonly signal?: AbortSignal
}

export interface Examination {
  /** Where the portal is, without anything that may identify somebody. */
  readonly address: string
  readonly browser: string
  /** Ids of the modules that the release names. */
  readonly modules: readonly string[]
  readonly findings: readonly Finding[]
  /** What could not be looked at, each with the reason. */
  readonly notChecked: readonly { readonly id: FindingId; readonly reason: Label }[]
}

/**
 * Visits the shell at `url` in a real browser with our modules in it and says what is wrong there.
 * @throws {VisitError} when it cannot be visited at all
 */
export async function examine(options: ExamineOptions): Promise<Examination> {
  const { signal, url } = options
  if (!URL.canParse(url)) throw new VisitError('unreachable', '', 'http://…')
  const browser = options.browser ?? (await startBrowser(options))
  const close = () => (options.browser ? Promise.resolve() : browser.close())
  const onAbort = () => void close()
  signal?.addEventListener('abort', onAbort)
  try {
    signal?.throwIfAborted()
    return await examineIn(browser, options)
  } catch (error) {
    if (signal?.aborted) throw new VisitError('cancelled', url)
    // What a browser says of its failures may quote addresses with all that is in them.
    throw error instanceof VisitError ? error : new VisitError('broke-off', url, '', { cause: error })
  } finally {
    signal?.removeEventListener('abort', onAbort)
    await close()
  }
}

async function examineIn(browser: Browser, options: ExamineOptions): Promise<Examination> {
  const { url, headed = false, progress = () => undefined } = options
  const portalBase = new URL('.', url).href
  const context = await openContext(browser, portalBase, options)
  const leave = () => void context.close().catch(() => undefined)
  options.signal?.addEventListener('abort', leave)
  try {
    const visit = {
      context,
      network: watchNetwork(context),
      limits: { ...LIMITS, ...options.limits },
      portalBase,
    }
    const page = await context.newPage()
    const { seen, skipped } = await collect(visit, page, {
      ...options,
      waitForPerson: options.waitForPerson ?? headed,
      browserVersion: browser.version(),
      progress,
    })
    return {
      address: placeOf(url),
      browser: `Chromium ${browser.version()}`,
      modules: seen.release?.modules.map(({ id }) => id) ?? seen.recorded.mounts,
      ...judge(seen, skipped),
    }
  } finally {
    options.signal?.removeEventListener('abort', leave)
    await context.close().catch(() => undefined) // closed already, with its browser
  }
}

async function startBrowser({ browserPath, headed = false, url }: ExamineOptions): Promise<Browser> {
  try {
    return await launchBrowser({ headed, ...(browserPath !== undefined && { path: browserPath }) })
  } catch (cause) {
    throw new VisitError('no-browser', url, '', { cause })
  }
}
