import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  RETRY_ADDRESSES,
  retryAddress,
  type ModuleManifest,
  type Release,
  type ReleasedModule,
} from '@sunshine-aid/host-contract'
import { modulePreset } from '@sunshine-aid/module-kit/vite'
import { build } from 'vite'
import { copyRelease, type ReleaseCopy } from '../support/releaseCopy.ts'

type Fixture = Omit<ReleasedModule, 'train'>

/**
 * A copy of the release with further modules in it, each built as every module is, from `<folder>/<id>/src/module.ts`.
 * Beside their files lie source maps, which the release does not name.
 */
export async function releaseWith(folder: string, ids: readonly string[]): Promise<ReleaseCopy> {
  return copyRelease(async (release, dir) => {
    const fixtures: Fixture[] = []
    for (const id of ids) fixtures.push(await buildFixture(join(folder, id), id, dir))
    return withModules(release, fixtures)
  })
}

const VERSION = '1.0.0'

async function buildFixture(dir: string, id: string, releaseDir: string): Promise<Fixture> {
  const base = `./${id}/${VERSION}/`
  const outDir = join(releaseDir, 'mf', base)
  await mkdir(outDir, { recursive: true })
  const preset = modulePreset({ id, dir, version: VERSION })
  const quiet = { configFile: false, logLevel: 'error', mode: 'production' } as const
  await build({ ...preset, ...quiet, build: { ...preset.build, outDir, sourcemap: 'hidden' } })
  const text = await readFile(join(outDir, 'manifest.json'), 'utf8')
  const { $schema: _, ...manifest } = JSON.parse(text) as ModuleManifest
  return { base, basePath: `${id}/`, manifest }
}

function withModules(release: Release, fixtures: readonly Fixture[]): Release {
  const { importMap, train } = release
  const integrity = { ...importMap.integrity, ...Object.fromEntries(fixtures.flatMap(integrityOf)) }
  return {
    ...release,
    importMap: { ...importMap, integrity },
    modules: [...release.modules, ...fixtures.map(fixture => ({ ...fixture, train }))],
  }
}

function integrityOf({ base, manifest: { entry, files } }: Fixture): [string, string][] {
  const numbers = Array.from({ length: RETRY_ADDRESSES }, (_, index) => index + 1)
  const scripts = Object.entries(files).filter(([file]) => file.endsWith('.js'))
  return [
    ...scripts.map(([file, hash]): [string, string] => [base + file, hash]),
    ...numbers.map((n): [string, string] => [retryAddress(base + entry, n), files[entry] ?? '']),
  ]
}
