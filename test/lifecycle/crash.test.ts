import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject } from 'vitest'
import { test as base } from '../support/e2e.ts'
import type { ReleaseCopy } from '../support/releaseCopy.ts'
import { openSecondPortal, type SecondPortal } from '../support/secondPortal.ts'
import { releaseWith } from './fixtureModules.ts'
import { moduleLoaded, openHome } from './walk.ts'

const OFFICER = 'taicang-officer-1'
let release: ReleaseCopy
let portal: SecondPortal
const test = base.override('portalUrl', () => portal.url)

beforeAll(async () => {
  release = await releaseWith(join(import.meta.dirname, 'fixtures'), ['crashing'])
  const [portalUrl, dataDir] = [inject('portalUrl'), inject('portalDataDir')]
  portal = await openSecondPortal({ portalUrl, dataDir, releaseDir: release.dir })
})
afterAll(async () => {
  await portal.close()
  await release.remove()
})

const follow = (page: Page, path: string) =>
  page.locator(`nav:visible a[href="${path}"], nav:visible a[href="${path}/"]`).click()
const works = (page: Page) => page.getByRole('heading', { name: '好了' }).waitFor()

async function failBy(page: Page, fault: string): Promise<void> {
  await page.evaluate(text => (document.documentElement.dataset['fault'] = text), fault)
}

/** The rest of the portal, in the same document as before. */
async function expectOthersToWork(page: Page): Promise<void> {
  for (const path of ['/mentors', '/applications']) {
    await follow(page, path)
    await page.waitForURL(url => url.pathname.startsWith(path))
    await moduleLoaded(page)
  }
}

describe('a module that fails on screen', () => {
  test.for([
    ['render throws', /这个页面出了问题/],
    ['mount throws', /暂时打不开/],
  ] as const)(
    'because %s gets a card with a code; retry works without a reload',
    async ([fault, words], { openAs }) => {
      const page = await openAs(OFFICER)
      await openHome(page)
      await page.evaluate(() => (window.name = 'the same document'))
      await failBy(page, fault)
      await follow(page, '/crashing')
      const main = page.locator('#main')
      await main.getByText(words).waitFor()
      expect(await main.innerText()).toMatch(/CRA-[0-9A-Z]{4}-\d{4}/)
      await expectOthersToWork(page)

      await follow(page, '/crashing')
      await main.getByText(words).waitFor()
      await failBy(page, '')
      await main.getByRole('button', { name: /再试一次|重试/ }).click()
      await works(page)
      expect(await page.evaluate(() => window.name)).toBe('the same document')
    },
  )

  test('because it never comes is asked about, can be stopped, and comes when it is tried again', async ({
    openAs,
  }) => {
    const page = await openAs(OFFICER)
    await openHome(page)
    await failBy(page, 'mount never ends')
    await follow(page, '/crashing')
    await page.getByRole('button', { name: '停止' }).click()
    await page.locator('#main').getByText('暂时打不开').waitFor()
    await expectOthersToWork(page)
    await failBy(page, '')
    await follow(page, '/crashing')
    await works(page)
  })

  test('because it never goes is taken away, and keeps nobody from coming', async ({ openAs }) => {
    const page = await openAs(OFFICER)
    await openHome(page)
    await failBy(page, 'unmount never ends')
    await follow(page, '/crashing')
    await works(page)
    await expectOthersToWork(page)
    await expect.poll(() => page.locator('[data-mf="crashing"]').count(), { timeout: 10_000 }).toBe(0)
    await failBy(page, '')
    await follow(page, '/crashing')
    await works(page)
  })
})
