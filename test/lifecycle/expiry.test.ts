import { AxeBuilder } from '@axe-core/playwright'
import { getApplication, listApplications } from '@sunshine-aid/api-contract'
import type { FastifyInstance } from 'fastify'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject } from 'vitest'
import { apiAs } from '../support/apiAs.ts'
import { demoPages } from '../support/demoPages.ts'
import { test as base } from '../support/e2e.ts'
import type { ReleaseCopy } from '../support/releaseCopy.ts'
import { openSecondPortal, type SecondPortal } from '../support/secondPortal.ts'
import { releaseWith } from './fixtureModules.ts'
import { moduleLoaded } from './walk.ts'

const TYPED = '登录过期时写的一句。'
const OFFICER = 'taicang-officer-1'

/** Tokens that have been seen, those that count no more, and how often one of these was refused. */
const seen = new Set<string>()
const expired = new Set<string>()
let refusals = 0
let release: ReleaseCopy
let portal: SecondPortal
const test = base.override('portalUrl', () => portal.url)

/** A request that is still under way would be refused as well, and its dialog would come between the keys. */
const AT_REST = { waitUntil: 'networkidle' } as const

/** From now on every token that has been used is refused, as after its time. */
function expireTokens(): void {
  for (const token of seen) expired.add(token)
  refusals = 0
}

function refuseExpired(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    const { authorization } = request.headers
    if (authorization === undefined) return
    seen.add(authorization)
    if (!expired.has(authorization)) return
    refusals += 1
    const problem = { type: 'about:blank', title: 'unauthenticated', status: 401, code: 'unauthenticated' }
    await reply
      .code(401)
      .type('application/problem+json')
      .send({ ...problem, requestId: 'expired' })
  })
}

beforeAll(async () => {
  release = await releaseWith(join(import.meta.dirname, 'fixtures'), ['asking'])
  const [portalUrl, dataDir] = [inject('portalUrl'), inject('portalDataDir')]
  portal = await openSecondPortal({ portalUrl, dataDir, releaseDir: release.dir, prepare: refuseExpired })
})
afterAll(async () => {
  await portal.close()
  await release.remove()
})

/** Counts requests for a new token from all tabs of a browser. */
function countRenewals(context: BrowserContext): () => number {
  let renewals = 0
  context.on('request', request => {
    if (request.url().endsWith('/stub/token')) renewals += 1
  })
  return () => renewals
}

const answers = (page: Page) => page.locator('output').innerText()

describe('a token that has expired', () => {
  test('is renewed once for ten refused requests', async ({ openAs, watch }) => {
    watch.expect(/status of 401/)
    const page = await openAs(OFFICER)
    await page.goto('/asking/', AT_REST)
    await moduleLoaded(page)
    expireTokens()
    const renewals = countRenewals(page.context())
    await page.getByRole('button', { name: '问' }).click()
    await expect.poll(() => answers(page), { timeout: 20_000 }).toBe('10')
    expect([renewals(), refusals]).toEqual([1, 10])
  })

  test('is renewed once for two tabs with ten refused requests each', async ({ openAs, watch }) => {
    watch.expect(/status of 401/)
    const page = await openAs(OFFICER)
    const other = await page.context().newPage()
    for (const tab of [page, other]) {
      await tab.goto('/asking/', AT_REST)
      await moduleLoaded(tab)
    }
    expireTokens()
    const renewals = countRenewals(page.context())
    await Promise.all([page, other].map(tab => tab.locator('#main').getByText('问', { exact: true }).click()))
    for (const tab of [page, other]) await expect.poll(() => answers(tab), { timeout: 20_000 }).toBe('10')
    expect([renewals(), refusals]).toEqual([1, 20])
  })

  test('costs no word of what is typed, and every write is applied once', async ({
    openAs,
    portalUrl,
    watch,
  }) => {
    watch.expect(/status of 401/)
    const { account, path, id } = await aDraft()
    const before = await versionOf(account, id)
    const page = await openAs(account)
    const writes: number[] = []
    page.on('response', reply => {
      const method = reply.request().method()
      if (reply.url().startsWith(`${portalUrl}api/`) && method !== 'GET') writes.push(reply.status())
    })
    await page.goto(path, AT_REST)
    const facts = page.getByLabel('事实和理由')
    await facts.waitFor()
    const written = `${await facts.inputValue()}${TYPED}`
    expireTokens()
    await facts.fill(written)
    await page.getByText('已保存').waitFor()
    expect(await facts.inputValue()).toBe(written)
    expect(writes.filter(status => status < 400)).toHaveLength(1)
    expect(await versionOf(account, id)).toBe(before + 1)
  })
})

