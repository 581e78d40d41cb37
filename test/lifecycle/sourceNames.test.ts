import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { publishedRelease, RELEASE_DIR } from '../support/releaseCopy.ts'
import { sourceNames } from './sourceNames.ts'

const { modules } = await publishedRelease()

// The release has no maps: a build with maps tells only if it is the same to the byte.
test('places in a module of the release have the names of their sources', async () => {
  const { base = '', manifest } = modules.find(module => module.manifest.id === 'mentors') ?? {}
  const path = join('mf', base, manifest?.entry ?? '')
  const { length } = await readFile(join(RELEASE_DIR, path), 'utf8')
  const places = [0.3, 0.5, 0.7].map(part => `http://127.0.0.1/${path}:1:${Math.floor(length * part)}`)
  const sources = sourceNames(RELEASE_DIR)
  expect(await sources.nameOf(places)).toMatch(/^packages\/mentors\/src\/.+:\d+$/)
  await sources.forget()
})
