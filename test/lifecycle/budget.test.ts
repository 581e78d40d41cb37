import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { CDPSession, Page } from 'playwright-core'
import { beforeAll, describe, expect } from 'vitest'
import { onePageSite } from '../bench/embedding/sites.ts'
import { signIn, test } from '../support/e2e.ts'
import { publishedRelease } from '../support/releaseCopy.ts'

/** Aid officer of the demo school: all four modules are theirs. */
const ACCOUNT = 'taicang-officer-1'
const FIRST = 'applications'
const FURTHER = ['archives', 'coverage-reports', 'mentors']

/** Bytes of the first view, a twentieth above today's; raise it only with a reason that is worth the wait. */
const FIRST_VIEW = 285_000

/** Page, portal, its style sheet, the shared framework, the shared kit, the module. */
const FIRST_REQUESTS = 6

/** Bytes of all four modules may be this much above those of the same code as one plain page. */
const ABOVE_FLOOR = 1.1

const TIME_TO_BUILD = 240_000

/** A page, a script or a style sheet that came over the network. */
interface File {
  readonly path: string
  /** The file that asked for it: none for the page itself. */
  readonly askedBy: string | undefined
  /** Headers and compressed body. */
  readonly bytes: number
}

let floor: number

beforeAll(async () => {
  floor = await bytesBelow(await onePageSite((await publishedRelease()).modules))
}, TIME_TO_BUILD)

describe('what staff load', () => {
  test('is one page and what it names, then one file for each further module', async ({ page }) => {
    await signIn(page, ACCOUNT)
    const files = await watchFiles(page)

    const first = await files.until(() => page.goto(`/${FIRST}/`).then(() => isOpen(page, FIRST)))
    expect(first).toHaveLength(FIRST_REQUESTS)
    // A chain of two: nothing but the page asks for a file.
    expect(first.filter(({ askedBy }) => askedBy !== `/${FIRST}/`)).toMatchObject([{ path: `/${FIRST}/` }])
    expect(sum(first)).toBeLessThan(FIRST_VIEW)

    const further: File[] = []
    for (const id of FURTHER) {
      const brought = await files.until(() => openByMenu(page, id))
      expect(brought.map(({ path }) => path.split('/').slice(1, 3))).toEqual([['mf', id]])
      further.push(...brought)
    }
    expect(sum([...first, ...further]) / floor).toBeLessThan(ABOVE_FLOOR)
  })
})

const sum = (files: readonly File[]) => files.reduce((total, { bytes }) => total + bytes, 0)

async function openByMenu(page: Page, id: string): Promise<void> {
  await page.locator(`.portal-side a[href="/${id}/"]`).click()
  await isOpen(page, id)
}

async function isOpen(page: Page, id: string): Promise<void> {
  await page.locator(`[data-mf="${id}"] h1`).waitFor()
  await page.waitForLoadState('networkidle')
}

interface Files {
  /** What is loaded until `act` is done. */
  readonly until: (act: () => Promise<void>) => Promise<File[]>
}

async function watchFiles(page: Page): Promise<Files> {
  const session: CDPSession = await page.context().newCDPSession(page)
  const asked = new Map<string, Omit<File, 'bytes'>>()
  let done: File[] = []
  session.on('Network.requestWillBeSent', ({ requestId, request, initiator }) => {
    const { pathname } = new URL(request.url)
    if (!isCounted(pathname)) return
    const from = initiator.url ?? initiator.stack?.callFrames[0]?.url
    asked.set(requestId, { path: pathname, askedBy: from ? new URL(from).pathname : undefined })
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength: bytes }) => {
    const file = asked.get(requestId)
    if (file) done.push({ ...file, bytes })
  })
  await session.send('Network.enable')
  return {
    async until(act) {
      done = []
      await act()
      return done
    },
  }
}

/** Neither answers of the API and the issuer nor pictures, nor the Chinese font, which is there on office machines. */
function isCounted(path: string): boolean {
  return !/^\/(?:api|stub)\/|\.(?:svg|woff2)$|\/chineseFont-/.test(path)
}

/** Of the one page all files are loaded once all modules were open. Headers and the page itself are not counted. */
async function bytesBelow(site: string): Promise<number> {
  const entries = await readdir(site, { withFileTypes: true, recursive: true })
  const files = entries.filter(({ name }) => /\.(?:js|css)\.br$/.test(name) && isCounted(`/${name}`))
  const sizes = await Promise.all(files.map(({ parentPath, name }) => stat(join(parentPath, name))))
  return sizes.reduce((total, { size }) => total + size, 0)
}
