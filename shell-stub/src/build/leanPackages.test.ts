import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { buildRelease } from './buildRelease.ts'
import { ROOT } from './folders.ts'

/** The folder of `npm start`, so that what has not changed is not built again for the test. */
const outDir = join(ROOT, 'shell-stub/dist/release')
const TIME_TO_BUILD = 240_000

let code: string

beforeAll(async () => {
  const { importMap } = await buildRelease({ outDir })
  const kit = importMap.imports['@sunshine-aid/ui-kit'] ?? ''
  code = await readFile(join(outDir, 'mf', kit), 'utf8')
}, TIME_TO_BUILD)

it.each([
  ['the way of zod to JSON schemas', 'json-schema.org'],
  ['calendars that are not used here', 'islamic-umalqura'],
])('the shared kit leaves out %s', (_, text) => {
  expect(code).not.toContain(text)
})

it('and keeps what it needs: schemas, requests that outlive a page, Gregorian dates', () => {
  // `duplex` stands in the way of axios to `fetch`, by which a draft outlives its page.
  for (const text of ['$ZodObject', 'AxiosError', 'duplex', 'gregory']) expect(code).toContain(text)
})
