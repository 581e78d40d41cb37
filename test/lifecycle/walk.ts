import type { Page } from 'playwright-core'

/** The portal's home page, which is no module's, with nothing under way. */
export async function openHome(page: Page): Promise<void> {
  await page.goto('/')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
}

/** From the home page by its link to the page of a module at `path`, and back home once that has loaded. */
export async function visitAndLeave(page: Page, path: string): Promise<void> {
  await page.locator(`#main a[href="${path}"], #main a[href="${path}/"]`).first().click()
  await moduleLoaded(page)
  await page.locator('nav a[href="/"]').click()
  await moduleGone(page)
}

/** Resolves when a module's page is there with all that it loads. */
export async function moduleLoaded(page: Page): Promise<void> {
  await page.locator('#main [data-mf] h1').waitFor()
  await page.locator('.sa-bone').first().waitFor({ state: 'detached' })
}

/** Resolves when the portal's own page is there and no module is. */
export async function moduleGone(page: Page): Promise<void> {
  await page.locator('[data-mf]').first().waitFor({ state: 'detached' })
  await page.locator('#main h1').waitFor()
}
