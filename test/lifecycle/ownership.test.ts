import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { demoPages } from '../support/demoPages.ts'
import { test } from '../support/e2e.ts'
import { moduleLoaded } from './walk.ts'

const OFFICER = 'taicang-officer-1'

/** Waits for the page of the module to which the address belongs, and says where that is. */
async function place(page: Page): Promise<{ path: string; module: string | null }> {
  await moduleLoaded(page)
  const root = page.locator('#main [data-mf]')
  return { path: new URL(page.url()).pathname, module: await root.getAttribute('data-mf') }
}

describe('the address', () => {
  // embedding.md §0.1: with the usual stack the second hop already ends in /applications/mentors/….
  test('is right through hops between modules, deep pages, back and forward', async ({
    openAs,
    portalUrl,
  }) => {
    const pages = (await demoPages(portalUrl)).filter(({ account }) => account === OFFICER)
    const modules = [...new Set(pages.map(({ name }) => name.split('/')[0] ?? ''))]
    // Deep pages and entrances of all modules in turn, so that each hop leads to another one.
    const deep = modules.map(id => pages.findLast(({ name }) => name.startsWith(`${id}/`)))
    const first = modules.map(id => pages.find(({ name }) => name === `${id}/`))
    const hops = [...first, ...deep].flatMap(each => each ?? [])
    const page = await openAs(OFFICER)
    await page.goto('/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    const seen: { path: string; module: string | null }[] = []
    for (const { path } of hops) {
      await page.evaluate(goTo, path)
      await page.waitForURL(url => url.pathname.replace(/\/$/, '') === path)
      seen.push(await place(page))
    }
    expect(seen.map(({ module }) => module)).toEqual([...modules, ...modules])
    for (const expected of seen.toReversed().slice(1)) {
      await page.goBack()
      expect(await place(page)).toEqual(expected)
    }
    for (const expected of seen.slice(1)) {
      await page.goForward()
      expect(await place(page)).toEqual(expected)
    }
  })
})

/** Runs in the page: as a link that somebody clicks, which the portal follows. */
function goTo(path: string): void {
  const link = Object.assign(document.createElement('a'), { href: path })
  document.querySelector('#main')!.append(link)
  link.click()
  link.remove()
}
