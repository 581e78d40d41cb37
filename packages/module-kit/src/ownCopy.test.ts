import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { build } from 'vite'
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest'
import type { ModuleEntry } from '@sunshine-aid/host-contract'
import { PRODUCTION } from './build/modulePreset.ts'
import { aHost, leftOn, mounted, titleOf } from './testing/openModule.ts'
import { watchTrace } from './testing/trace.ts'

// Sharing saves bytes and nothing else: a module must work the same with a Vue, a router and a module-kit of its own,
// also beside one that runs on the shared files.

let folder = ''
let own: ModuleEntry

beforeAll(async () => {
  folder = await mkdtemp(join(import.meta.dirname, '../node_modules/.own-copy-'))
  own = await bundled(join(import.meta.dirname, 'testing/ownModule.ts'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(() => history.replaceState(null, '', '/sample/'))

/** The module in `entry` with everything that it needs in one file. */
async function bundled(entry: string): Promise<ModuleEntry> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [vue()],
    define: PRODUCTION,
    build: { write: false, minify: false, lib: { entry, formats: ['es'] } },
  })
  const [output] = [result].flat()
  if (!output || !('output' in output)) throw new Error('The module was not built.')
  const file = join(folder, 'own.mjs')
  await writeFile(file, output.output[0].code)
  const { default: module } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
    default: ModuleEntry
  }
  return module
}

it('a module with a copy of everything is shown, parked, brought back and taken away like any other', async () => {
  const host = aHost()
  const warm = await own.mount(host.ui.root, host)
  await warm.unmount()
  const trace = watchTrace()
  onTestFinished(trace.stop)
  const module = await own.mount(host.ui.root, host)
  expect(titleOf(host)).toBe('first')
  await module.suspend()
  expect(host.ui.root.childNodes).toHaveLength(0)
  await module.resume()
  expect(titleOf(host)).toBe('first')
  await module.unmount()
  expect(leftOn(trace)).toEqual([])
})

it('one beside it, on the shared files, notices nothing of it', async () => {
  const [one, other] = [aHost(), aHost()]
  await mounted(one)
  const module = await own.mount(other.ui.root, other)
  other.setLocale('en')
  expect([titleOf(one), titleOf(other)]).toEqual(['first', 'first'])
  await module.unmount()
  one.setLocale('en')
  await expect.poll(() => one.log.titles.at(-1)).toBe('First page')
  expect(titleOf(one)).toBe('first')
})
