import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImportMap, Release } from '@sunshine-aid/host-contract'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { findShell } from './findShell.ts'
import { startOverride, type Override } from './startOverride.ts'
import { deployedShell, PAGE, POLICY, writeModule, type DeployedShell } from './testing/deployedShell.ts'

let folder: string
let shell: DeployedShell
let override: Override

const start = async (hours: number) =>
  startOverride({
    shell: await findShell(shell.url),
    module: { id: 'alpha', dir: join(folder, 'alpha') },
    port: 0,
    hours,
    asksBeforeWrites: true,
  })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'override-'))
  await writeModule(join(folder, 'alpha'))
  shell = await deployedShell()
  override = await start(1)
})
afterAll(async () => {
  await override.close()
  shell.close()
  await rm(folder, { recursive: true })
})

interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly text: string
}

/** Asks the proxy for `path`, with headers that `fetch` would not send. */
async function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const request = httpRequest(new URL(path, override.url), { method, headers }).end()
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  return { status: answer.statusCode ?? 0, headers: answer.headers, text: String(Buffer.concat(chunks)) }
}

const open = (path = '/') => ask(path, { accept: 'text/html' })
const origin = () => new URL(override.url).origin

function inPage<T>(html: string, type: string): T {
  return JSON.parse(new RegExp(`type="${type}"[^>]*>(.*?)</script>`).exec(html)?.[1] ?? '') as T
}

const moduleIn = ({ modules }: Release, id: string) => modules.find(({ manifest }) => manifest.id === id)

describe('the release', () => {
  it.each([
    ['in the page', async () => inPage<Release>((await open()).text, 'application/json'), '/mf/beta/1/'],
    ['in its file', async () => JSON.parse((await ask('/mf/release.json')).text) as Release, './beta/1/'],
  ])('%s leads the one module to its source, and no other', async (_, read, beta) => {
    const release = await read()
    expect(moduleIn(release, 'alpha')?.base).toMatch(new RegExp(`^${origin()}/@dev/module/2\\.0\\.0-dev`))
    expect(moduleIn(release, 'alpha')?.basePath).toBe('alpha/')
    expect(moduleIn(release, 'beta')?.base).toBe(beta)
    expect(Object.keys(release.importMap.integrity).filter(url => /alpha\/1\//.test(url))).toEqual([])
    expect(Object.keys(release.importMap.integrity).some(url => url.endsWith('beta.js'))).toBe(true)
  })

  it('tells the true integrity of the entry, which leads on to the source', async () => {
    const { integrity } = inPage<ImportMap>((await open()).text, 'importmap')
    const [url = '', hash] = Object.entries(integrity).find(([one]) => one.includes('/@dev/')) ?? []
    const { text } = await ask(new URL(url).pathname)
    expect(hash).toBe(`sha384-${createHash('sha384').update(text).digest('base64')}`)
    const source = /from "([^"]+)"/.exec(text)?.[1] ?? ''
    expect((await ask(source)).text).toContain('Alpha')
  })
})