describe('a session that has ended', () => {
  test('says so in a dialog for everybody, which the keyboard cannot leave but by signing in', async ({
    openAs,
    watch,
  }) => {
    watch.expect(/status of 401/)
    const { account, path, id } = await aDraft()
    const before = await versionOf(account, id)
    const page = await openAs(account)
    await page.goto(path, AT_REST)
    const facts = page.getByLabel('事实和理由')
    await facts.waitFor()
    const written = `${await facts.inputValue()}${TYPED}`
    expireTokens()
    await page.context().clearCookies()
    await facts.fill(written)
    const dialog = page.getByRole('alertdialog', { name: '登录已过期' })
    await dialog.waitFor()
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
    expect(violations.map(({ id: rule }) => rule)).toEqual([])
    const holdsFocus = () => dialog.evaluate(element => element.contains(document.activeElement))
    await expect.poll(holdsFocus, { timeout: 10_000 }).toBe(true)
    await page.keyboard.press('Escape')
    for (let presses = 0; presses < 6; presses += 1) {
      expect(await page.evaluate(focusBehindDialog)).toBe('')
      await page.keyboard.press('Tab')
    }
    await dialog.getByRole('button', { name: /的身份继续/ }).press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText('已保存').waitFor()
    expect(await facts.inputValue()).toBe(written)
    expect(await versionOf(account, id)).toBe(before + 1)
  })

  test('and is another person’s now shows, keeps and sends nothing of the first', async ({
    openAs,
    portalUrl,
    watch,
  }) => {
    watch.expect(/status of 40[14]/)
    const { account, path, id } = await aDraft()
    const before = await versionOf(account, id)
    const { items } = await apiAs(portalUrl, account).call(listApplications, { query: { limit: '20' } })
    const page = await openAs(account)
    await page.goto(path, AT_REST)
    const facts = page.getByLabel('事实和理由')
    await facts.waitFor()
    const secret = '只有第一个人写过的一句话。'
    expireTokens()
    await page.context().clearCookies()
    await facts.fill(`${await facts.inputValue()}${secret}`)
    const dialog = page.getByRole('alertdialog', { name: '登录已过期' })
    await dialog.getByText('换一个账号').click()
    const subjects: string[] = []
    const bodies: string[] = []
    page.on('request', request => {
      const [, token = ''] = (request.headers()['authorization'] ?? '').split('.')
      if (token)
        subjects.push(
          (JSON.parse(atob(token.replaceAll('-', '+').replaceAll('_', '/'))) as { sub: string }).sub,
        )
      bodies.push(request.postData() ?? '')
    })
    const stranger = await nameOf(portalUrl, 'wuxi-head')
    await dialog.getByRole('searchbox').fill(stranger)
    await dialog.getByRole('button', { name: stranger }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: stranger }).waitFor()
    await expect.poll(() => page.content(), { timeout: 10_000 }).not.toContain(secret)
    await page.goto('/applications')
    await moduleLoaded(page)
    const kept = await page.evaluate(everythingKept)
    for (const trace of [secret, ...items.map(({ studentName }) => studentName)]) {
      expect(kept).not.toContain(trace)
      expect(bodies.join()).not.toContain(trace)
    }
    expect([...new Set(subjects)]).toEqual(['wuxi-head'])
    expect(await versionOf(account, id)).toBe(before)
  })
})

async function aDraft(): Promise<{ account: string; path: string; id: string }> {
  const page = (await demoPages(inject('portalUrl'))).find(({ name }) => name === 'applications/:id/draft')
  const id = /applications\/([^/]+)\/draft/.exec(page?.path ?? '')?.[1]
  if (!page || id === undefined) throw new Error('the demo class has no draft')
  return { account: page.account, path: page.path, id }
}

/** Each write that is applied makes one more. */
async function versionOf(account: string, id: string): Promise<number> {
  return (await apiAs(inject('portalUrl'), account).call(getApplication, { params: { id } })).version
}

async function nameOf(portalUrl: string, account: string): Promise<string> {
  const reply = await fetch(new URL('/stub/accounts', portalUrl))
  const { accounts } = (await reply.json()) as { accounts: { subject: string; name: string }[] }
  return accounts.find(({ subject }) => subject === account)?.name ?? account
}

/** Runs in the page: what of the page behind the dialog has the focus; past its last control it is the browser's own. */
function focusBehindDialog(): string {
  const { activeElement, body } = document
  const isBehind = activeElement !== body && !activeElement?.closest('[role="alertdialog"]')
  return isBehind ? (activeElement?.outerHTML.slice(0, 200) ?? '') : ''
}

/** Runs in the page: everything that outlives it, and what it shows, as text. */
async function everythingKept(): Promise<string> {
  return JSON.stringify([
    Object.entries(localStorage),
    Object.entries(sessionStorage),
    await indexedDB.databases(),
    await caches.keys(),
    history.state,
    document.body.innerText,
  ])
}
