import { createHash } from 'node:crypto'
import type { ImportMap, Release, ReleasedModule } from '@sunshine-aid/host-contract'
import { RETRY_ADDRESSES, retryAddress } from '@sunshine-aid/host-contract'
import type { Page, Route } from 'playwright-core'

type Writable<T> = { -readonly [K in keyof T]: T[K] }

/** A new version of a module: one script, written by the test. */
export interface NewVersion {
  readonly moduleId: string
  readonly script: string
  /** What the server answers for it; default: the script, as JavaScript. */
  readonly answer?: Parameters<Route['fulfill']>[0]
}

const VERSION = '9.9.9'
const FOLDER = `${VERSION}-00000000`

/** `release` with a new version of one module; the one that it had becomes the version before. */
export function withNewVersion(release: Release, { moduleId, script }: NewVersion): Release {
  const changed = release.modules.find(({ manifest }) => manifest.id === moduleId)
  if (!changed) throw new Error(`the release has no module ${moduleId}`)
  const { base, train, manifest } = changed
  const hash = `sha384-${createHash('sha384').update(script).digest('base64')}`
  const next: ReleasedModule = {
    ...changed,
    base: base.replace(/[^/]+\/$/, `${FOLDER}/`),
    manifest: { ...manifest, version: VERSION, files: { [manifest.entry]: hash } },
    previous: { base, train, manifest },
  }
  const entry = next.base + manifest.entry
  const addresses = [entry, ...Array.from({ length: RETRY_ADDRESSES }, (_, i) => retryAddress(entry, i + 1))]
  const integrity = {
    ...release.importMap.integrity,
    ...Object.fromEntries(addresses.map(url => [url, hash])),
  }
  return {
    ...release,
    id: `${release.id.slice(0, 40)}-next`,
    importMap: { ...release.importMap, integrity },
    modules: release.modules.map(module => (module === changed ? next : module)),
  }
}

/** Answers for the files of the new version. */
export async function serveNewVersion(page: Page, { script, answer }: NewVersion): Promise<void> {
  await page.route(`**/${FOLDER}/**`, route =>
    route.fulfill({ contentType: 'text/javascript', body: script, ...answer }),
  )
}

/** The page is written by a server that has another release; a text stands there as it is. */
export async function writeIntoPage(
  page: Page,
  change: (release: Writable<Release>) => Release | string,
): Promise<void> {
  await page.route(isDocument, async route => {
    const reply = await route.fetch()
    const html = await reply.text()
    const release = change(JSON.parse(contentOf(html, RELEASE)) as Release)
    if (typeof release === 'string') {
      await route.fulfill({ response: reply, body: replaced(html, RELEASE, release) })
      return
    }
    const map = JSON.parse(contentOf(html, MAP)) as ImportMap
    const integrity = { ...map.integrity, ...release.importMap.integrity }
    const body = replaced(replaced(html, RELEASE, safe(release)), MAP, safe({ ...map, integrity }))
    await route.fulfill({ response: reply, body })
  })
}

/** Another release has been published since the page was loaded. */
export async function publish(page: Page, change: (release: Release) => Release): Promise<void> {
  await page.route('**/mf/release.json', async route => {
    const reply = await route.fetch()
    await route.fulfill({ response: reply, json: change((await reply.json()) as Release) })
  })
}

/** Somebody comes back to the page after a while: the portal looks for a new release. */
export async function comeBackToPage(page: Page): Promise<void> {
  const read = page.waitForResponse('**/mf/release.json')
  await page.evaluate(() => {
    const later = Date.now() + 60_000
    const now = Date.now
    Date.now = () => later
    window.dispatchEvent(new Event('focus'))
    Date.now = now
  })
  await read
}

const RELEASE = /(id="release">)([\s\S]*?)(<\/script>)/
const MAP = /(type="importmap"[^>]*>)([\s\S]*?)(<\/script>)/

function isDocument({ pathname }: URL): boolean {
  return !/^\/(?:mf|shell|api|stub)\//.test(pathname)
}

function contentOf(html: string, place: RegExp): string {
  const [, , content] = place.exec(html) ?? []
  if (content === undefined) throw new Error(`the page has nothing at ${String(place)}`)
  return content
}

function replaced(html: string, place: RegExp, content: string): string {
  return html.replace(place, (_, begin: string, __, end: string) => begin + content + end)
}

function safe(content: unknown): string {
  return JSON.stringify(content).replaceAll('<', '\\u003c')
}
