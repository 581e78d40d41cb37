import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { noteReady, readyAfter, switchTo } from './whenReady.ts'
import { watchNetwork, type Transfer } from './watchNetwork.ts'

/** Aid officer of the demo school: all four modules are theirs. */
const ACCOUNT = 'taicang-officer-1'
const FIRST = 'applications'
const LAP = ['mentors', 'archives', 'coverage-reports', FIRST] as const

export interface FirstLoad {
  readonly usableMs: number
  readonly transfers: readonly Transfer[]
}

/** Opens the list of requests in a browser that has never been here. */
export async function firstLoad(browser: Browser, url: string, latencyMs: number): Promise<FirstLoad> {
  return inNewContext(browser, url, async (page, session) => {
    await noteReady(page, FIRST)
    const transfers = await watchNetwork(session, latencyMs)
    await page.goto(`${url}${FIRST}/`)
    const usableMs = await readyAfter(page)
    await page.waitForLoadState('networkidle')
    return { usableMs, transfers: transfers() }
  })
}

export interface Switches {
  /** Wall time of each switch, by the module it leads to. */
  readonly wallMs: Readonly<Record<string, readonly number[]>>
  /** Time that the page's thread worked, of each switch on average, a figure for each lap. */
  readonly threadMs: readonly number[]
  /** Bytes of the first lap, in which each module arrives. */
  readonly bytes: number
  readonly heapBytes: number
}

/** Goes from module to module by the portal's menu, once to have all files and then `laps` times. */
export function switchModules(browser: Browser, url: string, laps: number): Promise<Switches> {
  return inNewContext(browser, url, async (page, session) => {
    await noteReady(page, FIRST)
    const transfers = await watchNetwork(session, 0)
    await page.goto(`${url}${FIRST}/`)
    await readyAfter(page)
    for (const module of LAP) await switchTo(page, module)
    await page.waitForLoadState('networkidle')
    const files = transfers().filter(({ kind }) => kind === 'page' || kind === 'script' || kind === 'style')
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
    await session.send('Network.disable')
    return { bytes, ...(await walk(page, session, laps)), heapBytes: await heapOf(session) }
  })
}

async function walk(
  page: Page,
  session: CDPSession,
  laps: number,
): Promise<Pick<Switches, 'wallMs' | 'threadMs'>> {
  const wallMs: Record<string, number[]> = {}
  const threadMs: number[] = []
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  for (let lap = 0; lap < laps; lap++) {
    const before = await workOf(session)
    for (const module of LAP) (wallMs[module] ??= []).push(await switchTo(page, module))
    threadMs.push((1000 * ((await workOf(session)) - before)) / LAP.length)
  }
  return { wallMs, threadMs }
}

/** Seconds of work on the page's thread: tasks with their microtasks, in which Vue works. */
async function workOf(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize
}

async function inNewContext<T>(
  browser: Browser,
  url: string,
  fn: (page: Page, session: CDPSession) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
  try {
    await signIn(context, url)
    const page = await context.newPage()
    return await fn(page, await context.newCDPSession(page))
  } finally {
    await context.close()
  }
}

async function signIn(context: BrowserContext, url: string): Promise<void> {
  const reply = await context.request.post(`${url}stub/sign-in`, { data: { account: ACCOUNT } })
  if (!reply.ok()) throw new Error(`the stub issuer refused ${ACCOUNT}: ${reply.status()}`)
}
