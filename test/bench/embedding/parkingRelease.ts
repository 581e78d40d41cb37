import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readDescription } from '@sunshine-aid/shell-stub/build/describedBy'
import { packageDir } from '@sunshine-aid/shell-stub/build/folders'
import { portalConfig } from '@sunshine-aid/shell-stub/build/portalConfig'
import { build, type Plugin } from 'vite'
import { CACHE } from '../support/cache.ts'

const BASE = '/shell/parking/'

/**
 * The release in `releaseDir` in a portal that parks modules instead of taking them away.
 * @returns a folder for `createPortal`
 */
export async function parkingRelease(
  releaseDir: string,
  most: number,
  log: (line: string) => void,
): Promise<string> {
  const folder = join(CACHE, 'parking')
  const outDir = join(folder, BASE)
  await rm(folder, { recursive: true, force: true })
  await mkdir(outDir, { recursive: true })
  await symlink(join(releaseDir, 'mf'), join(folder, 'mf'))
  const { plugins = [], ...config } = portalConfig()
  const settings = { ...config.build, outDir, emptyOutDir: true, reportCompressedSize: false }
  log('building the portal that parks modules')
  await build({
    ...config,
    configFile: false,
    logLevel: 'warn',
    mode: 'production',
    plugins: [parking(most), ...plugins],
    build: settings,
  })
  const portal = { base: BASE, ...(await readDescription(outDir)) }
  await writeFile(join(folder, 'shell/portal.json'), JSON.stringify(portal))
  return folder
}

const SHELL = '\0parking-shell'

/** As a portal turns it on: by an option of `registerModules`. */
function parking(most: number): Plugin {
  const shellKit = JSON.stringify(join(packageDir('shell-kit'), 'src/index.ts'))
  const code = `import { registerModules as register } from ${shellKit}
export * from ${shellKit}
export const registerModules = options => register({ ...options, keepAlive: { most: ${most} } })`
  return {
    name: 'sunshine-aid:parking',
    enforce: 'pre',
    resolveId: id => (id === '@sunshine-aid/shell-kit' ? SHELL : undefined),
    load: id => (id === SHELL ? code : undefined),
  }
}
