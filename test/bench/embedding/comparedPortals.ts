import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildRelease } from '@sunshine-aid/shell-stub'
import { digestOf, foldersOf, TOOLING } from '@sunshine-aid/shell-stub/build/digest'
import { packageDir } from '@sunshine-aid/shell-stub/build/folders'
import { PORTAL_DIR } from '@sunshine-aid/shell-stub/build/portalConfig'
import { CACHE } from '../support/openDemo.ts'
import { FRAMEWORKS, type Framework } from './frameworks.ts'
import { buildModuleApps } from './moduleApps.ts'
import { buildPortalPage, lazyChunks, type Modules } from './portalPage.ts'
import { LOOSE_POLICY, serveRelease, serveSite, STRICT_POLICY, type Backend, type Served } from './serve.ts'

/** The same portal frame and the same four modules, put together in one of several ways. */
export interface ComparedPortal extends Served {
  readonly title: string
}

/** Builds and serves all of them; the floor is the first. */
export async function openPortals(backend: Backend): Promise<ComparedPortal[]> {
  const releaseDir = join(CACHE, 'release')
  const { modules } = await buildRelease({ outDir: releaseDir })
  return [
    await onePage(modules, backend),
    { title: 'this release', ...(await serveRelease(releaseDir, backend)) },
    ...(await inTurn(FRAMEWORKS, framework => byFramework(framework, modules, backend))),
  ]
}

async function onePage(modules: Modules, backend: Backend): Promise<ComparedPortal> {
  const site = await builtOnce('one-page', modules, folder =>
    buildPortalPage(folder, modules, { loader: lazyChunks(modules) }),
  )
  return { title: 'one page (the floor)', ...(await serveSite(site, STRICT_POLICY, backend)) }
}

async function byFramework(
  framework: Framework,
  modules: Modules,
  backend: Backend,
): Promise<ComparedPortal> {
  const portal = join(import.meta.dirname, 'frameworks', framework.name, 'portal.ts')
  const site = await builtOnce(framework.name, modules, async folder => {
    const loader = `import { load } from ${JSON.stringify(portal)}`
    const routedBy = framework.routes ? fileURLToPath(import.meta.resolve(framework.name)) : undefined
    await buildPortalPage(folder, modules, { loader, ...(routedBy !== undefined && { routedBy }) })
    await buildModuleApps(folder, modules, framework)
  })
  return { title: framework.title, ...(await serveSite(site, LOOSE_POLICY, backend)) }
}

/** The folder of a site that is named after all that goes into it, so that it is built anew only after a change. */
async function builtOnce(
  name: string,
  modules: Modules,
  build: (folder: string) => Promise<void>,
): Promise<string> {
  const sources = modules.flatMap(({ manifest }) => foldersOf(packageDir(manifest.id)))
  const shared = [PORTAL_DIR, import.meta.dirname, ...SHARED.map(packageDir), ...TOOLING]
  const folder = join(CACHE, `${name}-${digestOf([...sources, ...shared])}`)
  if (!existsSync(folder)) {
    console.log(`building ${name}`)
    const aside = `${folder}.building`
    await rm(aside, { recursive: true, force: true })
    await build(aside)
    await rename(aside, folder)
  }
  return join(folder, 'site')
}

/** Packages of ours that modules take from the import map, and the shell's. */
const SHARED = ['domain', 'api-contract', 'api-client', 'module-kit', 'ui-kit', 'shell-kit']

async function inTurn<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const one of all) results.push(await work(one))
  return results
}
