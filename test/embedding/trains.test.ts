import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Release } from '@sunshine-aid/host-contract'
import { integrityOf } from '@sunshine-aid/module-kit/vite'
import { resolveRelease } from '@sunshine-aid/shell-kit/pages'
import { composeRelease } from '@sunshine-aid/shell-stub/build/composeRelease'
import type { VendorFile } from '@sunshine-aid/shell-stub/build/importMap'
import { aBuiltModule } from '@sunshine-aid/shell-stub/build/testing/samples'
import { serveAssets, type AssetServer } from '@sunshine-aid/shell-stub/serve/assetServer'
import { policyHeaders } from '@sunshine-aid/shell-stub/serve/policyHeaders'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect } from 'vitest'
import { test } from '../support/e2e.ts'

/** A real Vue; each train has a copy of its own, as two versions would be. */
const VUE = join(dirname(createRequire(import.meta.url).resolve('vue/package.json')), 'dist')

/** Shows a number that grows when it is clicked, and lets the test look at the Vue that it runs on. */
const MODULE = `import * as vue from 'vue'
export const createApp = vue.createApp
export async function mount(el) {
  const count = vue.ref(0)
  const button = () => vue.h('button', { onClick: () => (count.value += 1) }, 'clicked ' + count.value)
  vue.createApp({ render: button }).mount(el)
}`

let folder: string
let files: AssetServer
let release: Release
let portal: FastifyInstance

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trains-'))
  await lay('mentors/1.0.0/mentors.js', MODULE)
  await lay('archives/1.0.0/archives.js', MODULE)
  const before = composeRelease({ modules: [built('mentors')], vendor: [await vendor('1')] }, undefined)
  const parts = { modules: [built('archives')], vendor: [await vendor('2')], kept: before.modules }
  const published = composeRelease(parts, before)
  files = await serveAssets(folder)
  release = resolveRelease(published, { url: `${files.origin}/mf/release.json`, portalBase: '/' })
  portal = Fastify()
  portal.get('/', (_, reply) =>
    reply.headers(policyHeaders('n', files.origin)).type('text/html').send(pageHtml('n')),
  )
  await portal.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await Promise.all([files.close(), portal.close()])
  await rm(folder, { recursive: true })
})

async function lay(path: string, content: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), content)
}

function built(id: string) {
  return aBuiltModule(id, '1.0.0', { files: { [`${id}.js`]: integrityOf(MODULE) } })
}

async function vendor(number: string): Promise<VendorFile> {
  const code = `${await readFile(join(VUE, 'vue.runtime.esm-browser.prod.js'), 'utf8')}\n// train ${number}\n`
  const base = `./vendor/framework-${number}/`
  await lay(`${base}framework.js`, code)
  return {
    base,
    group: 'framework',
    exports: { vue: ['*'] },
    entries: { framework: 'framework.js' },
    files: { 'framework.js': integrityOf(code) },
  }
}

/** A portal's page with the import map of the release: it mounts both modules, and tells how many Vues they have. */
function pageHtml(nonce: string): string {
  const entries = release.modules.map(({ base, manifest }) => [manifest.id, base + manifest.entry])
  return `<!doctype html><title>loading</title>
<script type="importmap" nonce="${nonce}">${JSON.stringify(release.importMap)}</script>
<div id="mentors"></div><div id="archives"></div>
<script type="module" nonce="${nonce}">
const entries = ${JSON.stringify(entries)}
const modules = await Promise.all(entries.map(([, url]) => import(url)))
for (const [i, [id]] of entries.entries()) await modules[i].mount(document.getElementById(id))
document.title = 'copies of Vue: ' + new Set(modules.map(({ createApp }) => createApp)).size
</script>`
}

test('two modules on two trains have a Vue each, found by scope, and both work', async ({ page }) => {
  const requested: string[] = []
  page.on('request', request => requested.push(new URL(request.url()).pathname))
  await page.goto(portal.listeningOrigin)
  await page.waitForFunction(() => document.title !== 'loading')
  expect(await page.title()).toBe('copies of Vue: 2')
  expect(requested.filter(path => path.includes('/vendor/')).sort()).toEqual([
    '/mf/vendor/framework-1/framework.js',
    '/mf/vendor/framework-2/framework.js',
  ])
  for (const id of ['mentors', 'archives']) {
    await page.locator(`#${id} button`).click()
    expect(await page.locator(`#${id} button`).textContent()).toBe('clicked 1')
  }
})
