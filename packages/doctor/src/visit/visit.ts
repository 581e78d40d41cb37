import { setTimeout as pause } from 'node:timers/promises'
import type { BrowserContext, Frame, Page, Response } from 'playwright-core'
import { readRecorder, type Recorded } from '../inPage/readPage.ts'
import type { Limits } from './limits.ts'
import type { Network } from './network.ts'
import { VisitError } from './visitError.ts'

/** A browser with our recorder in every page, before somebody else's portal. */
export interface Visit {
  readonly context: BrowserContext
  readonly network: Network
  readonly limits: Limits
  /** Absolute URL below which the portal's pages live. */
  readonly portalBase: string
}

/** A page that is open, and the frame of it in which modules run. */
export interface OpenPage {
  readonly page: Page
  readonly frame: Frame
  readonly recorded: Recorded
}

/**
 * Opens `url` and waits for what `isThere` wants, or until nothing more happens.
 * @throws {VisitError} when no page comes
 */
export async function openPage(
  visit: Visit,
  page: Page,
  url: string,
  isThere: (recorded: Recorded) => boolean = isMounted,
): Promise<OpenPage> {
  await goTo(page, url, visit.limits.openMs)
  return { page, ...(await watchFor(visit, page, isThere, visit.limits.mountMs)) }
}

export function isMounted({ mounts, isDrawn }: Recorded): boolean {
  return mounts.length > 0 && isDrawn
}

/**
 * Waits until the recorder of some frame tells what `isThere` wants, until there was no request for `quietMs`, or
 * until `limitMs` are over.
 */
export async function watchFor(
  { network, limits }: Visit,
  page: Page,
  isThere: (recorded: Recorded) => boolean,
  limitMs: number,
  quietMs = limits.quietMs,
): Promise<{ frame: Frame; recorded: Recorded }> {
  const begun = Date.now()
  for (;;) {
    const state = await readFrames(page)
    const waited = Date.now() - begun
    const isOver = waited >= limitMs || Math.min(waited, network.quietFor()) > quietMs
    if (isThere(state.recorded) || isOver) return state
    await pause(30)
  }
}

/** What `work` finds in the page; asked again when a redirect takes the page away meanwhile. */
export async function readFrom<T>(page: Page, work: () => T): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await page.evaluate(work)
    } catch (error) {
      if (attempt === 3) throw error
      await page.waitForLoadState('domcontentloaded')
    }
  }
}

async function readFrames(page: Page): Promise<{ frame: Frame; recorded: Recorded }> {
  const main = page.mainFrame()
  let first: Recorded | undefined
  for (const frame of page.frames()) {
    const recorded = await frame.evaluate(readRecorder).catch(() => undefined) // it is just being left
    if (recorded && recorded.mounts.length > 0) return { frame, recorded }
    if (frame === main) first = recorded
  }
  const nothing = { violations: [], errors: [], unresolved: [], mounts: [], isDrawn: false }
  return { frame: main, recorded: first ?? nothing }
}

/** @throws {VisitError} when no page comes */
export async function goTo(page: Page, url: string, timeout: number): Promise<Response | null> {
  let answer: Response | null
  try {
    answer = await page.goto(url, { waitUntil: 'domcontentloaded', timeout })
  } catch (error) {
    throw visitErrorOf(error, url)
  }
  const status = answer?.status() ?? 200
  if (status >= 500) throw new VisitError('server-error', url, `HTTP ${status}`)
  if (status >= 400) throw new VisitError('refused', url, `HTTP ${status}`)
  return answer
}

function visitErrorOf(error: unknown, url: string): VisitError {
  const { message, name } = error as Error
  if (name === 'TimeoutError') return new VisitError('never-loads', url)
  const [code = ''] = /net::\w+/.exec(message) ?? []
  return new VisitError('unreachable', url, code, { cause: error })
}
