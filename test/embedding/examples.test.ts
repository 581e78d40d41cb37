import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Release } from '@sunshine-aid/host-contract'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect } from 'vitest'
import { test } from '../support/e2e.ts'
import { openDeployment, openExample } from './deployment.ts'
import { contentsOf, walkModule } from './walk.ts'

const folder = join(import.meta.dirname, '../../docs/examples')
/** Every folder that has a page is an example: a new one is walked without editing this file. */
const examples = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(file => /^[\w-]+\/index\.html$/.test(file))
  .map(file => file.replace('/index.html', ''))

let deployment: string
beforeAll(async () => {
  deployment = await openDeployment()
}, 240_000)

describe.each(examples)('the example %s', name => {
  test('opens every module, a record in it and back, and keeps nothing of it', async ({ page, watch }) => {
    const example = await openExample(name, deployment)
    try {
      const home = new URL(example.url).pathname
      await page.goto(example.url)
      await page.locator('#menu a').first().waitFor()
      // What the loader fetches ahead; its links go when they are done.
      await expect.poll(() => page.locator('link[rel="modulepreload"][integrity]').count()).toBe(0)
      const before = await contentsOf(page)
      const entries = (await moduleIds(page)).map(id => ({ id, path: `${home}${id}/` }))
      for (const [index, entry] of entries.entries()) {
        await walkModule(page, entry, entries.at(index - 1) ?? entry)
        await page.locator(`header a[href="${home}"]`).click()
        await expect.poll(() => page.locator('[data-mf]').count()).toBe(0)
        await expect.poll(() => contentsOf(page)).toEqual(before)
        expect(new URL(page.url()).pathname).toBe(home)
      }
      expect(watch.faults()).toEqual([])
    } finally {
      await example.close()
    }
  })
})

async function moduleIds(page: Page): Promise<string[]> {
  const reply = await page.request.get(new URL('/mf/release.json', page.url()).href)
  const { modules } = (await reply.json()) as Release
  return modules.map(({ manifest }) => manifest.id)
}
