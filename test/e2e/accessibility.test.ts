import { AxeBuilder } from '@axe-core/playwright'
import type { Page, Response } from 'playwright-core'
import { describe, expect, inject } from 'vitest'
import { demoPages, type DemoPage } from '../support/demoPages.ts'
import { test } from '../support/e2e.ts'

const DESKTOP = { width: 1280, height: 800 }
const PHONE = { width: 390, height: 844 }
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

const pages = await demoPages(inject('portalUrl'))
const pageOf = (name: string): DemoPage => {
  const page = pages.find(each => each.name === name)
  if (!page) throw new Error(`there is no page ${name}`)
  return page
}

/** A page that needs a hand to be in its state. */
interface State extends DemoPage {
  readonly arrange?: (page: Page) => Promise<void>
  /** Faults of the browser that belong to the state. */
  readonly expected?: RegExp
}

const press = (name: string) => (page: Page) => page.getByRole('button', { name, exact: true }).click()
const states: readonly State[] = [
  { name: 'the sign-in page', account: '', path: '/' },
  { name: 'the home page', account: 'taicang-officer-1', path: '/' },
  {
    name: 'a page that does not exist',
    account: 'taicang-officer-1',
    path: '/nowhere',
    expected: /status of 404/,
  },
  { name: 'a page that is not allowed', account: 'taicang-panel-1', path: '/archives/import' },
  {
    name: 'a list without anything in it',
    account: 'taicang-head',
    path: '/applications?status=withdrawn',
  },
  {
    name: 'a page whose data is not to be had',
    account: 'taicang-officer-1',
    path: '/applications/00000000-0000-4000-8000-000000000000',
    expected: /status of 404/,
  },
  {
    ...pageOf('applications/:id/draft'),
    name: 'an empty form that was sent',
    arrange: async page => {
      await page.getByRole('button', { name: '提交申请' }).click()
      await page.locator('.sa-errors').waitFor()
    },
  },
  { ...pageOf('applications/:id'), name: 'a dialog', arrange: press('撤回申请') },
  {
    ...pageOf('archives/import/:id'),
    name: 'a dialog with a form',
    arrange: page => page.getByRole('button', { name: '改正' }).first().click(),
  },
  {
    ...pageOf('applications/new'),
    name: 'a choice that is being searched',
    arrange: async page => {
      await page.getByRole('combobox').fill('文')
      await page.getByRole('option').first().waitFor()
    },
  },
  {
    ...pageOf('applications/:id/visit'),
    name: 'a calendar',
    arrange: page => page.locator('.sa-date button').first().click(),
  },
]

describe.for<State>([...pages, ...states])('$name', { timeout: 120_000 }, ({ account, path, ...state }) => {
  test('is for everybody: themes, widths and languages', async ({ openAs, watch }) => {
    if (state.expected) watch.expect(state.expected)
    const page = await openAs(account, { viewport: DESKTOP })
    const said = collectReplies(page)
    await open(page, path)
    await state.arrange?.(page)
    expect(await page.title()).toMatch(/^\S.* · 阳光资助平台$/)
    await expectNoViolation(page)
    for (const theme of ['dark', 'contrast']) {
      await setLook(page, { theme })
      await expectNoViolation(page, ['color-contrast'])
    }

    await setLook(page, { locale: 'en', theme: 'light' })
    await page.setViewportSize(PHONE)
    await open(page, path)
    expect(await page.title()).toMatch(/^\S.* · Sunshine Aid$/)
    expect(await page.evaluate(sidewaysScroll)).toBe(0)
    await expectNoViolation(page)
    const chinese = await page.evaluate(chineseOnPage)
    const data = (await Promise.all(said)).join()
    expect(chinese.filter(run => !data.includes(run))).toEqual([])
  })
})

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  await expect.poll(() => page.locator('.sa-bone').count(), { timeout: 20_000 }).toBe(0)
}

async function expectNoViolation(page: Page, rules?: string[]): Promise<void> {
  // One frame only, so the reports of frames need not be put together in a window of their own.
  const axe = new AxeBuilder({ page }).setLegacyMode()
  const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(RULES)).analyze()
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  expect(found).toEqual([])
}

/** As the portal keeps it, and as it shows it at once where only colours change. */
async function setLook(page: Page, look: { theme: string; locale?: string }): Promise<void> {
  await page.evaluate(async ({ theme, locale }) => {
    localStorage.setItem('sunshine-aid:preferences', JSON.stringify({ theme, locale: locale ?? 'zh-CN' }))
    for (const root of document.querySelectorAll<HTMLElement>('[data-theme]')) root.dataset['theme'] = theme
    // Colours change over a moment; what turns for ever is not waited for.
    const changes = document.getAnimations().filter(animation => animation instanceof CSSTransition)
    const ended = Promise.all(changes.map(({ finished }) => finished.catch(() => undefined)))
    // A change of something that is not painted never ends.
    await Promise.race([ended, new Promise(resolve => setTimeout(resolve, 1_000))])
  }, look)
}

/** What the server said: names of people and places are Chinese in every language. */
function collectReplies(page: Page): Promise<string>[] {
  const said: Promise<string>[] = []
  page.on('response', reply => {
    if (/\/(api|stub)\//.test(reply.url())) said.push(textOf(reply))
  })
  return said
}

/** A reply that was given up with its page never ends; what counts comes again with the next one. */
function textOf(reply: Response): Promise<string> {
  const late = new Promise<string>(resolve =>
    setTimeout(() => {
      resolve('')
    }, 5_000),
  )
  return Promise.race([reply.text().catch(() => ''), late])
}

/** Runs in the page: runs of Chinese characters that somebody can read or hear. */
function chineseOnPage(): string[] {
  const texts: string[] = []
  for (const element of document.querySelectorAll('body *')) {
    if (element.closest('script, style, [lang="zh-CN"]:not(html)')) continue
    texts.push(...['aria-label', 'placeholder', 'title', 'alt'].map(name => element.getAttribute(name) ?? ''))
    for (const node of element.childNodes)
      if (node.nodeType === Node.TEXT_NODE) texts.push(node.textContent ?? '')
  }
  return [...new Set(texts.flatMap(text => text.match(/\p{Script=Han}+/gu) ?? []))]
}

/** Runs in the page: pixels by which the body is wider than the window. */
function sidewaysScroll(): number {
  return document.documentElement.scrollWidth - document.documentElement.clientWidth
}
