import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { noteReady, readyAfter, switchTo, type Switch } from './whenReady.ts'
import { watchNetwork, type Transfer } from './watchNetwork.ts'

/** Aid officer of the demo school: all four modules are theirs. */
const ACCOUNT = 'taicang-officer-1'
const FIRST = 'applications'
const FURTHER = ['mentors', 'archives', 'coverage-reports'] as const

/** The modules in the order in which a round goes through them. */
export const ROUND = [...FURTHER, FIRST] as const

/** A module that was opened, and what was transferred until the network was quiet again. */
export interface Visit {
  readonly module: string
  /** Until heading and first row were painted. */
  readonly usableMs: number
  readonly transfers: readonly Transfer[]
}

/** Opens every module once in a browser that has never been here: the first by its address, the others by the menu. */
export async function visitAll(browser: Browser, url: string, latencyMs: number): Promise<Visit[]> {
  const { page, session, close } = await openPage(browser, url)
  await noteReady(page, FIRST)
  const network = await watchNetwork(session, latencyMs)
  const visits: Visit[] = []
  const note = async (module: string, usableMs: number) => {
    visits.push({ module, usableMs, transfers: await network.settled() })
    await quiet(page)
  }
  await page.goto(`${url}${FIRST}/`)
  await note(FIRST, await readyAfter(page))
  for (const module of FURTHER) await note(module, (await switchTo(page, module)).paintedMs)
  await close()
  return visits
}

/** A page in which one goes round all modules by the portal's menu. */
export interface Walker {
  /** A round; tells of each switch, and of the work of one on the page's thread on average. */
  readonly walk: () => Promise<{ readonly switches: readonly Switch[]; readonly threadMs: number }>
  /** Its browser session, for a look into its memory. */
  readonly session: CDPSession
  readonly page: Page
  readonly close: () => Promise<void>
}

/** Has been round twice, so that all files are there and caches are filled. */
export async function openWalker(browser: Browser, url: string): Promise<Walker> {
  const { page, session, close } = await openPage(browser, url)
  await noteReady(page, FIRST)
  await page.goto(`${url}${FIRST}/`)
  await readyAfter(page)
  const round = async () => {
    const switches: Switch[] = []
    for (const module of ROUND) switches.push(await switchTo(page, module))
    return switches
  }
  await round()
  await round()
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return {
    page,
    session,
    close,
    async walk() {
      await page.bringToFront()
      const before = await workOf(session)
      const switches = await round()
      await quiet(page)
      return { switches, threadMs: (1000 * ((await workOf(session)) - before)) / switches.length }
    },
  }
}

/** Seconds of work on the page's thread: tasks with their microtasks, in which Vue works. */
async function workOf(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN
}

/** Until the page has nothing to do for the moment. */
function quiet(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise<void>(resolve => requestIdleCallback(() => resolve(), { timeout: 500 })),
  )
}

/** Somebody's own browser, signed in. */
async function openPage(browser: Browser, url: string) {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
  await signIn(context, url)
  const page = await context.newPage()
  return { page, session: await context.newCDPSession(page), close: () => context.close() }
}

async function signIn(context: BrowserContext, url: string): Promise<void> {
  const reply = await context.request.post(`${url}stub/sign-in`, { data: { account: ACCOUNT } })
  if (!reply.ok()) throw new Error(`the stub issuer refused ${ACCOUNT}: ${reply.status()}`)
}
