import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject } from 'vitest'
import { test as base } from '../support/e2e.ts'
import type { ReleaseCopy } from '../support/releaseCopy.ts'
import { openSecondPortal, type SecondPortal } from '../support/secondPortal.ts'
import { releaseWith } from './fixtureModules.ts'
import { moduleGone, openHome } from './walk.ts'

const OFFICER = 'taicang-officer-1'
let release: ReleaseCopy
let portal: SecondPortal
const test = base.override('portalUrl', () => portal.url)

beforeAll(async () => {
  release = await releaseWith(join(import.meta.dirname, 'fixtures'), ['trespassing'])
  const [portalUrl, dataDir] = [inject('portalUrl'), inject('portalDataDir')]
  portal = await openSecondPortal({ portalUrl, dataDir, releaseDir: release.dir })
})
afterAll(async () => {
  await portal.close()
  await release.remove()
})

/** What the portal sends out about refusals, in the order of sending. */
function refusalsFrom(page: Page): readonly string[] {
  const sent: string[] = []
  page.on('request', request => {
    if (!request.url().endsWith('/stub/failures')) return
    const { module, problem, phase } = request.postDataJSON() as Record<string, string>
    sent.push(`${module} ${problem} ${phase}`)
  })
  return sent
}

function addressOf(page: Page): string {
  const { pathname, search } = new URL(page.url())
  return pathname + search
}

const heading = (page: Page, text: string) => page.getByRole('heading', { name: text }).waitFor()
const opened = (page: Page, id: string) => page.locator(`#main [data-mf="${id}"] h1`).waitFor()
const link = (page: Page, path: string) =>
  page.locator(`nav:visible a[href="${path}"], nav:visible a[href="${path}/"]`)

/** Resolves when the page has heard of it: the event comes before the frame. */
async function resize(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 800 })
  const frame = () => page.evaluate(() => new Promise(requestAnimationFrame))
  await frame()
  await frame()
}

async function openTrespassing(page: Page): Promise<void> {
  await openHome(page)
  await link(page, '/trespassing').click()
  await heading(page, '第一页')
}

/** The rest of the portal still answers to the menu and to Back. */
async function expectOthersToWork(page: Page): Promise<void> {
  for (const path of ['/archives', '/applications']) {
    await link(page, path).click()
    await opened(page, path.slice(1))
  }
  await page.goBack()
  await opened(page, 'archives')
  expect(addressOf(page)).toBe('/archives/')
}

describe('a module that changes the address past its router', () => {
  test('may below its own base path', async ({ openAs }) => {
    const page = await openAs(OFFICER)
    const refusals = refusalsFrom(page)
    await openTrespassing(page)
    await resize(page, 1180)
    await expect.poll(() => addressOf(page)).toBe('/trespassing/?width=1180')
    await page.getByRole('button', { name: '去第二页' }).click()
    await heading(page, '第二页')
    expect(addressOf(page)).toBe('/trespassing/second')
    await page.goBack()
    await heading(page, '第一页')
    expect(refusals).toEqual([])
  })

  test('is refused beyond it, by name, and stays; nobody else is kept from work', async ({ openAs }) => {
    const page = await openAs(OFFICER)
    const refusals = refusalsFrom(page)
    await openTrespassing(page)
    const before = addressOf(page)
    await page.getByRole('button', { name: '走到外面' }).click()
    await expect.poll(() => refusals).toEqual(['trespassing address_refused render'])
    expect(addressOf(page)).toBe(before)
    await page.getByRole('button', { name: '去第二页' }).click()
    await heading(page, '第二页')
    await expectOthersToWork(page)
  })

  test('is refused once it has gone, by name, also below its own; the next module stays', async ({
    openAs,
  }) => {
    const page = await openAs(OFFICER)
    const refusals = refusalsFrom(page)
    await openTrespassing(page)
    await link(page, '/mentors').click()
    await opened(page, 'mentors')
    await resize(page, 1180)
    await expect.poll(() => refusals).toEqual(['trespassing address_refused unmount'])
    expect(addressOf(page)).toBe('/mentors/')
    expect(await page.locator('[data-mf="trespassing"]').count()).toBe(0)
    await expectOthersToWork(page)
    await link(page, '/').click()
    await moduleGone(page)
    await resize(page, 1280)
    expect(addressOf(page)).toBe('/')
  })
})
