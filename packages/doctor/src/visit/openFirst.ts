import type { Page, Response } from 'playwright-core'
import { readPage, type PageFacts, type Recorded } from '../inPage/readPage.ts'
import { findRelease, type FoundRelease } from './findRelease.ts'
import type { KnownRelease } from './knownRelease.ts'
import type { DocumentFacts, Observations } from './observations.ts'
import { goTo, isMounted, openPage, readFrom, watchFor, type OpenPage, type Visit } from './visit.ts'
import { VisitError } from './visitError.ts'

export interface FirstPage {
  readonly open: OpenPage
  /** Address of a page on which a module came up, or should have. */
  readonly address: string
  readonly pageOrigin: string
  /** Whoever opens the portal comes to a module at once. */
  readonly showsModuleAtHome: boolean
  readonly seen: Omit<Observations, 'browserVersion'>
}

export interface FirstOptions {
  readonly url: string
  /** Address of the release file, where the shell does not show it. */
  readonly release?: string
  /** Somebody signs in by hand, in the window. */
  readonly waitForPerson?: boolean
}

/**
 * Opens the portal, finds out what it runs, and goes to a page on which a module comes up.
 * @throws {VisitError} when there is no page, or nothing of ours in it
 */
export async function openFirst(visit: Visit, page: Page, options: FirstOptions): Promise<FirstPage> {
  const answer = await goTo(page, options.url, visit.limits.openMs)
  const document = await documentFacts(answer, options.url)
  if (options.waitForPerson) await watchFor(visit, page, isMounted, visit.limits.signInMs, Infinity)
  const found = await findRelease(visit, await whenTold(visit, page), options.release)
  const wentBy = page.url()
  const open = await openModule(visit, page, found.release)
  const facts = await readFrom(page, readPage)
  if (isNothingOfOurs(open, facts, found)) throw new VisitError('no-module', page.url())
  const staleWorker = await hasStaleWorker(page, found)
  return {
    open,
    address: page.url(),
    pageOrigin: new URL(page.url()).origin,
    showsModuleAtHome: options.url === visit.portalBase && isMounted(open.recorded) && page.url() === wentBy,
    seen: {
      document,
      page: facts,
      recorded: open.recorded,
      responses: visit.network.responses,
      ...(found.release && { release: found.release }),
      ...(found.file && { releaseFile: found.file }),
      ...(staleWorker !== undefined && { staleWorker }),
    },
  }
}

/** Waits until the page shows what it runs: a module, the release in it, or a request for the release. */
async function whenTold(visit: Visit, page: Page): Promise<PageFacts> {
  const facts = await readFrom(page, readPage)
  if (facts.release !== null) return facts
  const isTold = (one: Recorded) => isMounted(one) || visit.network.releases.size > 0
  await watchFor(visit, page, isTold, visit.limits.mountMs)
  return readFrom(page, readPage)
}

/** How many modules are tried: somebody may lack the permission for the first. */
const MOST_TRIED = 3

/** Stays where a module is, or should be; else goes to the first page on which one comes up. */
async function openModule(visit: Visit, page: Page, release: KnownRelease | undefined): Promise<OpenPage> {
  const { pathname } = new URL(page.url())
  const isBelow = release?.modules.some(({ basePath }) => `${pathname}/`.startsWith(basePath)) ?? true
  const here = await watchFor(visit, page, isMounted, isBelow ? visit.limits.mountMs : 0)
  let open: OpenPage = { page, ...here }
  if (isMounted(open.recorded) || isBelow) return open
  for (const path of frontPages(release).slice(0, MOST_TRIED)) {
    open = await openPage(visit, page, new URL(path, visit.portalBase).href)
    if (isMounted(open.recorded)) break
  }
  return open
}

/** One page of each module: the one that stands highest in the navigation and needs no id. */
function frontPages(release: KnownRelease | undefined): string[] {
  return (release?.modules ?? []).flatMap(({ routes }) =>
    routes
      .filter(({ path }) => !path.includes(':'))
      .sort((a, b) => a.nav - b.nav)
      .slice(0, 1)
      .map(({ path }) => path),
  )
}

async function documentFacts(answer: Response | null, url: string): Promise<DocumentFacts> {
  const now = Date.now()
  const headers = answer ? await answer.allHeaders() : {}
  const told = Date.parse(headers['date'] ?? '') + Number(headers['age'] ?? 0) * 1000
  return {
    url,
    headers,
    httpVersion: answer ? await answer.httpVersion() : '',
    clockAhead: Number.isNaN(told) ? null : Math.round((told - now) / 1000),
  }
}

function isNothingOfOurs({ recorded }: OpenPage, facts: PageFacts, { release, file }: FoundRelease): boolean {
  const mapsUs = facts.importMaps.some(map => map.includes('@sunshine-aid/'))
  return recorded.mounts.length === 0 && !release && !file && !mapsUs
}

/** Whether a page behind a service worker is told of another release than the server has. */
async function hasStaleWorker(page: Page, { publishedId, file }: FoundRelease): Promise<boolean | undefined> {
  if (publishedId === undefined || !file) return undefined
  const idInPage = await page.evaluate(async url => {
    if (!('serviceWorker' in navigator) || !navigator.serviceWorker.controller) return undefined
    try {
      return ((await (await fetch(url)).json()) as { id?: string }).id
    } catch {
      return undefined // the page may not ask for it
    }
  }, file.url)
  return idInPage === undefined ? undefined : idInPage !== publishedId
}
