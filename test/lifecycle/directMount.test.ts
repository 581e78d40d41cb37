import type { Page } from 'playwright-core'
import { afterAll, describe, expect, inject } from 'vitest'
import { test } from '../support/e2e.ts'
import { publishedRelease, RELEASE_DIR } from '../support/releaseCopy.ts'
import { openBarePage } from './barePage.ts'
import { tracesOf } from './leaveNoTrace.ts'
import { sourceNames } from './sourceNames.ts'
import { moduleLoaded } from './walk.ts'

const release = await publishedRelease()
const ids = release.modules.map(({ manifest }) => manifest.id)
const sources = sourceNames(RELEASE_DIR)
afterAll(() => sources.forget())

async function mountAndUnmount(page: Page, id: string): Promise<void> {
  await page.evaluate(one => window.bareHost.mount(one), id)
  await moduleLoaded(page)
  await page.evaluate(() => window.bareHost.unmount())
  expect(await page.locator('[data-mf]').count()).toBe(0)
}

// Whatever a shell tidies up behind a module hides that the module did not.
describe('a module that a page without single-spa and shell-kit mounts and unmounts twenty times', () => {
  test.for(ids)('leaves no trace: %s', async (id, { openAs }) => {
    const page = await openAs('')
    await openBarePage(page, inject('portalUrl'), release)
    const round = (one = id) => mountAndUnmount(page, one)
    // At their first use, whoever's it is, the shared libraries leave marks that all modules share.
    await round(ids.find(one => one !== id))
    const found = await tracesOf(page, { round, rounds: 20 })
    const culprits = found.map(async ({ kind, what, by }) => `${kind} ${what} by ${await sources.nameOf(by)}`)
    expect(await Promise.all(culprits)).toEqual([])
  })
})
