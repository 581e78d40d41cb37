import { join } from 'node:path'
import type { Release } from '@sunshine-aid/host-contract'
import { resolveRelease } from '@sunshine-aid/shell-kit/pages'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import type { BareHost, openBareHost } from './bareHost.ts'

declare global {
  interface Window {
    bareHostScript: { openBareHost: typeof openBareHost }
    bareHost: BareHost
  }
}

/** Makes `page` one that has the import map of the published `release`, the host of `bareHost.ts`, and no more. */
export async function openBarePage(page: Page, portalUrl: string, published: Release): Promise<void> {
  const release = resolveRelease(published, { url: `${portalUrl}mf/release.json`, portalBase: '/' })
  const body = `<!doctype html><html lang="zh-CN"><head><title>门户</title><link rel="icon" href="data:,">
    <script type="importmap">${JSON.stringify(release.importMap)}</script></head>
    <body><main id="main"></main></body></html>`
  await page.route(portalUrl, route => route.fulfill({ contentType: 'text/html; charset=utf-8', body }))
  await page.goto(portalUrl)
  await page.evaluate(await hostScript())
  await page.evaluate(async it => {
    window.bareHost = await window.bareHostScript.openBareHost(it)
  }, release)
}

/** One for all tests of a file. */
let built: Promise<string> | undefined

function hostScript(): Promise<string> {
  built ??= buildHostScript()
  return built
}

async function buildHostScript(): Promise<string> {
  const entry = join(import.meta.dirname, 'bareHost.ts')
  const lib = { entry, formats: ['iife' as const], name: 'bareHostScript' }
  const options = { write: false, minify: false, lib }
  const [result] = [await build({ configFile: false, logLevel: 'error', build: options })].flat()
  if (!result || !('output' in result)) throw new Error('The host was not built.')
  return `${result.output[0].code}\nwindow.bareHostScript = bareHostScript`
}
