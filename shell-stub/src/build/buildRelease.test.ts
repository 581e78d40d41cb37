import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { releaseSchema, type Release } from '@sunshine-aid/host-contract'
import { importedNames, integrityOf, SHARED_PACKAGES } from '@sunshine-aid/module-kit/vite'
import { preflight } from '@sunshine-aid/shell-kit'
import { violations } from '@sunshine-aid/shell-kit/pages'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildRelease } from './buildRelease.ts'
import { moduleIds, ROOT } from './folders.ts'
import { whereFound } from './testing/whereFound.ts'

/** The folder of `npm start`, so that what has not changed is not built again for the test. */
const outDir = join(ROOT, 'shell-stub/dist/release')
const TIME_TO_BUILD = 240_000
/** Of a shell that has everything, to somebody who may do everything. */
const offer = { capabilities: ['badges'], can: () => true } as const

let release: Release

beforeAll(async () => {
  release = await buildRelease({ outDir })
}, TIME_TO_BUILD)

const read = (address: string) => readFile(join(outDir, 'mf', address.replace(/\?.*$/, '')))

describe('a release', () => {
  it('is as the schema says, and holds every module that there is', () => {
    expect(violations(releaseSchema, JSON.parse(JSON.stringify(release)))).toEqual([])
    expect(release.modules.map(({ manifest }) => manifest.id)).toEqual(moduleIds())
  })

  it('fits together: every module passes the preflight of a shell', () => {
    expect(release.modules.flatMap(module => preflight(module, release, offer))).toEqual([])
  })

  it('names the right bytes for every script', async () => {
    const entries = Object.entries(release.importMap.integrity)
    expect(entries.length).toBeGreaterThan(moduleIds().length)
    for (const [url, integrity] of entries)
      expect([url, integrityOf(await read(url))]).toEqual([url, integrity])
  })

  it('exports from the shared files every name that some script imports', async () => {
    for (const url of Object.keys(release.importMap.integrity)) {
      const uses = importedNames(String(await read(url)), SHARED_PACKAGES)
      for (const [name, imported] of Object.entries(uses)) {
        const file = whereFound(release, url, name)
        expect([url, name, file]).not.toContain(undefined)
        const exported = exportedNames(String(await read(file ?? '')))
        expect([name, imported.filter(one => !exported.includes(one))]).toEqual([name, []])
      }
    }
  })

  it('holds a module in one script, or in two where its first view does not need the rest', () => {
    for (const { manifest } of release.modules) {
      const files = Object.keys(manifest.files)
      expect(files).toContain(manifest.entry)
      expect(files.length).toBeLessThanOrEqual(2)
    }
  })

  it('holds nothing of development: no source map, no dev tools, no stub accounts', async () => {
    for (const url of Object.keys(release.importMap.integrity)) {
      const code = String(await read(url))
      expect([url, /sourceMappingURL|__VUE_DEVTOOLS_NEXT|vite-plugin-vue/.exec(code)?.[0]]).toEqual([
        url,
        undefined,
      ])
      expect([url, /\bnew Function\(|[^.\w]eval\(/.exec(code)?.[0]]).toEqual([url, undefined])
    }
  })

  it(
    'that is built again from the same sources is the same, and took nothing to build',
    async () => {
      const lines: string[] = []
      const again = await buildRelease({ outDir, log: line => lines.push(line) })
      expect(again.id).toBe(release.id)
      expect(again.previous).toBe(release.previous)
      expect(lines.filter(line => line.startsWith('built'))).toEqual([])
    },
    TIME_TO_BUILD,
  )

  it('leads every shared name to a folder that is named after its content', () => {
    for (const url of Object.values(release.importMap.imports))
      expect(dirname(url)).toMatch(/^\.\/vendor\/\w+-[0-9a-f]{12}$/)
  })
})

function exportedNames(code: string): string[] {
  const list = /export\s*\{([^}]*)\}\s*;?\s*$/.exec(code)?.[1] ?? ''
  return list.split(',').map(
    part =>
      part
        .trim()
        .split(/\s+as\s+/)
        .at(-1) ?? '',
  )
}
