import { setTimeout as pause } from 'node:timers/promises'
import type { Page, Route } from 'playwright-core'
import { askTokens, hasAsked, type TokenFacts, type TokenQuestion } from '../inPage/tokens.ts'
import { targetOf, type SeenRequest } from './network.ts'
import type { RefreshFacts } from './observations.ts'
import { openPage, type OpenPage, type Visit } from './visit.ts'

/** At once, in each tab. */
const CALLS = 10

export interface SessionFacts {
  readonly token?: TokenFacts
  readonly renewed?: TokenFacts
  readonly refreshes?: RefreshFacts
}

/**
 * Asks for tokens as modules do: once; once by force, to learn which requests a renewal takes; and then ten times by
 * force in two tabs at the same moment.
 */
export async function examineSession(
  visit: Visit,
  open: OpenPage,
  apiBaseUrl: string,
): Promise<SessionFacts> {
  const { network, limits } = visit
  const ask = (forced: number): TokenQuestion => ({ forced, limitMs: limits.tokenMs, at: Date.now() })
  const token = await open.frame.evaluate(askTokens, ask(0))
  if (token?.outcome !== 'token') return token ? { token } : {}
  const before = network.requests.length
  const renewed = await open.frame.evaluate(askTokens, ask(1))
  const api = new URL(apiBaseUrl || '/api', visit.portalBase).href
  const made = network.requests
    .slice(before)
    .filter(({ url, type }) => ['fetch', 'xhr', 'document', 'other'].includes(type) && !url.startsWith(api))
  const session = { token, ...(renewed && { renewed }) }
  if (renewed?.outcome !== 'token' || made.length === 0) return session
  const refreshes = await countAtOnce(visit, open, made)
  return { ...session, ...(refreshes && { refreshes }) }
}

async function countAtOnce(
  visit: Visit,
  first: OpenPage,
  single: readonly SeenRequest[],
): Promise<RefreshFacts | undefined> {
  const second = await openPage(visit, await visit.context.newPage(), first.page.url())
  if (second.recorded.mounts.length === 0) return undefined
  const tabs = [first, second]
  const targets = new Set(single.map(({ url }) => targetOf(url)))
  const isRenewal = (url: URL) => targets.has(targetOf(url.href))
  const hold = holdUntil(() => Promise.all(tabs.map(({ frame }) => frame.evaluate(hasAsked))))
  await visit.context.route(isRenewal, hold)
  try {
    const before = visit.network.requests.length
    const question = { forced: CALLS, limitMs: visit.limits.tokenMs, at: Date.now() + 150 }
    await Promise.all(tabs.map(({ frame }) => frame.evaluate(askTokens, question)))
    const made = visit.network.requests.slice(before).filter(({ url }) => isRenewal(new URL(url)))
    return { single: single.length, ...counts(made, tabs) }
  } finally {
    await visit.context.unroute(isRenewal, hold)
    await second.page.close()
  }
}

function counts(made: readonly SeenRequest[], tabs: readonly { page: Page }[]) {
  const perTab = Math.max(...tabs.map(({ page }) => made.filter(one => one.page === page).length))
  return { perTab, together: made.length }
}

/** The first renewal waits until both tabs have asked, so that a second one has no excuse. */
function holdUntil(bothHaveAsked: () => Promise<unknown>): (route: Route) => Promise<void> {
  let isFirst = true
  return async route => {
    const mustWait = isFirst
    isFirst = false
    if (mustWait) {
      await bothHaveAsked().catch(() => undefined)
      await pause(100)
    }
    await route.continue().catch(() => undefined) // the page may have been closed meanwhile
  }
}
