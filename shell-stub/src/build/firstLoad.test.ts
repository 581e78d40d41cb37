import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { resolveRelease } from '@sunshine-aid/shell-kit/pages'
import { brotliCompressSync } from 'node:zlib'
import type { Release } from '@sunshine-aid/host-contract'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildRelease } from './buildRelease.ts'
import { moduleIds, ROOT } from './folders.ts'
import { pageFor } from '../serve/page.ts'
import { readReleaseFiles, type ReleaseFiles } from './releaseFiles.ts'
import { withPast } from './testing/withPast.ts'

/** The folder of `npm start`, so that what has not changed is not built again for the test. */
const outDir = join(ROOT, 'shell-stub/dist/release')
const TIME_TO_BUILD = 240_000

const PLACE = { portalBase: '/', releaseUrl: '/mf/release.json' }

/**
 * Bytes that the first view of a module may take, compressed: the portal, the shared files and the module. A few
 * hundredths above what they are; raise one only with a reason that is worth the wait. The last was the whole way of a
 * request: a hundred endpoints and as many answers in two languages in the shared kit, and its first pages.
 */
const LIMITS: Readonly<Record<string, number>> = {
  applications: 271_000,
  archives: 235_000,
  'coverage-reports': 229_000,
  mentors: 229_000,
}

/** Portal, its style sheet, the shared framework, the shared kit, the module. */
const FILES = 5

let files: ReleaseFiles

beforeAll(async () => {
  await buildRelease({ outDir })
  const read = await readReleaseFiles(outDir)
  if (!read) throw new Error('the release was not written')

  files = {
    ...read,
    release: resolveRelease(read.release, { url: PLACE.releaseUrl, portalBase: PLACE.portalBase }),
  }
}, TIME_TO_BUILD)

describe('the first view', () => {
  it.each(moduleIds())('of %s takes no more files and bytes than it may', async id => {
    const urls = firstView(id)
    const sizes = await Promise.all(urls.map(async url => (await stat(`${fileAt(url)}.br`)).size))
    expect(urls).toHaveLength(FILES)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(LIMITS[id] ?? 0)
  })

  it('knows the version before of every module for less than 1 kB of the page', () => {
    const { release, portal } = files
    const alone = { ...release, modules: release.modules.map(({ previous: _, ...module }) => module) }
    const sizeOf = (shown: Release) =>
      brotliCompressSync(pageFor({ release: shown, portal, ...PLACE }, '/', 'nonce')).length
    expect(sizeOf(withPast(release)) - sizeOf(alone)).toBeLessThan(1_000)
  })

  // A text that each of these libraries keeps when it is minified.
  it.each([
    ['vue', '__v_isVNode', 'framework'],
    ['reka-ui', 'data-reka-', 'kit'],
    ['zod', '$ZodType', 'kit'],
    ['axios', 'AxiosError', 'kit'],
    ['single-spa', 'single-spa:before-routing-event', 'portal'],
  ])('brings %s once', async (_, text, owner) => {
    const holders = await scriptsWith(text)
    expect(holders.map(url => basename(url).split('-')[0])).toEqual([owner])
  })

  it('has the way in without a password in the portal alone', async () => {
    const holders = await scriptsWith('/stub/')
    expect(holders.map(url => url.split('/')[1])).toEqual(['shell'])
  })
})

const folderOf = (url: string) => `${dirname(url)}/`

/** Which scripts of the release hold `text`; those of versions before, which nobody loads as a rule, do not count. */
async function scriptsWith(text: string): Promise<string[]> {
  const { release, portal } = files
  const folders = [portal.base, ...Object.values(release.importMap.imports).map(folderOf)]
  const current = [...folders, ...release.modules.map(({ base }) => base)]
  const own = Object.keys(portal.files).map(file => portal.base + file)
  const addresses = [...Object.keys(release.importMap.integrity), ...own].filter(
    url => url.endsWith('.js') && current.includes(folderOf(url)),
  )
  const urls = [...new Set(addresses)]
  const codes = await Promise.all(urls.map(url => readFile(fileAt(url), 'utf8')))
  return urls.filter((_, index) => codes[index]?.includes(text))
}

const fileAt = (url: string) => join(outDir, url)

/** All that the page names for the first view of a module. */
function firstView(id: string): string[] {
  const { release, portal } = files
  const module = release.modules.find(({ manifest }) => manifest.id === id)
  const shared = Object.values(release.importMap.imports)
  const own = [portal.entries['portal'], ...portal.css].map(file => `${portal.base}${file ?? ''}`)
  return [...new Set([...own, ...shared, `${module?.base ?? ''}${module?.manifest.entry ?? ''}`])]
}
