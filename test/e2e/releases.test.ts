import type { Release, ReleasedModule } from '@sunshine-aid/host-contract'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { demoPages } from '../support/demoPages.ts'
import { test } from '../support/e2e.ts'
import {
  comeBackToPage,
  type NewVersion,
  publish,
  serveNewVersion,
  withNewVersion,
  writeIntoPage,
} from '../support/servedRelease.ts'

const OFFICER = 'taicang-officer-1'
const BROKEN: NewVersion = { moduleId: 'applications', script: 'throw new Error("broken")' }
const NEW: NewVersion = {
  moduleId: 'applications',
  script: `export const mount = async el => {
    el.append(Object.assign(document.createElement('h1'), { textContent: '新版本' }))
    const nothing = async () => {}
    return { update: nothing, suspend: nothing, resume: nothing, unmount: async () => el.replaceChildren() }
  }`,
}

const heading = (page: Page, moduleId: string) => page.locator(`[data-mf="${moduleId}"] h1`)
const menu = (page: Page) => page.getByRole('navigation', { name: '功能菜单' })

/** The reason that the next failure is kept under, with the code that the page shows. */
async function nextFailure(page: Page): Promise<{ problem: string; code: string }> {
  const request = await page.waitForRequest('**/stub/failures')
  return request.postDataJSON() as { problem: string; code: string }
}

describe('a new version that does not work', () => {
  test('gives way to the one before, in less than a second and a half, and staff read so', async ({
    openAs,
  }) => {
    const page = await openAs(OFFICER)
    await writeIntoPage(page, release => withNewVersion(release, BROKEN))
    await serveNewVersion(page, BROKEN)
    await page.goto('/mentors/')
    await heading(page, 'mentors').waitFor()
    const failure = nextFailure(page)
    const begun = performance.now()
    await menu(page).getByRole('link', { name: '申请办理' }).click()
    await heading(page, 'applications').waitFor()
    expect(performance.now() - begun).toBeLessThan(1_500)
    const { problem, code } = await failure
    expect(problem).toBe('script_failed')
    const notice = page.getByRole('status').filter({ hasText: '已使用上一版本' })
    expect(await notice.innerText()).toContain(code)
    const kept = await page.evaluate(() => sessionStorage.getItem('sunshine-aid:quarantine'))
    expect(kept).toBe('["applications@9.9.9-00000000"]')
  })
})

describe('a program that is not there', () => {
  test.for<[string, NewVersion['answer'], string]>([
    ['is missing', { status: 404, contentType: 'text/plain', body: 'Not found' }, 'missing'],
    ['cannot be had', { status: 503, contentType: 'text/plain', body: 'down' }, 'unreachable'],
    ['is a page', { contentType: 'text/html', body: '<!doctype html>' }, 'html'],
    ['is cut off', { body: 'throw new' }, 'wrong_hash'],
    ['is another one', { body: 'globalThis.ran = true' }, 'wrong_hash'],
  ])(
    'because it %s is said by name, and everything else works',
    async ([, answer, reason], { openAs, watch }) => {
      watch.expect(/9\.9\.9|Failed to load resource|integrity/)
      const page = await openAs(OFFICER)
      const version = { ...BROKEN, answer }
      const change = (release: Release) => withoutPrevious(withNewVersion(release, version))
      await writeIntoPage(page, change)
      await publish(page, change)
      await serveNewVersion(page, version)
      const failure = nextFailure(page)
      await page.goto('/applications/')
      const card = page.getByRole('alert')
      await card.waitFor()
      const { problem, code } = await failure
      expect(problem).toBe(reason)
      expect(await card.innerText()).toContain(code)
      expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false)
      await menu(page).getByRole('link', { name: '学生档案' }).click()
      await heading(page, 'archives').waitFor()
    },
  )
})