describe('the page', () => {
  it('may do what hot reload needs, and nothing else that it might not before', async () => {
    const { headers, text } = await open()
    const nonce = /csp-nonce" nonce="([^"]+)"/.exec(text)?.[1] ?? ''
    const host = new URL(override.url).host
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; script-src 'nonce-shell' 'self' 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'; connect-src 'self' ws://${host}; require-trusted-types-for 'script'`,
    )
    expect(headers['integrity-policy']).toBeUndefined()
    expect(headers['cache-control']).toBe('no-store')
  })

  it('shows the ribbon, and asks for no deployed file of the module', async () => {
    const { text } = await open()
    expect(text).toMatch(/<script type="module" src="\/@dev\/[^"]+ribbon\.ts"/)
    expect(text).not.toContain('href="/mf/alpha/')
    expect(text).toContain('href="/mf/beta/')
  })

  it('that a script asks for is markup of the shell, and comes as it is', async () => {
    expect((await ask('/', { accept: 'text/html', 'sec-fetch-dest': 'empty' })).text).toBe(PAGE)
  })
})

describe('what is forwarded', () => {
  it('files and their headers come as they are', async () => {
    expect((await ask('/mf/beta/1/beta.js')).text).toBe('export {}')
    expect((await ask('/mf/gone.js')).status).toBe(404)
  })

  it('a redirect within the shell stays before it, another goes where it goes', async () => {
    expect((await ask('/moved')).headers.location).toBe(`${origin()}/there`)
    expect((await ask('/away')).headers.location).toBe('https://sso.example/login')
  })

  it('the session is kept for loopback, sent to the shell, and apart from what other programs keep there', async () => {
    const set = (await ask('/sign-in')).headers['set-cookie'] ?? []
    expect(set).toEqual([
      expect.stringMatching(/^dev-\w{8}-__Host-session=secret; Path=\/; HttpOnly; SameSite=Lax$/),
      'language=en; Path=/',
    ])
    const kept = set.map(one => one.split(';')[0]).join('; ')
    await ask('/page', { cookie: `${kept}; other_program=secret` })
    expect(shell.asked.at(-1)?.headers.cookie).toBe('__Host-session=secret; language=en')
  })

  it('the shell sees requests of its own pages', async () => {
    await ask('/page', { origin: origin(), referer: `${origin()}/from` })
    const { host } = new URL(shell.url)
    expect(shell.asked.at(-1)?.headers).toMatchObject({
      host,
      origin: `http://${host}`,
      referer: `http://${host}/from`,
    })
  })

  it('a web socket is connected with the shell', async () => {
    const { port, host } = new URL(override.url)
    const socket = connect(Number(port), '127.0.0.1')
    socket.write(`GET /live HTTP/1.1\r\nhost: ${host}\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n`)
    let heard = ''
    socket.on('data', data => (heard += String(data)))
    await vi.waitFor(() => expect(heard).toMatch(/^HTTP\/1\.1 101[\s\S]*hello $/))
    socket.write('there')
    await vi.waitFor(() => expect(heard).toMatch(/hello there$/))
    socket.destroy()
  })
})

describe('who may ask', () => {
  it.each([
    ['a foreign name that leads here', { host: 'evil.example:80' }],
    ['a foreign name with the right port', { host: 'evil.example:PORT' }],
    ['a page of another origin', { origin: 'https://evil.example' }],
    ['another program of this machine', { origin: 'http://127.0.0.1:1' }],
  ])('not %s', async (_, headers) => {
    const before = shell.asked.length
    const { port } = new URL(override.url)
    const given = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.replace('PORT', port)]),
    )
    expect((await ask('/', given)).status).toBe(403)
    expect(shell.asked.length).toBe(before)
  })

  it('only the ribbon may end it or allow writes', async () => {
    for (const command of ['end', 'allow-writes'])
      expect((await ask(`/@dev/${command}`, {}, 'POST')).status).toBe(403)
    expect(override.state.status().isActive).toBe(true)
  })
})

describe('a write', () => {
  const written = () => shell.asked.filter(({ path }) => path === '/write').length

  it('waits for somebody, and does not reach the shell when they say no', async () => {
    const answer = ask('/write?name=secret', {}, 'POST')
    await vi.waitFor(() => expect(override.state.status().held).toEqual([{ method: 'POST', path: '/write' }]))
    await ask('/@dev/refuse-writes', { 'x-dev-override': 'ribbon' }, 'POST')
    expect((await answer).status).toBe(403)
    expect(written()).toBe(0)
  })

  it('goes on when they say yes, and then they are asked no more', async () => {
    const answer = ask('/write', {}, 'DELETE')
    await vi.waitFor(() => expect(override.state.status().held).toHaveLength(1))
    await ask('/@dev/allow-writes', { 'x-dev-override': 'ribbon' }, 'POST')
    expect((await answer).status).toBe(200)
    expect((await ask('/write', {}, 'PATCH')).status).toBe(200)
    expect(written()).toBe(2)
  })
})

it('a module that cannot be read says so in the page, and is there again once it is mended', async () => {
  const file = join(folder, 'alpha/src/module.ts')
  const before = await readFile(file, 'utf8')
  await writeFile(file, 'export default {')
  await vi.waitFor(
    async () => expect((await open()).text).toContain('cannot be read from its sources'),
    5_000,
  )
  await writeFile(file, before)
  await vi.waitFor(async () => expect((await open()).status).toBe(200), 5_000)
})

it('after its time the shell is there as it is', async () => {
  await override.close()
  override = await start(0.5 / 3600)
  expect((await open()).text).not.toBe(PAGE)
  await vi.waitFor(() => expect(override.state.status().isActive).toBe(false), 5_000)
  const page = await open()
  expect(page.text).toBe(PAGE)
  expect(page.headers).toMatchObject({ 'content-security-policy': POLICY })
  expect(page.headers['integrity-policy']).toBeDefined()
  expect((await ask('/@dev/sources/@vite/client')).status).toBe(410)
})
