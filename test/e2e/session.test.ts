import { confirmImport, convenePanel, listApplications } from '@sunshine-aid/api-contract'
import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { apiAs } from '../support/apiAs.ts'
import { demoPages } from '../support/demoPages.ts'
import { test } from '../support/e2e.ts'

const TYPED = '这一段是登录过期时写的。'

async function draftOf(portalUrl: string) {
  const page = (await demoPages(portalUrl)).find(({ name }) => name === 'applications/:id/draft')
  if (!page) throw new Error('the demo class has no draft')
  return page
}

/** The next call of the API finds the token expired, and the issuer knows nobody any more. */
async function endSession(context: BrowserContext): Promise<void> {
  await context.clearCookies()
  await context.route(
    '**/api/v1/**',
    route =>
      route.fulfill({
        status: 401,
        contentType: 'application/problem+json',
        json: {
          type: 'about:blank',
          title: 'unauthenticated',
          status: 401,
          code: 'unauthenticated',
          requestId: 'expired',
        },
      }),
    { times: 1 },
  )
}

async function signOut(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name }).click()
  await page.getByRole('menuitem', { name: '退出登录' }).click()
  await page.getByRole('heading', { name: '选择身份登录' }).waitFor()
}

describe('a session', () => {
  test('that ends while somebody types is taken up again in place, and the form is as it was', async ({
    openAs,
    portalUrl,
    watch,
  }) => {
    watch.expect(/status of 401/)
    const { account, path } = await draftOf(portalUrl)
    const page = await openAs(account)
    await page.goto(path)
    const facts = page.getByLabel('事实和理由')
    await facts.waitFor()
    const written = `${await facts.inputValue()}${TYPED}`
    await endSession(page.context())
    await facts.fill(written)
    const dialog = page.getByRole('alertdialog', { name: '登录已过期' })
    await dialog.waitFor()
    await dialog.getByRole('button', { name: /的身份继续/ }).click()
    await dialog.waitFor({ state: 'hidden' })
    expect(await facts.inputValue()).toBe(written)
    await page.getByText('已保存').waitFor()
    await page.reload()
    await expect.poll(() => facts.inputValue(), { timeout: 10_000 }).toBe(written)
  })

  test('of somebody else shows nothing of the one before', async ({ openAs, portalUrl, watch }) => {
    watch.expect(/status of 40[14]/)
    const { account, path } = await draftOf(portalUrl)
    const page = await openAs(account)
    await page.goto(path)
    const facts = page.getByLabel('事实和理由')
    await facts.waitFor()
    const written = await facts.inputValue()
    await endSession(page.context())
    await facts.fill(`${written}。`)
    const dialog = page.getByRole('alertdialog', { name: '登录已过期' })
    await dialog.getByText('换一个账号').click()
    const stranger = await nameOf(portalUrl, 'wuxi-head')
    await dialog.getByRole('searchbox').fill(stranger)
    await dialog.getByRole('button', { name: stranger }).click()
    await dialog.waitFor({ state: 'hidden' })
    await expect.poll(() => page.content(), { timeout: 10_000 }).not.toContain(written)
  })

  test('leaves no token and no personal data in the browser once it is over', async ({
    openAs,
    portalUrl,
  }) => {
    const { items } = await apiAs(portalUrl, 'taicang-teacher-1').call(listApplications, {
      query: { limit: '20' },
    })
    const student = items.find(({ status }) => status !== 'draft')?.studentName ?? ''
    const page = await openAs('taicang-teacher-1')
    const tokens: string[] = []
    page.on('request', request => {
      const [, token] = (request.headers()['authorization'] ?? '').split(' ')
      if (token) tokens.push(token)
    })
    await page.goto('/applications?view=all')
    await page.getByRole('link', { name: student, exact: true }).first().click()
    await page.getByRole('heading', { level: 1, name: student }).waitFor()
    expect(page.url()).not.toContain(encodeURIComponent(student))
    await signOut(page, new RegExp(await nameOf(portalUrl, 'taicang-teacher-1')))

    const kept = await page.evaluate(everythingKept)
    const cookies = JSON.stringify(await page.context().cookies())
    expect(tokens.length).toBeGreaterThan(0)
    for (const secret of [...tokens, ...items.map(({ studentName }) => studentName)]) {
      expect(kept).not.toContain(secret)
      expect(cookies).not.toContain(secret)
    }
    expect(await page.content()).not.toContain(student)
    await page.goBack()
    await page.getByRole('heading', { name: '选择身份登录' }).waitFor()
  })

  test('keeps language and appearance, which belong to the desk', async ({ openAs }) => {
    const page = await openAs('taicang-officer-1')
    await page.goto('/applications')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Requests' }).waitFor()
    await page.getByRole('button', { name: /^Appearance/ }).click()
    await page.getByRole('menuitem', { name: 'Dark' }).click()
    await page.reload()
    await page.getByRole('heading', { name: 'Requests' }).waitFor()
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
  })
})

describe('what is not offered', () => {
  test('is refused by the API with a reason', async ({ portalUrl }) => {
    const teacher = apiAs(portalUrl, 'taicang-teacher-1')
    const { items } = await teacher.call(listApplications, { query: { limit: '20' } })
    const params = { id: items[0]?.id ?? '' }
    const body = { members: [], chair: params.id }
    await expect(teacher.call(convenePanel, { params, body })).rejects.toMatchObject({ status: 403 })
    await expect(teacher.call(confirmImport, { params, ifMatch: 1 })).rejects.toMatchObject({ status: 403 })
  })

  test('stands in no menu, and its address says so', async ({ openAs }) => {
    const page = await openAs('taicang-panel-1')
    await page.goto('/archives/import')
    await page.getByRole('heading', { name: '您没有打开这个页面的权限' }).waitFor()
    expect(await page.getByRole('navigation', { name: '功能菜单' }).textContent()).not.toContain('导入')
    await page.getByRole('link', { name: '返回首页' }).click()
    await page.getByRole('heading', { name: /您好/ }).waitFor()
  })
})

async function nameOf(portalUrl: string, account: string): Promise<string> {
  const reply = await fetch(new URL('/stub/accounts', portalUrl))
  const { accounts } = (await reply.json()) as { accounts: { subject: string; name: string }[] }
  const found = accounts.find(({ subject }) => subject === account)
  if (!found) throw new Error(`nobody is called ${account}`)
  return found.name
}

/** Runs in the page: everything that outlives it, as text. */
async function everythingKept(): Promise<string> {
  const databases = await indexedDB.databases()
  const cacheNames = await caches.keys()
  return JSON.stringify({
    local: Object.entries(localStorage),
    session: Object.entries(sessionStorage),
    databases,
    caches: cacheNames,
    history: history.state as unknown,
    url: location.href,
    cookies: document.cookie,
  })
}
