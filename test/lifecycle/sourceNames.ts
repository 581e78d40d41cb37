import { existsSync } from 'node:fs'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { SourceMap, type SourceMapPayload } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'

const ROOT = join(import.meta.dirname, '..', '..')

export interface SourceNames {
  /**
   * `packages/mentors/src/pages/RosterPage.vue:12` for the first of these places in a built release that lies in a
   * source of this repository; the first place as it is, when none does.
   */
  readonly nameOf: (places: readonly string[]) => Promise<string>
  readonly forget: () => Promise<void>
}

/**
 * Finds the sources of a release's modules. A fixture has its maps beside its files; the modules of the product are
 * built once more, with maps, when a name in them is wanted.
 */
export function sourceNames(releaseDir: string): SourceNames {
  const maps = new Map<string, Promise<LoadedMap | undefined>>()
  const folders: string[] = []

  function mapOf(path: string): Promise<LoadedMap | undefined> {
    const known = maps.get(path) ?? load(path)
    maps.set(path, known)
    return known
  }

  async function load(path: string): Promise<LoadedMap | undefined> {
    const file = join(releaseDir, 'mf', path)
    if (existsSync(`${file}.map`)) return readMap(`${file}.map`)
    const [id = '', version = ''] = path.split('/')
    if (!existsSync(join(ROOT, 'packages', id, 'src', 'module.ts'))) return undefined
    const folder = await mkdtemp(join(tmpdir(), 'sunshine-maps-'))
    folders.push(folder)
    await buildWithMaps({ dir: join(ROOT, 'packages', id), version, outDir: folder })
    return sameFile(file, folder)
  }

  async function sourceOf(place: string): Promise<string | undefined> {
    const [, path = '', line, column] = /\/mf\/([^?]+?)(?:\?.*)?:(\d+):(\d+)$/.exec(place) ?? []
    const loaded = path && !path.startsWith('vendor/') ? await mapOf(path) : undefined
    const entry = loaded?.map.findEntry(Number(line) - 1, Number(column) - 1)
    // What the bundler added of its own has an entry, but no source.
    if (!loaded || !entry || !('originalSource' in entry) || !entry.originalSource) return undefined
    const source = relative(ROOT, resolve(dirname(loaded.file), entry.originalSource))
    return /^\.\.|node_modules|^\0/.test(source) ? undefined : `${source}:${entry.originalLine + 1}`
  }

  return {
    async nameOf(places) {
      for (const place of places) {
        const name = await sourceOf(place)
        if (name !== undefined) return name
      }
      return places[0] ?? 'a place that the browser does not tell'
    },
    async forget() {
      for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
    },
  }
}

interface LoadedMap {
  readonly file: string
  readonly map: SourceMap
}

async function readMap(file: string): Promise<LoadedMap> {
  return { file, map: new SourceMap(JSON.parse(await readFile(file, 'utf8')) as SourceMapPayload) }
}

/** The map of the file in `folder` that has the same bytes: names may differ, content may not. */
async function sameFile(file: string, folder: string): Promise<LoadedMap | undefined> {
  const code = await readFile(file, 'utf8')
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.js') || (await readFile(join(folder, name), 'utf8')) !== code) continue
    return readMap(join(folder, `${name}.map`))
  }
  return undefined
}

/** In a thread, since a build for production needs a NODE_ENV of its own. */
function buildWithMaps(task: Readonly<Record<'dir' | 'version' | 'outDir', string>>): Promise<void> {
  return new Promise((done, failed) => {
    const worker = new Worker(new URL('./mapTask.ts', import.meta.url), {
      workerData: task,
      env: { ...process.env, NODE_ENV: 'production' },
      execArgv: [], // the test runner's own conditions choose other files of the compiler than a release's build
    })
    worker.once('error', failed)
    worker.once('exit', () => done())
  })
}
