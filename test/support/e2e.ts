import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { inject, test as base } from 'vitest'
import { launchBrowser } from './chromium.ts'
import { type Watch, watchPages } from './watchPage.ts'

type Fixtures = {
  /** One for a file of tests. */
  browser: Browser
  /** Where the portal runs, with a slash at the end. */
  portalUrl: string
  /** Somebody's browser: its own cookies and storage. */
  context: BrowserContext
  page: Page
  /** A page in the browser of somebody else, signed in as `account`, or as nobody for `''`; faults in it count for `watch`. */
  openAs: (account: string, options?: BrowserContextOptions) => Promise<Page>
  /** Faults seen in all these pages; a test fails on each that it did not expect. */
  watch: Watch
}

/** `test` for the end-to-end tests: a real browser before the running portal, and no fault that nobody expected. */
export const test = base.extend<Fixtures>({
  browser: [
    async ({}, use) => {
      const browser = await launchBrowser()
      await use(browser)
      await browser.close()
    },
    { scope: 'file' },
  ],
  portalUrl: async ({}, use) => use(inject('portalUrl')),
  context: async ({ browser, portalUrl }, use) => {
    const context = await newContext(browser, portalUrl)
    await use(context)
    await context.close()
  },
  openAs: async ({ browser, portalUrl, watch }, use) => {
    const opened: BrowserContext[] = []
    await use(async (account, options) => {
      const context = await newContext(browser, portalUrl, options)
      opened.push(context)
      await watch.also(context)
      const page = await context.newPage()
      if (account) await signIn(page, account)
      return page
    })
    await watch.lookBehind(inject('studentNames'))
    await Promise.all(opened.map(context => context.close()))
  },
  watch: async ({ context }, use) => {
    const watch = await watchPages(context)
    await use(watch)
    await watch.lookBehind(inject('studentNames'))
    const faults = watch.faults()
    if (faults.length > 0) throw new Error(`unexpected in the browser\n${faults.join('\n')}`)
  },
  page: async ({ context, watch: _watch }, use) => use(await context.newPage()),
})

/** Milliseconds that a page may take for one step on a busy machine; less than a test has. */
const STEP_TIMEOUT = 20_000

export async function newContext(
  browser: Browser,
  portalUrl: string,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: portalUrl,
    locale: 'zh-CN',
    timezoneId: 'America/St_Johns',
    viewport: { width: 1280, height: 800 },
    ...options,
  })
  context.setDefaultTimeout(STEP_TIMEOUT)
  return context
}

/** Signs `page` in as `account` of the stub issuer, as the sign-in page does. */
export async function signIn(page: Page, account: string): Promise<void> {
  const reply = await page.request.post('/stub/sign-in', { data: { account } })
  if (!reply.ok()) throw new Error(`the stub issuer refused ${account}: ${reply.status()}`)
}
