import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endpoints, openApiDocument } from '@sunshine-aid/api-contract'
import {
  compareDeployments,
  openDeployment,
  UnreadableError,
  type CompareOptions,
  type Comparison,
  type OpenApiDocument,
} from '@sunshine-aid/skew'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildRelease } from '../../build/buildRelease.ts'
import { ROOT } from '../../build/folders.ts'
import { alteredCopy, type Alter, type AlteredCopy } from './alteredCopy.ts'

/** The folder of `npm start`, so that what has not changed is not built again for the test. */
const outDir = join(ROOT, 'shell-stub/dist/release')
const TIME_TO_BUILD = 240_000

let folder: string
let running: string
let copies = 0

beforeAll(async () => {
  await buildRelease({ outDir })
  folder = await mkdtemp(join(tmpdir(), 'skew-'))
  running = join(folder, 'running')
  await alteredCopy(join(outDir, 'mf'), running, ({ release }) => {
    release.id = 'running'
    release.previous = null
  })
  await writeFile(join(running, 'releases/running.json'), await readFile(join(running, 'release.json')))
}, TIME_TO_BUILD)
afterAll(() => rm(folder, { recursive: true, force: true }))

async function candidate(alter: Alter): Promise<string> {
  const to = join(folder, `candidate-${++copies}`)
  await alteredCopy(running, to, alter)
  return to
}

async function compared(alter: Alter, options?: CompareOptions): Promise<Comparison> {
  return compareDeployments(
    await openDeployment(await candidate(alter)),
    await openDeployment(running),
    options,
  )
}

const found = ({ findings }: Comparison) => findings.map(({ id, situations }) => `${id} ${situations.join()}`)

/** A document of our own API that a test may change. */
type Api = {
  paths: Record<string, Record<string, Record<string, unknown>>>
  components: { schemas: Schemas }
}
type Schemas = Record<string, { required: string[]; properties: Record<string, unknown> }>
const ownApi = () =>
  JSON.parse(JSON.stringify(openApiDocument(endpoints, { serverUrl: '/api/v1' }))) as Api & OpenApiDocument

