import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/**
 * Walks one module of an example as somebody at work does: opens it from the menu, opens the first thing that it
 * lists, loads that page anew, steps back, and leaves.
 * @param path of the module's first page
 */
export async function walkModule(page: Page, id: string, path: string): Promise<void> {
  const heading = page.locator(`[data-mf="${id}"] h1`)
  await page.locator(`#menu a[href="${path}"]`).click()
  const list = await textOf(page, id)
  expect(pathOf(page)).toBe(path)

  const link = page.locator(`[data-mf="${id}"] a[href*="${path}"]:not([href$="${path}"])`).first()
  // Some frameworks make every link absolute.
  const record = new URL((await link.getAttribute('href')) ?? '', page.url()).pathname
  await link.click()
  await expect.poll(() => pathOf(page)).toBe(record)
  await expect.poll(() => heading.textContent()).not.toBe(list)
  const title = await textOf(page, id)

  await page.reload()
  expect(await textOf(page, id)).toBe(title)
  expect(pathOf(page)).toBe(record)

  await page.goBack()
  await expect.poll(() => heading.textContent()).toBe(list)
  expect(pathOf(page)).toBe(path)
}

/** What a module could leave in a page: elements, style sheets, frames. */
export function contentsOf(page: Page) {
  return page.evaluate(() => ({
    elements: document.querySelectorAll('*').length,
    inBody: [...document.body.children].map(({ tagName, id }) => `${tagName}#${id}`),
    styleSheets: document.styleSheets.length + document.adoptedStyleSheets.length,
    frames: window.length,
  }))
}

/** The heading of the module, once it is there and is no skeleton. */
async function textOf(page: Page, id: string): Promise<string> {
  const heading = page.locator(`[data-mf="${id}"] h1`)
  await expect.poll(() => heading.textContent().catch(() => '')).toMatch(/\S/)
  return (await heading.textContent()) ?? ''
}

function pathOf(page: Page): string {
  const { pathname, search } = new URL(page.url())
  return pathname + search
}
