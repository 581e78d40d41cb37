import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Release } from '@sunshine-aid/host-contract'
import { composeRelease } from './composeRelease.ts'
import { prune } from './prune.ts'
import { aBuiltModule, aVendor } from './testing/samples.ts'

let outDir: string
beforeEach(async () => void (outDir = await mkdtemp(join(tmpdir(), 'prune-'))))
afterEach(() => rm(outDir, { recursive: true }))

/** Three releases in a row, with other shared files and another version of the module each. */
function releases(): Release[] {
  const all: Release[] = []
  for (const number of ['1', '2', '3', '4']) {
    const parts = { modules: [aBuiltModule('mentors', number)], vendor: aVendor(number) }
    all.push(composeRelease(parts, all.at(-1)))
  }
  return all
}

async function lay(files: readonly string[]): Promise<void> {
  for (const file of files) {
    await mkdir(join(outDir, file, '..'), { recursive: true })
    await writeFile(join(outDir, file), '')
  }
}

it('what the release and the one before it name stays; a version that neither names goes', async () => {
  const [first, second, third, fourth] = releases() as [Release, Release, Release, Release]
  for (const { importMap, id } of [first, second, third, fourth])
    await lay([...Object.keys(importMap.integrity).map(file => join('mf', file)), `mf/releases/${id}.json`])
  await prune(outDir, [fourth, third], [])
  // The release before has a version before it, too.
  expect((await readdir(join(outDir, 'mf/mentors'))).sort()).toEqual(['2', '3', '4'])
  expect((await readdir(join(outDir, 'mf/vendor'))).sort()).toEqual(
    ['2', '3', '4'].flatMap(number => [`framework-${number}`, `kit-${number}`]).sort(),
  )
  expect((await readdir(join(outDir, 'mf/releases'))).sort()).toEqual(
    [`${third.id}.json`, `${fourth.id}.json`].sort(),
  )
})

it('what is no version of a module is left alone', async () => {
  const [release] = releases()
  const others = [
    'mf/schema/release-1.json',
    'mf/bundled/mentors/1/mentors.js',
    'mf/shell-kit/1/kit.js',
    'mf/loader.js',
  ]
  await lay([...others, `mf/releases/${release!.id}.json`, 'shell/1/portal.js'])
  await prune(outDir, [release!], [])
  const left = await readdir(outDir, { recursive: true })
  expect([...others, 'shell/1/portal.js'].filter(file => !left.includes(file))).toEqual([])
})
