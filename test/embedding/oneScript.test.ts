import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Served } from '@sunshine-aid/examples/serve'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { test } from '../support/e2e.ts'
import { openDeployment, openExample } from './deployment.ts'
import { headingOf } from './walk.ts'

let deployment: string
let example: Served
beforeAll(async () => {
  deployment = await openDeployment()
  example = await openExample('one-script', deployment)
}, 240_000)
afterAll(() => example.close())

/** Opens a page of the example; what it then says of the build that runs, or the code of its failure. */
async function open(page: Page, path = 'applications/'): Promise<unknown> {
  await page.goto(example.url + path)
  return page.evaluate(() =>
    window.sunshineAid?.ready.then(
      ({ build }) => build,
      (error: unknown) => (error as { code: string }).code,
    ),
  )
}

/** Changes the page of the example on its way to the browser. */
function changePage(page: Page, change: (html: string) => string): Promise<void> {
  return page.route(`${example.url}**`, async route => {
    if (route.request().resourceType() !== 'document') return route.fallback()
    const reply = await route.fetch()
    return route.fulfill({ response: reply, body: change(await reply.text()) })
  })
}

describe('the one script tag', () => {
  test('is a script of no more than five kilobytes', async () => {
    const { size } = await stat(join(deployment, 'loader.js'))
    expect(size).toBeLessThanOrEqual(5 * 1024)
  })

  test('runs the shared build from another origin under the strictest policy', async ({ page }) => {
    expect(await open(page)).toEqual({ is: 'shared' })
    expect(await headingOf(page, 'applications')).toBe('申请办理')
  })

  test('leaves the page its own import map and its own vue, and takes ours for our modules', async ({ page }) => {
    await changePage(page, html => {
      const nonce = /nonce="([^"]+)"/.exec(html)?.[1] ?? ''
      const map = `<script type="importmap" nonce="${nonce}">{"imports":{"vue":"/portal/own.js"}}</script>`
      const script = `<script type="module" nonce="${nonce}">import { mine } from 'vue'; window.mine = mine</script>`
      return html.replace('<title>', `${map}<title>`).replace('</body>', `${script}</body>`)
    })
    await page.route('**/portal/own.js', route =>
      route.fulfill({ contentType: 'text/javascript', body: "export const mine = 'the page’s own'" }),
    )
    expect(await open(page)).toEqual({ is: 'shared' })
    expect(await headingOf(page, 'applications')).toBe('申请办理')
    expect(await page.evaluate(() => Reflect.get(window, 'mine') as unknown)).toBe('the page’s own')
  })
})

describe('the kernel ladder', () => {
  test('takes the bundled build, and none of the shared files, where the browser knows no import map', async ({
    page,
  }) => {
    const asked: string[] = []
    page.on('request', request => asked.push(request.url()))
    await page.addInitScript(() => {
      HTMLScriptElement.supports = type => type === 'classic' || type === 'module'
    })
    expect(await open(page)).toEqual({ is: 'bundled', why: 'unsupported' })
    expect(await headingOf(page, 'applications')).toBe('申请办理')
    expect(asked.filter(url => url.includes('/mf/vendor/'))).toEqual([])
  })

  test('takes the bundled build where the page refuses our import map', async ({ page, watch }) => {
    watch.expect(/content security policy|inline script/i)
    await changePage(page, html => html.replaceAll(/ nonce="[^"]+"/g, ''))
    expect(await open(page)).toEqual({ is: 'bundled', why: 'not-taken' })
    expect(await headingOf(page, 'applications')).toBe('申请办理')
  })

  test('takes the bundled build where the page asks for it', async ({ page }) => {
    await changePage(page, html => html.replace('data-base', 'data-build="bundled" data-base'))
    expect(await open(page)).toEqual({ is: 'bundled', why: 'asked-for' })
    expect(await headingOf(page, 'applications')).toBe('申请办理')
  })

  test('tells people in both languages when the browser is too old for any of them', async ({ page, watch }) => {
    watch.expect(/browser-too-old/)
    await page.addInitScript(() => {
      CSS.supports = () => false
    })
    expect(await open(page)).toBe('browser-too-old')
    const said = await page.locator('#modules').textContent()
    expect(said).toContain('您的浏览器版本过低')
    expect(said).toContain('Your browser is too old')
  })
})

describe('a step that fails has a name', () => {
  const faults = [
    ['release-unreachable', '**/mf/release.json', { status: 404, body: '' }],
    ['release-malformed', '**/mf/release.json', { body: '{"schema":1,"id":"r1"' }],
    ['release-malformed', '**/mf/release.json', { body: '<!doctype html><title>门户</title>' }],
    ['kit-unreachable', '**/shell-kit.js', { contentType: 'text/javascript', body: 'window.tampered = true' }],
  ] as const

  test.for(faults)('%s for %s with %o', async ([code, url, answer], { page, watch }) => {
    watch.expect(/sunshine-aid: |digest|integrity|404|ERR_FAILED/)
    const headers = { 'access-control-allow-origin': '*' }
    await page.route(url, route => route.fulfill({ headers, ...answer }))
    expect(await open(page)).toBe(code)
    expect(await page.locator('#modules').textContent()).toContain(code)
    expect(await page.evaluate(() => 'tampered' in window)).toBe(false)
  })

  for (const build of ['shared', 'bundled'] as const) {
    test(`a tampered file of one module is not run in the ${build} build, and the others open`, async ({
      page,
      watch,
    }) => {
      watch.expect(/digest|integrity|ERR_FAILED/)
      if (build === 'bundled') {
        await changePage(page, html => html.replace('data-base', 'data-build="bundled" data-base'))
      }
      await page.route(/\/mf\/.*applications[^/]*\.js/, async route => {
        const reply = await route.fetch()
        await route.fulfill({ response: reply, body: `window.tampered = true;${await reply.text()}` })
      })
      expect(await open(page)).toMatchObject({ is: build })
      await page.getByRole('alert').getByText('这个模块暂时打不开').waitFor()
      expect(await page.locator('[role="alert"] code').textContent()).toMatch(/^APP-/)
      expect(await page.evaluate(() => 'tampered' in window)).toBe(false)
      await page.locator('#menu a[href="/portal/archives/"]').click()
      expect(await headingOf(page, 'archives')).toBe('学生档案')
    })
  }
})