describe('nothing is found', () => {
  it('when the same release is compared with itself', async () => {
    const api = { offered: ownApi(), builtFor: ownApi() }
    const deployment = await openDeployment(running)
    const comparison = await compareDeployments(deployment, await openDeployment(running), { api })
    expect(comparison.findings).toEqual([])
    expect(comparison.ok).toBe(true)
    expect(comparison.shared.map(({ fits, missing }) => [fits, missing])).not.toContainEqual([false, []])
    expect(new Set(comparison.shared.map(use => use.module)).size).toBe(deployment.release?.modules.length)
  })

  it('in a release of the same content that follows it', async () => {
    expect(found(await compared(() => {}))).toEqual([])
  })

  it('when one of the two is read from a server', async () => {
    const server = createServer((request, response) => {
      const path = (request.url ?? '').replace(/^\/portal\/mf\//, '')
      readFile(join(running, path)).then(
        bytes => response.end(bytes),
        () => response.writeHead(404).end(),
      )
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    const url = `http://127.0.0.1:${port}/portal/mf/release.json`
    const comparison = await compareDeployments(await openDeployment(running), await openDeployment(url))
    expect(comparison.findings).toEqual([])
    server.close()
    server.closeAllConnections()
    await expect(openDeployment(url)).rejects.toThrow(UnreadableError)
  })
})

describe('shared files', () => {
  it('that lack an export are named with the module that imports it', async () => {
    const { name, module } = await nameOfOneModule()
    const comparison = await compared(copy =>
      copy.rebuild(kitFolder(copy), { change: code => withoutExport(code, name) }),
    )
    // One for each script of the module that imports it.
    expect(new Set(found(comparison))).toEqual(new Set(['SK-07 deployed']))
    expect(comparison.findings[0]?.subject).toMatchObject({
      module,
      names: name,
      package: '@sunshine-aid/ui-kit',
    })
    expect(comparison.shared.filter(({ missing }) => missing.includes(name)).map(use => use.module)).toEqual([
      module,
    ])
    expect(comparison.ok).toBe(false)
  })

  it('that an open page has, and that lack what a new module imports, are a note', async () => {
    const { name, module } = await nameOfOneModule()
    const old = await candidate(copy =>
      copy.rebuild(kitFolder(copy), { change: code => withoutExport(code, name) }),
    )
    const next = await candidate(async copy => {
      await copy.rebuild(copy.base(module), { change: code => `${code}//` })
      copy.release.previous = 'altered'
      await writeFile(join(copy.folder, 'releases/altered.json'), await readFile(join(old, 'release.json')))
      copy.release.id = 'next'
    })
    const comparison = await compareDeployments(await openDeployment(next), await openDeployment(old))
    expect(new Set(found(comparison))).toEqual(new Set(['SK-07 oldMap', 'SK-19 open']))
    expect(comparison.ok).toBe(true)
  })

  it('that no address leads to', async () => {
    const comparison = await compared(({ importMap }) => {
      delete importMap.imports['vue-router']
    })
    expect(new Set(found(comparison))).toEqual(new Set(['SK-05 deployed']))
    expect(new Set(comparison.findings.map(({ subject }) => subject['package']))).toEqual(
      new Set(['vue-router']),
    )
  })

  it('of a train whose version is out of range', async () => {
    const comparison = await compared(({ release }) => {
      const [module] = release.modules
      release.trains['old'] = { ...release.trains[release.train], vue: '3.4.0' }
      if (module) module.train = 'old'
    })
    expect(found(comparison)).toEqual(['SK-06 deployed'])
    expect(comparison.findings[0]?.subject).toMatchObject({ package: 'vue', offered: '3.4.0', train: 'old' })
  })

  it('of two trains cost bytes twice', async () => {
    const comparison = await compared(async copy => {
      const before = { ...copy.importMap.imports }
      await copy.rebuild(folderOf(before['vue']), { change: code => `${code}//` })
      const next = { ...copy.importMap.imports }
      Object.assign(copy.importMap.imports, before)
      copy.importMap.scopes = { [copy.base('mentors')]: next }
    })
    expect(found(comparison)).toEqual(['SK-09 deployed'])
    expect(comparison.findings[0]?.subject['package']).toMatch(/\bvue\b/)
    expect(Number(comparison.findings[0]?.subject['bytes'])).toBeGreaterThan(10_000)
    expect(comparison.ok).toBe(true)
  })
})

describe('a file', () => {
  const entryOf = (copy: AlteredCopy) => copy.base('mentors') + copy.manifest('mentors').entry

  it.each<[string, string, Alter]>([
    ['that is missing', 'SK-02 deployed', (copy: AlteredCopy) => copy.remove(entryOf(copy))],
    [
      'in which one byte was changed',
      'SK-03 deployed',
      (copy: AlteredCopy) => copy.change(entryOf(copy), code => `${code} `),
    ],
    [
      'that was built anew under its old name',
      'SK-04 deployed',
      (copy: AlteredCopy) => copy.change(entryOf(copy), code => `${code} `, { signed: true }),
    ],
    [
      'of the running release that a fresh folder lacks',
      'SK-19 open',
      (copy: AlteredCopy) => copy.rebuild(copy.base('mentors'), { moved: true }),
    ],
  ])('%s is %s', async (_, expected, alter) => {
    expect(found(await compared(alter))).toEqual([expected])
  })
})

describe('what a module needs or offers', () => {
  it.each<[string, string, Alter]>([
    [
      'names in the manifest that the bytes do not import',
      'SK-08',
      (copy: AlteredCopy) => void (copy.manifest('mentors').uses['vue'] = ['nothing']),
    ],
    ['a newer contract', 'SK-10', (copy: AlteredCopy) => void (copy.manifest('mentors').contract = '^1.9')],
    [
      'a capability that nothing proves',
      'SK-11',
      (copy: AlteredCopy) => void (copy.manifest('mentors').capabilities.needs = ['teleport']),
    ],
    [
      'an intent that nobody provides any more',
      'SK-12',
      (copy: AlteredCopy) => {
        delete copy.manifest('archives').intents.provides['archive.open']
      },
    ],
    [
      'an intent with other parameters',
      'SK-13',
      (copy: AlteredCopy) => {
        const intent = copy.manifest('archives').intents.provides['archive.open']
        if (intent) intent.params = { studentId: 'string', termId: 'string' }
      },
    ],
    [
      'a page that is gone',
      'SK-14',
      (copy: AlteredCopy) => {
        const manifest = copy.manifest('mentors')
        manifest.routes = manifest.routes.slice(0, -1)
      },
    ],
    [
      'a page with another permission',
      'SK-15',
      (copy: AlteredCopy) => {
        const [page] = copy.manifest('mentors').routes
        if (page) page.permission = 'other'
      },
    ],
    ['a language less', 'SK-20', (copy: AlteredCopy) => void (copy.manifest('mentors').locales = ['zh-CN'])],
    [
      'a module less',
      'SK-21',
      ({ release }: AlteredCopy) =>
        void (release.modules = release.modules.filter(({ manifest }) => manifest.id !== 'coverage-reports')),
    ],
  ])('%s is %s', async (_, expected, alter) => {
    const comparison = await compared(alter)
    expect(new Set(comparison.findings.map(({ id }) => id))).toEqual(new Set([expected]))
  })

  it('is no finding once the shell is known to have it', async () => {
    const alter = (copy: AlteredCopy) => {
      copy.manifest('mentors').contract = '^1.9'
      copy.manifest('mentors').capabilities.needs = ['teleport']
    }
    expect(found(await compared(alter, { shell: { contract: '1.9', capabilities: ['teleport'] } }))).toEqual(
      [],
    )
  })
})

describe('the API', () => {
  /** Compares a candidate that records visits with a server whose document `change` has changed. */
  const against = (change: (api: Api) => void) => {
    const offered = ownApi()
    change(offered)
    const alter = (copy: AlteredCopy) => {
      for (const { manifest } of copy.release.modules) manifest.api.operations = []
      copy.manifest('applications').api.operations = ['recordVisit']
    }
    return compared(alter, { api: { offered, builtFor: ownApi() } })
  }
  const operation = ({ paths }: Api) => paths['/students/{id}/visits'] ?? {}

  it('that is the same as ever is no finding', async () => {
    expect(found(await against(() => {}))).toEqual([])
  })

  it('that lacks an operation is SK-16', async () => {
    const comparison = await against(api => {
      delete operation(api)['post']
    })
    expect(found(comparison)).toEqual(['SK-16 deployed'])
  })

  it.each<[string, string, (api: Api) => void]>([
    [
      'wants one more member in a request',
      'request .weather ×',
      ({ components }: Api) => void components.schemas['NewHomeVisit']?.required.push('weather'),
    ],
    [
      'left a member out of its reply',
      'reply .id ×',
      ({ components }: Api) => {
        const visit = components.schemas['HomeVisit']
        if (visit) visit.required = visit.required.filter(name => name !== 'id')
        delete visit?.properties['id']
      },
    ],
    [
      'answers at another address',
      'post /students/{}/visits ≠ put /students/{}/visits',
      (api: Api) => {
        const { post } = operation(api)
        if (post) operation(api)['put'] = post
        delete operation(api)['post']
      },
    ],
  ])('that %s is SK-17', async (_, reason, change) => {
    const comparison = await against(change)
    expect(found(comparison)).toEqual(['SK-17 deployed'])
    expect(comparison.findings[0]?.subject['reasons']).toBe(reason)
  })
})

describe('a release that', () => {
  it.each([
    ['is cut off', (text: string) => text.slice(0, 200)],
    ['is a page', () => '<!doctype html><p>Sign in</p>'],
    ['comes from the future', (text: string) => text.replace('"schema":1', '"schema":2')],
    ['leads out of its folder', (text: string) => text.replace('./mentors/', './%2e%2e/mentors/')],
  ])('%s is SK-01, and nothing else is said', async (_, spoil) => {
    const to = await candidate(() => {})
    await writeFile(join(to, 'release.json'), spoil(await readFile(join(to, 'release.json'), 'utf8')))
    const comparison = await compareDeployments(await openDeployment(to), await openDeployment(running))
    expect(found(comparison)).toEqual(['SK-01 deployed'])
  })

  it.each([
    ['names another release before it', 'other'],
    ['names none', null],
  ])('%s has no way back: SK-18', async (_, previous) => {
    expect(found(await compared(({ release }) => void (release.previous = previous)))).toEqual([
      'SK-18 rollback',
    ])
  })
})

describe('the command', () => {
  it.each([
    ['0 when it is good to deploy', 0, () => {}],
    [
      '1 when something breaks',
      1,
      (copy: AlteredCopy) => copy.remove(copy.base('mentors') + copy.manifest('mentors').entry),
    ],
  ])('ends with %s', async (_, code, alter) => {
    const json = join(folder, 'report.json')
    const ended = await skew(await candidate(alter), '--against', running, '--json', json)
    expect(ended.code).toBe(code)
    expect(ended.output).toMatch(
      code === 0 ? /可以发布[\s\S]*Good to deploy/ : /不要发布[\s\S]*Do not deploy/,
    )
    expect((JSON.parse(await readFile(json, 'utf8')) as Comparison).ok).toBe(code === 0)
  })

  it('ends with 2 when there is nothing to compare, and says so', async () => {
    const { code, output } = await skew(join(folder, 'nowhere'), '--against', running)
    expect(code).toBe(2)
    expect(output).toContain('release.json')
  })
})

async function skew(...args: readonly string[]): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../skew.ts'), ...args], {
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (output += String(data)))
  const [code] = (await once(child, 'close')) as [number]
  return { code, output }
}

function folderOf(address = ''): string {
  return address.replace(/[^/]*$/, '')
}

function kitFolder({ importMap }: AlteredCopy): string {
  return folderOf(importMap.imports['@sunshine-aid/ui-kit'])
}

/** A name of ui-kit that only one module imports. */
async function nameOfOneModule(): Promise<{ name: string; module: string }> {
  const { release } = await openDeployment(running)
  const users = (release?.modules ?? []).flatMap(({ manifest }) =>
    (manifest.uses['@sunshine-aid/ui-kit'] ?? []).map(name => ({ name, module: manifest.id })),
  )
  const found = users.find(({ name }) => users.filter(other => other.name === name).length === 1)
  if (!found) throw new Error('every name is imported by two modules')
  return found
}

function withoutExport(code: string, name: string): string {
  const without = code.replace(
    new RegExp(`([{,])[\\w$]+ as ${name}(,|\\})`),
    (_, before: string, after: string) => (before === '{' && after === ',' ? '{' : after),
  )
  if (without === code) throw new Error(`${name} is not exported`)
  return without
}
