import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ModuleManifest } from '@sunshine-aid/host-contract'
import { build, parseSync } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { integrityOf } from './integrity.ts'
import { SHARED_PACKAGES } from './sharedPackages.ts'

const dir = join(import.meta.dirname, '../../../mentors')
let outDir: string
let manifest: ModuleManifest
let code: string

beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'module-'))
  const configFile = join(dir, 'vite.config.ts')
  await build({ root: dir, configFile, logLevel: 'warn', build: { outDir, emptyOutDir: true } })
  manifest = JSON.parse(await readFile(join(outDir, 'manifest.json'), 'utf8')) as ModuleManifest
  code = await readFile(join(outDir, manifest.entry), 'utf8')
}, 60_000)
afterAll(() => rm(outDir, { recursive: true }))

describe('a built module', () => {
  it('is one script, styles included, beside its manifest', async () => {
    expect((await readdir(outDir)).sort()).toEqual(['manifest.json', manifest.entry].sort())
    expect(manifest.css).toEqual([])
    expect(manifest.entry).toMatch(/^mentors-[\w-]{8}\.js$/)
  })

  it('has the integrity of its bytes in the manifest', async () => {
    for (const [file, integrity] of Object.entries(manifest.files)) {
      expect(integrityOf(await readFile(join(outDir, file)))).toBe(integrity)
    }
    expect(Object.keys(manifest.files)).toEqual([manifest.entry])
  })

  it('exports what shells import', () => {
    expect(code).toMatch(/export\{[^}]*as mount\b[^}]*\}/)
    expect(code).toMatch(/export\{[^}]*as singleSpa\b[^}]*\}/)
  })

  it('takes shared packages from the import map, and tells which and what of them', () => {
    const statements = parseSync(manifest.entry, code).program.body
    const bare = statements.flatMap(one => ('source' in one && one.source ? [one.source.value] : []))
    expect(bare.filter(name => !SHARED_PACKAGES.includes(name))).toEqual([])
    expect(Object.keys(manifest.uses).sort()).toEqual([...new Set(bare)].sort())
    expect(manifest.uses['@sunshine-aid/module-kit']).toContain('defineModule')
    expect(manifest.shared['vue']).toMatch(/^\^3\.5\./)
  })

  it('tells its pages with their titles in both languages and their permissions', () => {
    expect(manifest.routes.length).toBeGreaterThan(0)
    for (const { title } of manifest.routes) {
      expect(title['zh-CN']).toMatch(/\p{Script=Han}/u)
      expect(title.en).toMatch(/^[\x20-\x7e’“”…]+$/)
    }
    expect(manifest.routes.some(({ permission }) => permission === 'mentor.roster')).toBe(true)
  })

  it('tells what it asks of the API, also what module-kit asks for it', () => {
    expect(manifest.api.operations).toEqual(['getMe', 'listMentorGaps', 'listMentors'])
  })

  it('names its version, and its code knows the same', () => {
    expect(manifest.version).toMatch(/^\d+\.\d+\.\d+$/)
    expect(code).toContain(`.atVersion(\`${manifest.version}\`)`)
  })

  it('says where the schema of its manifest lies in a deployment', () => {
    expect(manifest.$schema).toBe('../../schema/manifest-1.json')
  })

  it('is for production whatever NODE_ENV says: no path of this machine, no source map', () => {
    expect(process.env['NODE_ENV']).toBe('test')
    expect(code).not.toContain(import.meta.dirname.slice(0, -'/packages/module-kit/src/build'.length))
    expect(code).not.toContain('sourceMappingURL')
  })
})
