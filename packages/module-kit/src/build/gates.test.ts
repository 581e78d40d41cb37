import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { modulePreset } from './modulePreset.ts'
import type { BuildOptions, Rolldown } from 'vite'
import { afterEach, describe, expect, it } from 'vitest'
import type { ModuleManifest } from '@sunshine-aid/host-contract'
import { aModuleFolder, type ModuleFolder } from './testing/aModuleFolder.ts'

let folder: ModuleFolder | undefined
afterEach(async () => {
  await folder?.remove()
  folder = undefined
})

async function built(files: Record<string, string>, changes: BuildOptions = {}): Promise<ModuleManifest> {
  folder = await aModuleFolder(files)
  await folder.build(changes)
  return JSON.parse(await readFile(join(folder.outDir, 'manifest.json'), 'utf8')) as ModuleManifest
}

describe('a module of another team', () => {
  it('is built with the preset alone, wherever its folder is', async () => {
    const { id, version, shared } = await built({})
    expect({ id, version }).toEqual({ id: 'notes', version: '2.0.1' })
    expect(Object.keys(shared)).toEqual(['@sunshine-aid/module-kit', 'vue'])
  })

  it('tells which endpoints it asks', async () => {
    const parts = `import { getArchive, type Archive } from '@sunshine-aid/api-contract'
      globalThis.asks = getArchive as unknown as Archive`
    const { api } = await built({ 'src/parts.ts': parts })
    expect(api.operations).toEqual(['getArchive', 'getMe'])
  })
})

describe('the build is refused of a module', () => {
  const options = modulePreset({ id: 'notes', dir: join(import.meta.dirname, '../..') }).build
    ?.rolldownOptions

  it('that exports no mount', async () => {
    await expect(
      built({ 'src/module.ts': 'export default { spec: {}, atVersion: () => ({}) }' }),
    ).rejects.toThrow(/src\/module\.ts exports no mount/)
  })

  it('with a style that reaches out of it, naming the file and the selector', async () => {
    const files = {
      'src/parts.ts': "import './parts.css'",
      'src/parts.css': '.sa-a { top: 0 } h1 { top: 0 }',
    }
    await expect(built(files)).rejects.toThrow(
      'src/parts.css reaches out of our own elements: the selector "h1".',
    )
  })

  it('with syntax that a declared browser lacks and that cannot be compiled away', async () => {
    const parts = 'globalThis.found = (text: string) => /(?i:a)b/.test(text)'
    await expect(built({ 'src/parts.ts': parts })).rejects.toThrow(
      /notes-[\w-]+\.js has syntax that .*safari18 lack: regular expression with modifiers/,
    )
  })

  it('whose own target would let newer syntax through', async () => {
    const parts = 'globalThis.opened = (open: () => Disposable) => { using one = open(); return one }'
    await expect(built({ 'src/parts.ts': parts }, { target: 'esnext' })).rejects.toThrow('lack: using')
  })

  it('that writes a file outside of its folder', async () => {
    const stray: Rolldown.Plugin = {
      name: 'stray',
      generateBundle() {
        this.emitFile({ type: 'asset', fileName: '../stray.json', source: '{}' })
      },
    }
    await expect(built({}, { rolldownOptions: { ...options, plugins: [stray] } })).rejects.toThrow(
      '../stray.json',
    )
  })

  it.each(['https://elsewhere.example/chart.js', '/vendor/chart.js', 'left-pad'])(
    'that loads %s, which no release would know',
    async name => {
      const rolldownOptions = { ...options, external: [name, 'vue', '@sunshine-aid/module-kit'] }
      await expect(
        built({ 'src/parts.ts': `import ${JSON.stringify(name)}` }, { rolldownOptions }),
      ).rejects.toThrow(`imports ${name}, which is neither in the module's folder nor shared`)
    },
  )
})
