import { AxeBuilder } from '@axe-core/playwright'
import { describe, expect, inject } from 'vitest'
import { demoPages } from '../support/demoPages.ts'
import { test } from '../support/e2e.ts'
import { moduleLoaded } from './walk.ts'

const OFFICER = 'taicang-officer-1'
/** Limits for a machine that does other things as well. */
const SOON = { timeout: 10_000 }
const PHONE = { width: 390, height: 844 }
const entrances = (await demoPages(inject('portalUrl'))).filter(({ name }) => name.endsWith('/'))
const others = (path: string) => entrances.filter(each => each.path !== path)

describe('from one module to another by the keyboard', () => {
  test.for(entrances)(
    'the page is handed over, and Back brings back where one was: $name',
    async (from, { openAs }) => {
      const page = await openAs(OFFICER)
      await page.goto(from.path)
      await moduleLoaded(page)
      for (const to of others(from.path)) {
        const name = `${from.name} → ${to.name}`
        await page.evaluate(listenToAnnouncements)
        const link = page.locator(`nav:visible a[href="${to.path}"], nav:visible a[href="${to.path}/"]`)
        await link.focus()
        await page.keyboard.press('Enter')
        await page.waitForURL(url => url.pathname.startsWith(to.path))
        await moduleLoaded(page)
        await expect
          .poll(() => page.evaluate(focusOf), SOON)
          .toMatchObject({ tag: 'H1', module: to.name.slice(0, -1) })
        const heading = await page.locator('#main h1').innerText()
        expect([name, await page.title()]).toEqual([name, `${heading} · 阳光资助平台`])
        // The heading is read out because it has the focus; saying it again would be once too often.
        expect([name, await page.evaluate(announcements)]).toEqual([name, []])
        expect([name, await page.evaluate(leftovers)]).toEqual([name, []])

        await page.goBack()
        await page.waitForURL(url => url.pathname.startsWith(from.path))
        await moduleLoaded(page)
        await expect
          .poll(() => page.evaluate(focusOf), SOON)
          .toMatchObject({ tag: 'A', href: await link.getAttribute('href') })
        expect([name, await page.evaluate(leftovers)]).toEqual([name, []])
      }
    },
  )

  test('a page that was scrolled is where it was after Back', async ({ openAs }) => {
    const page = await openAs(OFFICER, { viewport: { width: 1280, height: 300 } })
    for (const { path } of entrances) {
      await page.goto(path)
      await moduleLoaded(page)
      const next = others(path)[0]?.path ?? ''
      const link = page.locator(`nav:visible a[href="${next}"], nav:visible a[href="${next}/"]`)
      await link.evaluate(element => element.focus({ preventScroll: true }))
      await page.evaluate(() => scrollTo(0, 150))
      const before = await page.evaluate(() => scrollY)
      await page.keyboard.press('Enter')
      await page.waitForURL(url => url.pathname.startsWith(next))
      await moduleLoaded(page)
      expect([next, await page.evaluate(() => scrollY)]).toEqual([next, 0])
      await page.goBack()
      await page.waitForURL(url => url.pathname.startsWith(path))
      await moduleLoaded(page)
      await expect.poll(() => page.evaluate(() => scrollY), { message: path, timeout: 10_000 }).toBe(before)
    }
  })
})

describe('the menu on a phone', () => {
  test('is a dialog that everybody can use, and takes itself away', async ({ openAs }) => {
    const page = await openAs(OFFICER, { viewport: PHONE })
    await page.goto('/applications')
    await moduleLoaded(page)
    await page.getByRole('button', { name: '菜单' }).press('Enter')
    const drawer = page.getByRole('dialog', { name: '功能菜单' })
    await drawer.waitFor()
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
    expect(await drawer.evaluate(element => element.contains(document.activeElement))).toBe(true)
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'hidden' })
    await expect.poll(() => page.evaluate(leftovers), SOON).toEqual([])
    expect(await page.evaluate(focusOf)).toMatchObject({ tag: 'BUTTON' })
    await page.keyboard.press('Enter')
    await drawer.getByRole('link', { name: '待配导师' }).press('Enter')
    await page.waitForURL(/mentors/)
    await moduleLoaded(page)
    await expect.poll(() => page.evaluate(leftovers), SOON).toEqual([])
    await expect.poll(() => page.evaluate(focusOf), SOON).toMatchObject({ tag: 'H1' })
  })
})

/** Runs in the page. */
function focusOf() {
  const element = document.activeElement
  return {
    tag: element?.tagName ?? '',
    href: element?.getAttribute('href') ?? '',
    module: element?.closest<HTMLElement>('[data-mf]')?.dataset['mf'] ?? '',
  }
}

declare global {
  interface Window {
    announced: string[]
  }
}

/** Runs in the page: what the portal's live regions say from now on; a page has its own. */
function listenToAnnouncements(): void {
  window.announced = []
  const regions = '[aria-live], [role="status"], [role="alert"]'
  new MutationObserver(changes => {
    for (const { target } of changes) {
      const region = (target instanceof Element ? target : target.parentElement)?.closest(regions)
      const text = region?.textContent.trim()
      if (text && !region?.closest('[data-mf]')) window.announced.push(text)
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true })
}

/** Runs in the page. */
function announcements(): string[] {
  return [...new Set(window.announced)]
}

/** Runs in the page: what a dialog, or a module that has left, must not leave behind. */
function leftovers(): string[] {
  const found = document.querySelectorAll(
    '[inert], body[style*="pointer-events"], body > [aria-hidden="true"]',
  )
  const open = document.querySelectorAll('[data-overlays] > *')
  const modules = [...document.querySelectorAll<HTMLElement>('#main [data-mf]')].slice(1)
  return [...found, ...open, ...modules].map(element => element.outerHTML.slice(0, 120))
}