describe('a module that the release describes wrongly', () => {
  test.for<[string, (module: ReleasedModule) => object, string]>([
    ['for a later shell', ({ manifest }) => ({ manifest: { ...manifest, contract: '^2.0' } }), 'from_future'],
    ['without a title', ({ manifest }) => ({ manifest: { ...manifest, title: 7 } }), 'malformed'],
    ['outside of its folder', () => ({ base: './x/%2e%2e/%2e%2e/secret/' }), 'outside_folder'],
    ['at the address of another', () => ({ basePath: '/archives/' }), 'overlapping_paths'],
  ])('%s is left out by name, and no other with it', async ([, change, reason], { openAs }) => {
    const page = await openAs(OFFICER)
    await writeIntoPage(page, release => ({
      ...release,
      modules: release.modules
        .map(module => (module.manifest.id === 'mentors' ? { ...module, ...change(module) } : module))
        .sort((a, b) => Number(a.manifest.id === 'mentors') - Number(b.manifest.id === 'mentors')),
    }))
    const failure = nextFailure(page)
    await page.goto('/archives/')
    await heading(page, 'archives').waitFor()
    expect((await failure).problem).toBe(reason)
    expect(await menu(page).getByText('育人导师').count()).toBe(0)
    await page.goto('/mentors/')
    if (reason !== 'overlapping_paths')
      await page.getByRole('alert').getByText('这个功能暂时打不开').waitFor()
  })
})

test('without any release that can be read the portal says so, and has its modules when one can be', async ({
  openAs,
  watch,
}) => {
  watch.expect(/404/)
  const page = await openAs(OFFICER)
  await writeIntoPage(page, () => '{"schema":1,')
  await page.route('**/mf/release.json', route => route.fulfill({ status: 404 }))
  await page.goto('/')
  await page.getByRole('alert').getByText('功能列表暂时读不到').waitFor()
  await page.unroute('**/mf/release.json')
  await page.getByRole('button', { name: '重试' }).click()
  await menu(page).getByRole('link', { name: '申请办理' }).waitFor()
})

describe('a release that comes while somebody writes', () => {
  test('does not touch the form; the new version is there at the next entry', async ({
    openAs,
    portalUrl,
    watch,
  }) => {
    watch.expect(/CONNECTION_FAILED/i)
    const draft = (await demoPages(portalUrl)).find(({ name }) => name === 'applications/:id/draft')!
    const page = await openAs(draft.account)
    await serveNewVersion(page, NEW)
    await page.goto(draft.path)
    const facts = page.getByLabel('事实和理由')
    await facts.waitFor()
    // Nothing is saved from here on.
    await page.route('**/api/v1/**', route =>
      route.request().method() === 'GET' ? route.continue() : route.abort('connectionfailed'),
    )
    const written = `${await facts.inputValue()}换版本的时候写的。`
    await facts.fill(written)
    await publish(page, release => withNewVersion(release, NEW))
    await comeBackToPage(page)
    expect(await facts.inputValue()).toBe(written)

    await menu(page).getByRole('link', { name: '学生档案' }).click()
    const question = page.getByRole('alertdialog')
    await question.waitFor()
    expect(await facts.inputValue()).toBe(written)
    await question.getByRole('button', { name: '离开' }).click()
    await heading(page, 'archives').waitFor()
    await menu(page).getByRole('link', { name: '申请办理' }).click()
    await heading(page, 'applications').getByText('新版本').waitFor()
  })

  test('is proposed where the browser needs a page load for it, and never forced', async ({ openAs }) => {
    const page = await openAs(OFFICER)
    await page.addInitScript(() => {
      HTMLScriptElement.supports = () => false
    })
    await page.goto('/applications/')
    await heading(page, 'applications').waitFor()
    await publish(page, release => withNewVersion(release, NEW))
    await comeBackToPage(page)
    const proposal = page.getByRole('status').filter({ hasText: '平台有更新' })
    await proposal.getByRole('button', { name: '稍后' }).click()
    await proposal.waitFor({ state: 'hidden' })
    expect(await heading(page, 'applications').innerText()).not.toBe('新版本')
  })
})

function withoutPrevious(release: Release): Release {
  return { ...release, modules: release.modules.map(({ previous: _, ...module }) => module) }
}
