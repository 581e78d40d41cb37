import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ReleasedModule } from '@sunshine-aid/host-contract'
import { manifestOf, readModule } from '@sunshine-aid/module-kit/vite'
import type { ViteDevServer } from 'vite'

/** A module as its sources, served by a Vite server. */
export interface ModuleSource {
  readonly id: string
  /** Folder of its package. */
  readonly dir: string
  /** URL of its `src` folder, with a slash at the end. */
  readonly base: string
}

/** Reads modules from their sources, and anew after one of them has changed. */
export function sourceReader({ watcher }: ViteDevServer): (source: ModuleSource) => Promise<ReleasedModule> {
  const known = new Map<string, Promise<ReleasedModule>>()
  watcher.on('all', (_, file) => {
    for (const dir of known.keys()) if (file.startsWith(join(dir, 'src'))) known.delete(dir)
  })
  return source => {
    const reading = known.get(source.dir) ?? readSource(source)
    known.set(source.dir, reading)
    reading.catch(() => known.delete(source.dir))
    return reading
  }
}

/** Everything comes from the one dev server, so nothing is shared by an import map. */
async function readSource({ id, dir, base }: ModuleSource): Promise<ReleasedModule> {
  const version = versionOf(dir)
  const built = { entries: { [id]: 'module.ts' }, css: [], files: {}, uses: {} }
  const manifest = manifestOf({ spec: await readModule(dir), dir, version, built })
  return { base, basePath: `/${id}/`, train: 'sources', manifest }
}

function versionOf(dir: string): string {
  return (JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as { version: string }).version
}
