import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { serveAssets, type AssetServer } from '@sunshine-aid/shell-stub/serve/assetServer'
import { afterAll, beforeAll, describe, expect, inject } from 'vitest'
import { demoPages } from '../support/demoPages.ts'
import { test as base } from '../support/e2e.ts'
import { RELEASE_DIR } from '../support/releaseCopy.ts'
import { openSecondPortal, type SecondPortal } from '../support/secondPortal.ts'
import { moduleLoaded } from './walk.ts'

const OFFICER = 'taicang-officer-1'
const places = [
  { name: 'at the root of its origin', basePath: '/', filesElsewhere: false },
  { name: 'below a path', basePath: '/portal-b/', filesElsewhere: false },
  { name: 'below a path, its files on another origin', basePath: '/portal-b/', filesElsewhere: true },
]
const deep = (await demoPages(inject('portalUrl'))).filter(({ name, account }) => {
  return account === OFFICER && name.includes('/:')
})

describe.for(places)('the portal $name', ({ basePath, filesElsewhere }) => {
  let assets: AssetServer
  let portal: SecondPortal
  const test = base.override('portalUrl', () => portal.url)

  beforeAll(async () => {
    assets = await serveAssets(join(RELEASE_DIR, 'mf'))
    portal = await openSecondPortal({
      portalUrl: inject('portalUrl'),
      dataDir: inject('portalDataDir'),
      releaseDir: RELEASE_DIR,
      basePath,
      ...(filesElsewhere && { assetOrigin: assets.origin }),
    })
  })
  afterAll(async () => {
    await portal.close()
    await assets.close()
  })

  test('is walked by its menu, by deep links and back', async ({ openAs }) => {
    const page = await openAs(OFFICER)
    const files: string[] = []
    page.on('request', request => {
      if (request.url().includes('/mf/')) files.push(new URL(request.url()).origin)
    })
    await page.goto(basePath)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const links = page.locator('nav:visible a')
    const addresses = await links.evaluateAll(all => all.map(link => link.getAttribute('href') ?? ''))
    expect(addresses.length).toBeGreaterThan(5)
    for (const address of addresses) {
      expect(address.startsWith(basePath)).toBe(true)
      await page.locator(`nav:visible a[href="${address}"]`).click()
      await page.waitForURL(url => sameAddress(url.pathname, address))
      if (address !== basePath) await moduleLoaded(page)
    }
    await page.goBack()
    await moduleLoaded(page)
    expect(sameAddress(new URL(page.url()).pathname, addresses.at(-2) ?? '')).toBe(true)
    for (const { path } of deep) await openAndReload(page, basePath + path.slice(1))
    const origin = filesElsewhere ? assets.origin : new URL(portal.url).origin
    expect([...new Set(files)]).toEqual([origin])
  })
})

function sameAddress(one: string, other: string): boolean {
  return one.replace(/\/$/, '') === other.replace(/\/$/, '')
}

async function openAndReload(page: Page, path: string): Promise<void> {
  expect((await page.goto(path))?.status()).toBe(200)
  await moduleLoaded(page)
  const heading = await page.locator('#main h1').innerText()
  await page.reload()
  await moduleLoaded(page)
  expect([path, new URL(page.url()).pathname, await page.locator('#main h1').innerText()]).toEqual([
    path,
    path,
    heading,
  ])
}
