import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject } from 'vitest'
import { test } from '../support/e2e.ts'
import { type PortalProcess, runCommand } from '../support/portalProcess.ts'

const SOURCE = join(import.meta.dirname, '../../packages/archives')
const PAGE = 'src/pages/ArchiveListPage.vue'

let folder: string
let dev: PortalProcess
/** The portal through the proxy, with a slash at the end. */
let url: string

/** A copy of a module's sources: the test changes them. */
async function copyModule(): Promise<string> {
  const copy = join(folder, 'archives')
  await cp(join(SOURCE, 'src'), join(copy, 'src'), { recursive: true })
  await cp(join(SOURCE, 'package.json'), join(copy, 'package.json'))
  await symlink(join(SOURCE, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'override-'))
  const options = ['--module', 'archives', '--dir', await copyModule(), '--ask-writes', '--no-open']
  dev = runCommand('dev', ['--shell', inject('portalUrl'), ...options])
  url = await dev.printed('override: ')
})
afterAll(async () => {
  await dev.stop()
  await rm(folder, { recursive: true, force: true })
})

const ribbon = (page: Page) => page.getByRole('region', { name: /开发替换|Dev override/ })

async function signIn(page: Page): Promise<void> {
  const reply = await page.request.post(`${url}stub/sign-in`, { data: { account: 'taicang-officer-1' } })
  expect(reply.ok()).toBe(true)
}

// The tests of this file are one working day: each goes on where the one before stopped.
describe('a module from source inside a deployed portal', () => {
  test('changes no real data before somebody has allowed it', async ({ page, watch }) => {
    watch.expect(/403 \(Forbidden\).*stub\/token/)
    await page.goto(url)
    const question = page.getByRole('alertdialog', { name: '这会修改真实数据' })
    await question.getByText('POST /stub/token').waitFor()
    const refused = page.waitForResponse(reply => reply.url().endsWith('/stub/token'))
    await page.keyboard.press('Escape')
    expect((await refused).status()).toBe(403)
    await question.waitFor({ state: 'hidden' })

    await page.reload()
    await question.waitFor()
    await page.keyboard.press('Tab')
    const allowed = page.waitForResponse(reply => reply.url().endsWith('/stub/token'))
    await page.keyboard.press('Enter')
    expect((await allowed).status()).toBe(204)
    await question.waitFor({ state: 'hidden' })
  })

  test('shows a change at once and keeps what was typed', async ({ page, portalUrl }) => {
    await signIn(page)
    await page.goto(`${url}archives`)
    await page.getByRole('heading', { level: 1, name: '学生档案' }).waitFor()
    await ribbon(page).getByText('archives 来自本机源码').waitFor()
    await ribbon(page).getByText(new URL(portalUrl).origin).waitFor()
    await page.getByRole('searchbox').fill('李')
    await page.evaluate(() => Object.assign(window, { loadedOnce: true }))

    const file = join(folder, 'archives', PAGE)
    const before = await readFile(file, 'utf8')
    await writeFile(file, before.replace(':title="text.listTitle"', 'title="改过的标题"'))
    await page.getByRole('heading', { level: 1, name: '改过的标题' }).waitFor()
    expect(await page.getByRole('searchbox').inputValue()).toBe('李')
    expect(await page.evaluate(() => 'loadedOnce' in window)).toBe(true)
  })

  test('leaves every other module as it is deployed', async ({ page }) => {
    const scripts: string[] = []
    page.on('request', request => scripts.push(new URL(request.url()).pathname))
    await signIn(page)
    await page.goto(`${url}archives`)
    await page.getByRole('heading', { level: 1, name: '改过的标题' }).waitFor()
    await page.getByRole('link', { name: '导师名册' }).click()
    await page.getByRole('heading', { level: 1 }).getByText('改过的标题').waitFor({ state: 'detached' })
    expect(scripts.filter(path => path.startsWith('/mf/archives/'))).toEqual([])
    expect(scripts.some(path => path.startsWith('/mf/mentors/'))).toBe(true)
  })

  test('covers none of the controls of a phone, and can be reached without a pointer', async ({ openAs }) => {
    const page = await openAs('', { viewport: { width: 390, height: 844 }, locale: 'en' })
    await signIn(page)
    await page.goto(`${url}archives`)
    await ribbon(page).getByRole('button').waitFor()
    await page.getByRole('table').waitFor()
    expect(await page.evaluate(coveredControls)).toEqual([])
    const { violations } = await new AxeBuilder({ page }).include('#dev-override').analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
    for (let presses = 0; presses < 80; presses += 1) {
      await page.keyboard.press('Tab')
      if (await page.evaluate(() => document.activeElement?.id === 'dev-override')) return
    }
    throw new Error('no way by Tab to the ribbon')
  })

  test('is over when somebody ends it: the portal is there as it was deployed', async ({
    page,
    portalUrl,
  }) => {
    await signIn(page)
    await page.goto(`${url}archives`)
    await page.getByRole('heading', { level: 1, name: '改过的标题' }).waitFor()
    await ribbon(page).getByRole('button', { name: '结束替换' }).click()
    await ribbon(page).getByText('开发替换已结束').waitFor()
    await ribbon(page).getByRole('button', { name: '刷新' }).click()
    await page.getByRole('heading', { level: 1, name: '学生档案' }).waitFor()
    expect(await ribbon(page).count()).toBe(0)
    const [through, direct] = await Promise.all(
      [url, portalUrl].map(async base => {
        const reply = await fetch(`${base}archives`, { headers: { accept: 'text/html' } })
        const policy = reply.headers.get('content-security-policy') ?? ''
        return [
          reply.headers.get('integrity-policy'),
          (policy + (await reply.text())).replaceAll(nonceIn(policy), ''),
        ]
      }),
    )
    expect(through).toEqual(direct)
  })
})

function nonceIn(policy: string): string {
  return /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'no nonce'
}

/** Runs in the page: controls of which the ribbon covers the middle, wherever they are scrolled to. */
function coveredControls(): string[] {
  const controls = [...document.querySelectorAll<HTMLElement>('body :is(a, button, input, select)')]
  return controls.flatMap(control => {
    control.scrollIntoView({ block: 'nearest', behavior: 'instant' })
    const { x, y, width, height } = control.getBoundingClientRect()
    const top = document.elementFromPoint(x + width / 2, y + height / 2)
    return width > 0 && top?.id === 'dev-override' ? [control.textContent || control.tagName] : []
  })
}
