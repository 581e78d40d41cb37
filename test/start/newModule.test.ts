import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findings } from '../architecture/findings.ts'

// The real command in a copy of the repository: what it writes must be linked, built, mounted and allowed.

const root = join(import.meta.dirname, '..', '..')
const left = new Set(['node_modules', 'dist', '.git', '.data'])

let copy: string
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'sunshine-module-'))
  await cp(root, copy, { recursive: true, filter: source => !left.has(basename(source)) })
  await run(
    'shell-stub/bin/bootstrap.mjs',
    'new:module',
    'home-visits',
    '--zh',
    '家访',
    '--en',
    'Visits at "home"',
  )
})
afterAll(() => rm(copy, { recursive: true, force: true }))

it('a new module keeps to the architecture', () => {
  expect(findings(copy)).toEqual([])
})

it('a new module is built by the preset into one entry with a manifest', async () => {
  await run(
    'node_modules/vite/bin/vite.js',
    'build',
    'packages/home-visits',
    '-c',
    'packages/home-visits/vite.config.ts',
  )
  const manifest = JSON.parse(
    await readFile(join(copy, 'packages/home-visits/dist/manifest.json'), 'utf8'),
  ) as unknown
  expect(manifest).toMatchObject({ id: 'home-visits', routes: [{ path: '/' }] })
})

it('a new module is mounted by its own page test, against the real API', async () => {
  const { stdout } = await run(
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    'page',
    'packages/home-visits',
  )
  expect(stdout).toMatch(/Tests\s+2 passed/)
})

it('a new module has nothing that the linter or the formatter would change', async () => {
  await run('node_modules/eslint/bin/eslint.js', '--max-warnings', '0', 'packages/home-visits')
  await run('node_modules/prettier/bin/prettier.cjs', '--check', 'packages/home-visits')
})

it('a new module is not made twice, nor under a name that the portal uses', async () => {
  await expect(run('shell-stub/bin/bootstrap.mjs', 'new:module', 'home-visits')).rejects.toThrow(
    'exists already',
  )
  await expect(run('shell-stub/bin/bootstrap.mjs', 'new:module', 'api')).rejects.toThrow(
    'address of the portal',
  )
  await expect(run('shell-stub/bin/bootstrap.mjs', 'new:module', '../etc')).rejects.toThrow(
    'lower-case words',
  )
})

it('a copy whose packages were damaged is repaired before the next command', async () => {
  const link = join(copy, 'packages/home-visits/node_modules/vue')
  await rm(link)
  await run('shell-stub/bin/bootstrap.mjs', 'test', '--help')
  expect(existsSync(join(link, 'package.json'))).toBe(true)
})

function run(script: string, ...args: readonly string[]) {
  return promisify(execFile)(process.execPath, [script, ...args], {
    cwd: copy,
    env: { ...process.env, NO_COLOR: '1' },
  })
}
