import type { Browser, BrowserContext, Page } from 'playwright-core'
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
  /** Faults seen in the pages of `context`; a test fails on each that it did not expect. */
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
    const context = await browser.newContext({
      baseURL: portalUrl,
      locale: 'zh-CN',
      timezoneId: 'America/St_Johns',
    })
    await use(context)
    await context.close()
  },
  watch: async ({ context }, use) => {
    const watch = await watchPages(context)
    await use(watch)
    const faults = watch.faults()
    if (faults.length > 0) throw new Error(`unexpected in the browser\n${faults.join('\n')}`)
  },
  page: async ({ context, watch: _watch }, use) => use(await context.newPage()),
})

/** Signs `page` in as `account` of the stub issuer, as the sign-in page does. */
export async function signIn(page: Page, account: string): Promise<void> {
  const reply = await page.request.post('/stub/sign-in', { data: { account } })
  if (!reply.ok()) throw new Error(`the stub issuer refused ${account}: ${reply.status()}`)
}
