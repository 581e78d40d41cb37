import type { Page } from 'playwright-core'
import { describe, expect, inject } from 'vitest'
import { demoPages } from '../support/demoPages.ts'
import { test } from '../support/e2e.ts'
import { moduleLoaded } from './walk.ts'

const pages = await demoPages(inject('portalUrl'))
const accounts = [...new Set(pages.map(({ account }) => account))]

async function whatStands(page: Page) {
  await moduleLoaded(page)
  return {
    path: new URL(page.url()).pathname.replace(/\/$/, ''),
    module: await page.locator('#main [data-mf]').getAttribute('data-mf'),
    heading: await page.locator('#main h1').innerText(),
    title: await page.title(),
  }
}

describe('every page of every module', () => {
  test.for(accounts)('is there by its address, and again after a reload: %s', async (account, { openAs }) => {
    const page = await openAs(account)
    for (const { name, path } of pages.filter(each => each.account === account)) {
      const reply = await page.goto(path)
      const first = await whatStands(page)
      expect([name, reply?.status(), first.path, first.module]).toEqual([name, 200, path, name.split('/')[0]])
      await page.reload()
      expect([name, await whatStands(page)]).toEqual([name, first])
    }
  })
})

describe('an address that leads nowhere', () => {
  test('below the portal is answered by the portal, with what to do', async ({ openAs, watch }) => {
    watch.expect(/status of 404/)
    const page = await openAs('taicang-officer-1')
    for (const path of ['/nowhere', '/applications/42/no/such/page', '/mentors/nobody/here']) {
      const reply = await page.goto(path)
      expect([path, reply?.status()]).toEqual([path, 404])
      await page.getByRole('heading', { name: '没有这个页面' }).waitFor()
      await page.getByRole('link', { name: '返回首页' }).waitFor()
    }
  })

  test('for want of permission is refused before any of the module’s code runs', async ({
    openAs,
    portalUrl,
  }) => {
    const { modules } = (await (await fetch(new URL('mf/release.json', portalUrl))).json()) as {
      modules: { basePath: string; manifest: { routes: { path: string; permission?: string }[] } }[]
    }
    // A member of a panel may do little; each module has a page without parameters that is not for them.
    const page = await openAs('taicang-panel-1')
    const may = await permissionsOf(page)
    const refused = modules.flatMap(({ basePath, manifest: { routes } }) =>
      routes
        .filter(
          ({ path, permission }) =>
            !path.includes(':') && permission !== undefined && !may.includes(permission),
        )
        .map(({ path }) => `/${basePath}${path.slice(1)}`),
    )
    expect(refused.length).toBeGreaterThan(2)
    for (const path of refused) {
      await page.goto(path)
      await page.getByRole('heading', { name: '您没有打开这个页面的权限' }).waitFor()
      expect(await page.locator('[data-mf]').count()).toBe(0)
    }
  })
})

async function permissionsOf(page: Page): Promise<readonly string[]> {
  const { accessToken } = (await (await page.request.post('/stub/token')).json()) as { accessToken: string }
  const reply = await page.request.get('/api/v1/me', { headers: { authorization: `Bearer ${accessToken}` } })
  return ((await reply.json()) as { permissions: string[] }).permissions
}
