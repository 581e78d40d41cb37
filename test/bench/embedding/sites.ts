import { existsSync } from 'node:fs'
import { readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { digestOf, foldersOf, TOOLING } from '@sunshine-aid/shell-stub/build/digest'
import { packageDir } from '@sunshine-aid/shell-stub/build/folders'
import { PORTAL_DIR } from '@sunshine-aid/shell-stub/build/portalConfig'
import { CACHE } from '../support/cache.ts'
import type { Framework } from './frameworks.ts'
import { buildModuleApps } from './moduleApps.ts'
import { buildPortalPage, lazyChunks, type Modules } from './portalPage.ts'

type Log = (line: string) => void

/** The floor: the portal's frame and all modules as one plain Vite page with a lazy chunk for each module. */
export function onePageSite(modules: Modules, log?: Log): Promise<string> {
  const build = (folder: string) => buildPortalPage(folder, modules, { loader: lazyChunks(modules) })
  return builtOnce('one-page', modules, build, log)
}

/** The portal's frame with `framework` in it, and each module as an application of its own. */
export function frameworkSite(framework: Framework, modules: Modules, log?: Log): Promise<string> {
  const portal = join(import.meta.dirname, 'frameworks', framework.name, 'portal.ts')
  const loader = `import { load } from ${JSON.stringify(portal)}`
  const routedBy = framework.routes ? fileURLToPath(import.meta.resolve(framework.name)) : undefined
  const build = async (folder: string) => {
    await buildPortalPage(folder, modules, { loader, ...(routedBy !== undefined && { routedBy }) })
    await buildModuleApps(folder, modules, framework)
  }
  return builtOnce(framework.name, modules, build, log)
}

/**
 * A site in a folder that is named after all that goes into it, so that it is built anew only after a change.
 * @returns the folder of its files
 */
async function builtOnce(
  name: string,
  modules: Modules,
  build: (folder: string) => Promise<void>,
  log: Log = () => undefined,
): Promise<string> {
  const sources = modules.flatMap(({ manifest }) => foldersOf(packageDir(manifest.id)))
  const shared = [PORTAL_DIR, ...BUILT_BY, ...SHARED.map(packageDir), ...TOOLING]
  const folder = join(CACHE, `${name}-${digestOf([...sources, ...shared])}`)
  if (!existsSync(folder)) {
    log(`building ${name}`)
    const aside = `${folder}.building`
    await rm(aside, { recursive: true, force: true })
    await build(aside)
    await removeOlder(name)
    await rename(aside, folder)
  }
  return join(folder, 'site')
}

async function removeOlder(name: string): Promise<void> {
  const isOlder = new RegExp(`^${name}-[0-9a-f]{12}$`)
  const older = (await readdir(CACHE)).filter(folder => isOlder.test(folder))
  await Promise.all(older.map(folder => rm(join(CACHE, folder), { recursive: true })))
}

const BUILT_BY = ['frameworks', 'moduleApps.ts', 'plainRouting.ts', 'plainShell.ts', 'portalPage.ts'].map(
  name => join(import.meta.dirname, name),
)

/** Packages of ours that modules take from the import map, and the shell's. */
const SHARED = ['domain', 'api-contract', 'api-client', 'module-kit', 'ui-kit', 'shell-kit']
