import type { Browser, BrowserContext, CDPSession } from 'playwright-core'
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
  const { page, session, close } = await openPage(browser, url)
  await noteReady(page, FIRST)
  const transfers = await watchNetwork(session, latencyMs)
  await page.goto(`${url}${FIRST}/`)
  const usableMs = await readyAfter(page)
  await page.waitForLoadState('networkidle')
  await close()
  return { usableMs, transfers: transfers() }
}

/** A page in which one goes round all modules by the portal's menu. */
export interface Walker {
  /** One round. */
  readonly walk: () => Promise<void>
  readonly end: () => Promise<Switches>
}

export interface Switches {
  /** Wall time of each switch, by the module it leads to. */
  readonly wallMs: Readonly<Record<string, readonly number[]>>
  /** Time that the page's thread worked, of each switch on average, a figure for each round. */
  readonly threadMs: readonly number[]
  /** Bytes of all files, with which the first round began. */
  readonly bytes: number
  readonly heapBytes: number
}

/** Has been round once, so that all files are there. */
export async function openWalker(browser: Browser, url: string): Promise<Walker> {
  const { page, session, close } = await openPage(browser, url)
  await noteReady(page, FIRST)
  const transfers = await watchNetwork(session, 0)
  await page.goto(`${url}${FIRST}/`)
  await readyAfter(page)
  for (const module of LAP) await switchTo(page, module)
  await page.waitForLoadState('networkidle')
  const files = transfers().filter(({ kind }) => kind === 'page' || kind === 'script' || kind === 'style')
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  await session.send('Network.disable')
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const wallMs: Record<string, number[]> = {}
  const threadMs: number[] = []
  return {
    async walk() {
      await page.bringToFront()
      const before = await workOf(session)
      for (const module of LAP) (wallMs[module] ??= []).push(await switchTo(page, module))
      threadMs.push((1000 * ((await workOf(session)) - before)) / LAP.length)
    },
    async end() {
      const heapBytes = await heapOf(session)
      await close()
      return { wallMs, threadMs, bytes, heapBytes }
    },
  }
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
