import type { Release } from '@sunshine-aid/host-contract'
import type { ViteDevServer } from 'vite'
import { moduleIds, packageDir } from '../build/folders.ts'
import { sourceReader } from './moduleSource.ts'

export interface DevRelease {
  /** The release whose modules are their sources; read anew after one of them has changed. */
  readonly read: () => Promise<Release>
}

export function watchDevRelease(vite: ViteDevServer): DevRelease {
  const readSource = sourceReader(vite)
  return {
    async read() {
      const sources = moduleIds().map(id => ({ id, dir: packageDir(id), base: `/packages/${id}/src/` }))
      const modules = await Promise.all(sources.map(readSource))
      const importMap = { imports: {}, integrity: {} }
      return { schema: 1, id: 'sources', previous: null, train: 'sources', trains: {}, importMap, modules }
    },
  }
}
