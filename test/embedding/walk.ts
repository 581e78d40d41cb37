import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** A module in the menu of an example. */
export interface MenuEntry {
  readonly id: string
  /** Of its first page. */
  readonly path: string
}

/**
 * Walks one module as somebody at work does: opens it from the menu, opens a record of its list, loads that page
 * anew, goes over to another module, comes back, and comes back once more.
 */
export async function walkModule(page: Page, { id, path }: MenuEntry, other: MenuEntry): Promise<void> {
  const heading = page.locator(`[data-mf="${id}"] h1`)
  await page.locator(`#menu a[href="${path}"]`).click()
  const list = await headingOf(page, id)
  expect(pathOf(page)).toBe(path)

  const link = await someLink(page, id, path)
  // Some frameworks make every link absolute.
  const record = new URL((await link.getAttribute('href')) ?? '', page.url()).pathname
  const isAtRecord = async () => {
    await expect.poll(() => pathOf(page)).toBe(record)
    expect(await headingOf(page, id)).not.toBe(list)
  }
  await link.click()
  await expect.poll(() => heading.textContent()).not.toBe(list)
  await isAtRecord()
  await page.reload()
  await isAtRecord()

  await page.locator(`#menu a[href="${other.path}"]`).click()
  await headingOf(page, other.id)
  expect(pathOf(page)).toBe(other.path)
  await page.goBack()
  await isAtRecord()

  await page.goBack()
  await expect.poll(() => heading.textContent()).toBe(list)
  expect(pathOf(page)).toBe(path)
}

/** To a record of the list; where the list leads into other modules, to some other page of this one. */
async function someLink(page: Page, id: string, path: string): Promise<Locator> {
  await page.locator(`[data-mf="${id}"] tbody th`).first().waitFor()
  const own = `a[href*="${path}"]:not([href$="${path}"])`
  const inList = page.locator(`[data-mf="${id}"] tbody ${own}`)
  return ((await inList.count()) > 0 ? inList : page.locator(`[data-mf="${id}"] ${own}`)).first()
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

/** What the module's heading says, once it is there. */
export async function headingOf(page: Page, id: string): Promise<string> {
  const heading = page.locator(`[data-mf="${id}"] h1`)
  await heading.waitFor()
  return (await heading.textContent()) ?? ''
}

function pathOf(page: Page): string {
  const { pathname, search } = new URL(page.url())
  return pathname + search
}
