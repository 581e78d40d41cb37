import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import type { Recorded } from '../inPage/readPage.ts'
import type { KnownModule, KnownRoute } from './knownRelease.ts'
import { mimeOf } from './network.ts'
import type { LinkFacts } from './observations.ts'
import { openPage, type Visit } from './visit.ts'
import { VisitError } from './visitError.ts'

/**
 * Opens every page of every module by its address. Pages that need an id are only asked for, with an id that nobody
 * has; so are those that the person may not open.
 */
export async function openLinks(
  visit: Visit,
  modules: readonly KnownModule[],
  mayOpen: (permission: string) => boolean,
): Promise<LinkFacts[]> {
  const page = await visit.context.newPage()
  const found: LinkFacts[] = []
  try {
    for (const module of modules)
      for (const route of module.routes) {
        const asked = await askFor(visit, module, route)
        const isPlain = !route.path.includes(':') && mayOpen(route.permission ?? '')
        const isMounted = isPlain && isPage(asked) ? await comesUp(visit, page, module.id, route) : undefined
        found.push({ ...asked, isMounted })
      }
  } finally {
    await page.close()
  }
  return found
}

function isPage({ status, mime }: { status: number; mime: string }): boolean {
  return status === 200 && mime === 'text/html'
}

async function comesUp(visit: Visit, page: Page, moduleId: string, { path }: KnownRoute): Promise<boolean> {
  const isThere = ({ mounts }: Recorded) => mounts.at(-1) === moduleId
  try {
    const { recorded } = await openPage(visit, page, new URL(path, visit.portalBase).href, isThere)
    return isThere(recorded)
  } catch (error) {
    if (error instanceof VisitError) return false
    throw error
  }
}

async function askFor({ context, portalBase }: Visit, module: KnownModule, { path }: KnownRoute) {
  const url = new URL(
    path.replace(/:\w+/g, () => randomUUID()),
    portalBase,
  ).href
  const seen = { moduleId: module.id, path: path.slice(module.basePath.length - 1) || '/' }
  try {
    const answer = await context.request.get(url, { headers: { accept: 'text/html' }, timeout: 10_000 })
    return { ...seen, status: answer.status(), mime: mimeOf(answer.headers()) }
  } catch {
    return { ...seen, status: 0, mime: '' }
  }
}
