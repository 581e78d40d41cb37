import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Served } from '@sunshine-aid/examples/serve'
import type { Release } from '@sunshine-aid/host-contract'
import type { Page } from 'playwright-core'
import { parseSync } from 'vite'
import { afterEach, beforeAll, describe, expect } from 'vitest'
import { test } from '../support/e2e.ts'
import { openDeployment, openExample } from './deployment.ts'
import { headingOf } from './walk.ts'

let deployment: string
const open: Served[] = []
const pages: Page[] = []
beforeAll(async () => {
  deployment = await openDeployment()
}, 240_000)
afterEach(async () => {
  // First the page, whose requests may still be on their way.
  await Promise.all(pages.splice(0).map(page => page.close()))
  await Promise.all(open.splice(0).map(example => example.close()))
})

/** Opens the first page of a module in the example; what it then says of the build that runs, or the code of its failure. */
async function start(page: Page, change?: (html: string) => string): Promise<unknown> {
  const example = await openExample('one-script', deployment, change)
  open.push(example)
  pages.push(page)
  await page.goto(`${example.url}applications/`)
  return page.evaluate(() =>
    window.sunshineAid?.ready.then(
      ({ build }) => build,
      (error: unknown) => (error as { code: string }).code,
    ),
  )
}

const askForBundled = (html: string) => html.replace('data-base', 'data-build="bundled" data-base')

const OWN_MAP = '{"imports":{"vue":"/portal/own.js"}}'
const OWN_SCRIPT = "import { mine } from 'vue'; window.mine = mine"

describe('the one script tag', () => {
  test('is a script of no more than five kilobytes', async () => {
    const { size } = await stat(join(deployment, 'loader.js'))
    expect(size).toBeLessThanOrEqual(5 * 1024)
  })

  test('runs the shared build from another origin under the strictest policy', async ({ page }) => {
    expect(await start(page)).toEqual({ is: 'shared' })
    expect(await headingOf(page, 'applications')).toBe('申请办理')
  })

  test('leaves the page its own import map and its own vue, and takes ours for our modules', async ({
    page,
  }) => {
    await page.route('**/portal/own.js', route =>
      route.fulfill({ contentType: 'text/javascript', body: "export const mine = 'the page’s own'" }),
    )
    const build = await start(page, html =>
      html
        .replace('<title>', `<script type="importmap" nonce="__NONCE__">${OWN_MAP}</script><title>`)
        .replace('</body>', `<script type="module" nonce="__NONCE__">${OWN_SCRIPT}</script></body>`),
    )
    expect(build).toEqual({ is: 'shared' })
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
    expect(await start(page)).toEqual({ is: 'bundled', why: 'unsupported' })
    expect(await headingOf(page, 'applications')).toBe('申请办理')
    expect(asked.filter(url => url.includes('/mf/vendor/'))).toEqual([])
  })

  test('takes the bundled build where the page refuses our import map', async ({ page, watch }) => {
    watch.expect(/content security policy|inline script/i)
    const build = await start(page, html => html.replaceAll(' nonce="__NONCE__"', ''))
    expect(build).toEqual({ is: 'bundled', why: 'not-taken' })
    expect(await headingOf(page, 'applications')).toBe('申请办理')
  })

  test('takes the bundled build where the page asks for it', async ({ page }) => {
    expect(await start(page, askForBundled)).toEqual({ is: 'bundled', why: 'asked-for' })
    expect(await headingOf(page, 'applications')).toBe('申请办理')
  })

  test('tells people in both languages when the browser is too old for any of them', async ({
    page,
    watch,
  }) => {
    watch.expect(/browser-too-old/)
    await page.addInitScript(() => {
      CSS.supports = () => false
    })
    expect(await start(page)).toBe('browser-too-old')
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
    [
      'kit-unreachable',
      '**/shell-kit.js',
      { contentType: 'text/javascript', body: 'window.tampered = true' },
    ],
  ] as const

  test.for(faults)('%s for %s with %o', async ([code, url, answer], { page, watch }) => {
    watch.expect(/sunshine-aid: |digest|integrity|404|ERR_FAILED/)
    const headers = { 'access-control-allow-origin': '*' }
    await page.route(url, route => route.fulfill({ headers, ...answer }))
    expect(await start(page)).toBe(code)
    expect(await page.locator('#modules').textContent()).toContain(code)
    expect(await page.evaluate(() => 'tampered' in window)).toBe(false)
  })

  for (const build of ['shared', 'bundled'] as const) {
    test(`a tampered file of one module is not run in the ${build} build, and the others open`, async ({
      page,
      watch,
    }) => {
      watch.expect(/digest|integrity|ERR_FAILED/)
      await page.route(/\/mf\/.*applications[^/]*\.js/, async route => {
        const reply = await route.fetch()
        await route.fulfill({ response: reply, body: `window.tampered = true;${await reply.text()}` })
      })
      const change = build === 'bundled' ? askForBundled : undefined
      expect(await start(page, change)).toMatchObject({ is: build })
      await page.getByRole('alert').getByText('这个模块暂时打不开').waitFor()
      expect(await page.locator('[role="alert"] code').textContent()).toMatch(/^APP-/)
      expect(await page.evaluate(() => 'tampered' in window)).toBe(false)
      await page.locator('#menu a[href="/portal/archives/"]').click()
      expect(await headingOf(page, 'archives')).toBe('学生档案')
    })
  }
})

describe('the bundled build', () => {
  test('is one file for each module, which imports nothing', async () => {
    const { importMap, modules } = JSON.parse(
      await readFile(join(deployment, 'bundled.json'), 'utf8'),
    ) as Release
    expect(importMap.imports).toEqual({})
    for (const { base, manifest } of modules) {
      expect(Object.keys(manifest.files)).toEqual([manifest.entry])
      expect(manifest.shared).toEqual({})
      const code = await readFile(join(deployment, base, manifest.entry), 'utf8')
      const { staticImports, dynamicImports } = parseSync(manifest.entry, code).module
      expect([...staticImports, ...dynamicImports]).toEqual([])
    }
  })

  test('uses nothing of the standard library that its oldest browsers lack and it does not bring', async () => {
    const { modules } = JSON.parse(await readFile(join(deployment, 'bundled.json'), 'utf8')) as Release
    expect(modules.length).toBeGreaterThanOrEqual(4)
    for (const { base, manifest } of modules) {
      const code = await readFile(join(deployment, base, manifest.entry), 'utf8')
      expect(code.match(YOUNGER) ?? [], manifest.id).toEqual([])
    }
  })
})

/** Younger than Chromium 109, and used by mistake without a word from the compiler. */
const YOUNGER =
  /\b(?:withResolvers|fromAsync|Promise\.try|(?:Object|Map)\.groupBy|URL\.parse|isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\b|\.toWellFormed\(|\.showPopover\(|\.checkVisibility\(/g
