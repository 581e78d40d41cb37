import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject } from 'vitest'
import { demoPages } from '../support/demoPages.ts'
import { test as base } from '../support/e2e.ts'
import { copyRelease, publishedRelease, type ReleaseCopy } from '../support/releaseCopy.ts'
import { openSecondPortal, type SecondPortal } from '../support/secondPortal.ts'
import { moduleLoaded } from './walk.ts'

const OFFICER = 'taicang-officer-1'
const release = await publishedRelease()
const pages = await demoPages(inject('portalUrl'))
const ofModules = release.modules.flatMap(({ base: folder, manifest: { id, entry, files } }) =>
  Object.keys(files)
    .filter(file => file.endsWith('.js'))
    .map(file => ({ id, file: folder.slice(2) + file, isEntry: file === entry })),
)
/** A page that comes with the second file of its module. */
const LATER = 'visits'
const ofEveryPage = await preloadsOf(inject('portalUrl'))

/** The release with no version to go back to, so that what cannot run is seen. */
let copy: ReleaseCopy
let portal: SecondPortal
const test = base.override('portalUrl', () => portal.url)

beforeAll(async () => {
  copy = await copyRelease(whole => {
    const modules = whole.modules.map(({ previous: _, ...module }) => module)
    return Promise.resolve({ ...whole, modules })
  })
  const [portalUrl, dataDir] = [inject('portalUrl'), inject('portalDataDir')]
  portal = await openSecondPortal({ portalUrl, dataDir, releaseDir: copy.dir })
})
afterAll(async () => {
  await portal.close()
  await copy.remove()
})

describe('a file of a module in which one bit differs', () => {
  test.for(ofModules.filter(({ isEntry }) => isEntry))(
    'does not run, and the page says so; all else works: $id',
    async ({ id, file }, { openAs, watch }) => {
      watch.expect(/integrity|Failed to load|dynamically imported/i)
      const page = await openAs(OFFICER)
      await tamperWith(page, file)
      const scripts = await watchScripts(page)
      await page.goto(pages.find(({ name }) => name === `${id}/`)?.path ?? '')
      await page.getByText('收到的程序与发布的不一致，为了安全没有运行').waitFor()
      expect(await page.locator('#main').innerText()).toMatch(/[A-Z]{3}-[0-9A-Z]{4}-\d{4}/)
      expect(scripts.filter(url => url.includes(file))).toEqual([])

      const others = release.modules.filter(({ manifest }) => manifest.id !== id)
      for (const { basePath, manifest } of others) {
        await page
          .locator(`nav:visible a[href^="/${basePath.slice(0, -1)}"]`)
          .first()
          .click()
        await page.locator(`#main [data-mf="${manifest.id}"]`).waitFor()
        await moduleLoaded(page)
      }
    },
  )
})

describe('the second file of a module in which one bit differs', () => {
  test.for(ofModules.filter(({ isEntry }) => !isEntry))(
    'does not run where a page needs it, and the first view does not: $id',
    async ({ id, file }, { openAs, watch }) => {
      watch.expect(/integrity|Failed to load|dynamically imported|uncaught/i)
      const page = await openAs(OFFICER)
      await tamperWith(page, file)
      const scripts = await watchScripts(page)
      await page.goto(`/${id}/`)
      await moduleLoaded(page)
      await page.goto(`/${id}/${LATER}`)
      await expect
        .poll(() => page.locator('#main').innerText(), { timeout: 20_000 })
        .toMatch(/[A-Z]{3}-[0-9A-Z]{4}-\d{4}/)
      expect(scripts.filter(url => url.includes(file))).toEqual([])
    },
  )
})

describe('a file that every page needs, in which one bit differs', () => {
  test('does not run, and the page says what to do', async ({ openAs, watch }) => {
    watch.expect(/integrity|Failed to load/i)
    expect(ofEveryPage.length).toBeGreaterThan(2)
    const run = ofEveryPage.map(async file => {
      const page = await openAs(OFFICER)
      await tamperWith(page, file)
      const scripts = await watchScripts(page)
      await page.goto('/')
      await page.getByRole('heading', { name: '平台还没有打开' }).waitFor()
      return scripts.filter(url => url.includes(file))
    })
    expect((await Promise.all(run)).flat()).toEqual([])
  })
})

/** Paths of the scripts that the home page loads at once. */
async function preloadsOf(portalUrl: string): Promise<string[]> {
  const html = await (await fetch(portalUrl)).text()
  const links = html.matchAll(/<link rel="modulepreload" href="([^"]+)"/g)
  return [...links].map(([, href = '']) => new URL(href, portalUrl).pathname.slice(1))
}

/** One bit in the middle of the file differs, under every address that it has. */
async function tamperWith(page: Page, file: string): Promise<void> {
  await page.route(
    url => url.pathname.endsWith(`/${file}`),
    async route => {
      const body = await (await route.fetch()).body()
      const middle = body.length >> 1
      body[middle] = (body[middle] ?? 0) ^ 1
      await route.fulfill({ contentType: 'text/javascript', body })
    },
  )
}

/** Addresses of the scripts that the browser's engine has so much as read, from now on. */
async function watchScripts(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page)
  const read: string[] = []
  session.on('Debugger.scriptParsed', ({ url }) => read.push(url))
  session.on('Debugger.scriptFailedToParse', ({ url }) => read.push(url))
  await session.send('Debugger.enable')
  return read
}
