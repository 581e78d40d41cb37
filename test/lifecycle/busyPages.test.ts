import type { Page } from 'playwright-core'
import { afterAll, describe, expect, inject } from 'vitest'
import { demoPages, type DemoPage } from '../support/demoPages.ts'
import { test } from '../support/e2e.ts'
import { RELEASE_DIR } from '../support/releaseCopy.ts'
import { tracesOf } from './leaveNoTrace.ts'
import { sourceNames } from './sourceNames.ts'
import { moduleGone, moduleLoaded, openHome } from './walk.ts'

const pages = await demoPages(inject('portalUrl'))
const accounts = [...new Set(pages.map(({ account }) => account))]
const sources = sourceNames(RELEASE_DIR)
afterAll(() => sources.forget())

describe('a page that is left while it is busy', () => {
  // Fewer rounds than for the entrances: there are many pages, and a leak shows in every round.
  test.for(accounts)('leaves no trace: all pages of %s', async (account, { openAs, watch }) => {
    watch.expect(/ERR_FAILED|net::/)
    const page = await openAs(account)
    // What is typed here is nobody's data: it never arrives.
    await page.route('**/api/v1/**', route =>
      route.request().method() === 'GET' ? route.continue() : route.abort(),
    )
    await openHome(page)
    const own = pages.filter(each => each.account === account)
    const round = async () => {
      for (const each of own) await leaveBusy(page, each)
    }
    const found = await tracesOf(page, { round, rounds: 3, warmUp: 1 })
    const culprits = found.map(async ({ kind, what, by }) => `${kind} ${what} by ${await sources.nameOf(by)}`)
    expect(await Promise.all(culprits)).toEqual([])
  })
})

/** Types into what can be typed into, opens what opens, and leaves without looking back. */
async function leaveBusy(page: Page, { path }: DemoPage): Promise<void> {
  await page.evaluate(goTo, path)
  await page.waitForURL(url => url.pathname.replace(/\/$/, '') === path)
  await moduleLoaded(page)
  await page.evaluate(makeBusy)
  await page.evaluate(goTo, '/')
  const leave = page.getByRole('alertdialog').getByRole('button').last()
  await leave.or(page.locator('#main h1:not([data-mf] *)')).first().waitFor()
  if (await leave.isVisible()) await leave.click()
  await moduleGone(page)
}

/** Runs in the page: as a link that somebody clicks, which the portal follows. */
function goTo(path: string): void {
  const link = Object.assign(document.createElement('a'), { href: path })
  document.querySelector('#main')!.append(link)
  link.click()
  link.remove()
}

/** Runs in the page. */
function makeBusy(): void {
  const fields = document.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>(
    '#main textarea, #main input[type="search"], #main input[type="text"]',
  )
  for (const field of fields) {
    field.value = '忙'
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  document.querySelector<HTMLElement>('#main [aria-haspopup], #main .sa-date button')?.click()
}
