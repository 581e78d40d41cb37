import { join } from 'node:path'
import { buildRelease } from '@sunshine-aid/shell-stub'
import { askEarlyScript } from '@sunshine-aid/shell-stub/serve/askEarly'
import { CACHE } from '../support/cache.ts'
import { FRAMEWORKS } from './frameworks.ts'
import { parkingRelease } from './parkingRelease.ts'
import { LOOSE_POLICY, serveRelease, serveSite, STRICT_POLICY, type Backend, type Served } from './serve.ts'
import { frameworkSite, onePageSite } from './sites.ts'

/** The same portal frame and the same four modules, put together in one of several ways. */
export interface ComparedPortal extends Served {
  readonly title: string
  /** Present where it differs from another one in this alone. */
  readonly only?: 'visits' | 'switches'
}

/** Builds and serves all of them; the floor is the first. */
export async function openPortals(backend: Backend, log: (line: string) => void): Promise<ComparedPortal[]> {
  const releaseDir = join(CACHE, 'release')
  const { modules } = await buildRelease({ outDir: releaseDir, log })
  const floor = await onePageSite(modules, log)
  const portals: ComparedPortal[] = [
    { title: 'one page (the floor)', ...(await serveSite(floor, STRICT_POLICY, backend)) },
    {
      title: 'one page that asks early, too',
      only: 'visits',
      ...(await serveSite(floor, LOOSE_POLICY, backend, askEarlyScript())),
    },
    { title: 'this release', ...(await serveRelease(releaseDir, backend)) },
    {
      title: 'this release, modules kept alive',
      only: 'switches',
      ...(await serveRelease(await parkingRelease(releaseDir, modules.length, log), backend)),
    },
  ]
  for (const framework of FRAMEWORKS) {
    const site = await frameworkSite(framework, modules, log)
    portals.push({ title: framework.title, ...(await serveSite(site, LOOSE_POLICY, backend)) })
  }
  return portals
}
