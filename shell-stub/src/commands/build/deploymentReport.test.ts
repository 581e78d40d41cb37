import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composeRelease } from '../../build/composeRelease.ts'
import { aBuiltModule, aVendor } from '../../build/testing/samples.ts'
import { deploymentReport } from './deploymentReport.ts'

const [mentors, archives] = [aBuiltModule('mentors'), aBuiltModule('archives')]
const first = composeRelease({ modules: [archives, mentors], vendor: aVendor('1') }, undefined)

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deployment-'))
  await lay('release.json', 400)
  await lay('archives/1.0.0/archives.js', 9_000)
  await lay('archives/1.0.0/archives.js.br', 3_210)
  await lay('vendor/kit-1/kit.js.br', 100_000)
})
afterAll(() => rm(folder, { recursive: true }))

async function lay(path: string, bytes: number): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), 'x'.repeat(bytes))
}

const report = (release = first, before?: typeof first) =>
  deploymentReport(folder, release, before).join('\n')

describe('what is said of a deployment', () => {
  it('names every module and shared file with the bytes that a browser loads', () => {
    expect(report()).toContain(`release ${first.id}: the first one in this folder`)
    expect(report()).toMatch(/^ {2}archives +1\.0\.0 +3\.2 kB$/m)
    expect(report()).toMatch(/^ {2}shared +kit-1 +100\.0 kB$/m)
    expect(report()).toContain('2 files, 9.4 kB')
  })

  it('says so when nothing has changed', () => {
    expect(report(first, first)).toContain(`release ${first.id}: nothing has changed`)
  })

  it('says of each module what it was before, and which one is new or gone', () => {
    const parts = { modules: [aBuiltModule('mentors', '1.1.0'), aBuiltModule('notes')], vendor: aVendor('1') }
    const text = report(composeRelease(parts, first), first)
    expect(text).toContain(`after ${first.id}`)
    expect(text).toMatch(/mentors .* was 1\.0\.0$/m)
    expect(text).toMatch(/notes .* new$/m)
    expect(text).toContain('gone: archives')
  })

  it('says which module stays on the shared files that it had', () => {
    const kept = first.modules.filter(({ manifest }) => manifest.id === 'mentors')
    const text = report(composeRelease({ modules: [archives], vendor: aVendor('2'), kept }, first), first)
    expect(text).toMatch(/mentors .* as before, on the shared files it had$/m)
    expect(text).toMatch(/archives .* as before$/m)
  })
})
