import { join } from 'node:path'
import type { Release, ReleasedModule } from '@sunshine-aid/host-contract'
import { installedVersion, manifestOf, readModule } from '@sunshine-aid/module-kit/vite'
import type { ViteDevServer } from 'vite'
import { moduleIds, packageDir } from '../build/folders.ts'

export interface DevRelease {
  /** The release whose modules are their sources; read anew after one of them has changed. */
  readonly read: () => Promise<Release>
}

export function watchDevRelease({ watcher }: ViteDevServer): DevRelease {
  const known = new Map<string, Promise<ReleasedModule>>()
  watcher.on('all', (_, file) => {
    for (const id of known.keys()) if (file.startsWith(join(packageDir(id), 'src'))) known.delete(id)
  })
  const module = (id: string) => {
    const reading = known.get(id) ?? readDevModule(id)
    known.set(id, reading)
    reading.catch(() => known.delete(id))
    return reading
  }
  return {
    async read() {
      const modules = await Promise.all(moduleIds().map(module))
      const importMap = { imports: {}, integrity: {} }
      return { schema: 1, id: 'sources', previous: null, train: 'sources', trains: {}, importMap, modules }
    },
  }
}

/** Everything comes from the one dev server, so nothing is shared by an import map. */
async function readDevModule(id: string): Promise<ReleasedModule> {
  const dir = packageDir(id)
  const version = installedVersion(`@sunshine-aid/${id}`, dir)
  const built = { entries: { [id]: 'module.ts' }, css: [], files: {}, uses: {} }
  const manifest = manifestOf({ spec: await readModule(dir), dir, version, built })
  return { base: `/packages/${id}/src/`, basePath: `/${id}/`, train: 'sources', manifest }
}
