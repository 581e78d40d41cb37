import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReleaseFiles } from '../build/releaseFiles.ts'
import { publish, replacePortal } from '../build/releaseFiles.ts'
import { createPortal } from '../portalServer.ts'
import type { PortalPlace } from './portalPlugin.ts'
import { openStubIssuer } from './stubIssuer.ts'

const label = { 'zh-CN': '导师</script><b>', en: 'Mentors' }
const hash = `sha384-${'A'.repeat(64)}`
const files: ReleaseFiles = {
  portal: {
    base: '/shell/1/',
    entries: { portal: 'portal.js' },
    css: ['portal.css'],
    files: { 'portal.js': hash },
    uses: {},
  },
  release: {
    schema: 1,
    id: 'r1',
    previous: null,
    train: 't',
    trains: {},
    importMap: {
      imports: { vue: './vendor/1/framework.js' },
      integrity: { './vendor/1/framework.js': hash, './mentors/1/m.js': hash },
    },
    modules: [
      {
        base: './mentors/1/',
        basePath: 'mentors/',
        train: 't',
        manifest: {
          schema: 1,
          id: 'mentors',
          version: '1.0.0',
          contract: '^1.0',
          title: label,
          entry: 'm.js',
          css: [],
          files: { 'm.js': hash },
          shared: {},
          uses: {},
          routes: [{ path: '/:mentorId', title: label }],
          intents: { provides: {}, calls: {} },
          capabilities: { needs: [], likes: [] },
          api: { operations: [] },
          locales: ['zh-CN', 'en'],
        },
      },
    ],
  },
}

let folder: string
let portal: FastifyInstance

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portal-'))
  await replacePortal(folder, files.portal)
  await publish(folder, files.release)
  await mkdir(join(folder, 'mf/mentors/1'), { recursive: true })
  await writeFile(join(folder, 'mf/mentors/1/m.js'), 'export {}')
  await mkdir(join(folder, 'shell/1'), { recursive: true })
  await writeFile(join(folder, 'shell/1/portal.js'), 'export {}')
  portal = await portalAt()
})
afterAll(async () => {
  await portal.close()
  await rm(folder, { recursive: true })
})

async function portalAt(place: Partial<PortalPlace> = {}): Promise<FastifyInstance> {
  const made = await createPortal({
    apiPlugin: async app => void app.get('/api/v1/ping', async () => ({ pong: true })),
    issuer: await openStubIssuer(folder),
    listAccounts: async () => [{ subject: 'anna', name: '安娜', role: 'aidOfficer', orgName: '一中' }],
    releaseDir: folder,
    ...place,
  })
  return made
}

const get = (url: string, headers = {}) => portal.inject({ url, headers })

describe('the page', () => {
  it.each([
    ['/', 200],
    ['/mentors/42', 200],
    ['/mentors/42?tab=all', 200],
    ['/mentors/42/more', 404],
    ['/nowhere', 404],
    ['//', 404],
  ])('%s answers with the portal and the status %i', async (url, status) => {
    const answer = await get(url)
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toContain('text/html')
    expect(answer.body).toContain('<div id="portal" data-base="/" data-release="/mf/release.json">')
  })

  it('allows only scripts of its own nonce or origin, and no inline style', async () => {
    const answer = await get('/')
    const policy = String(answer.headers['content-security-policy'])
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1]
    expect(nonce).toHaveLength(24)
    expect(answer.body).toContain(`<script type="importmap" nonce="${nonce}">`)
    expect(policy).not.toContain('unsafe')
    expect(policy).toContain(
      "require-trusted-types-for 'script'; trusted-types vue sunshine-aid 'allow-duplicates'",
    )
    expect(answer.headers['integrity-policy']).toContain('blocked-destinations=(script)')
    expect((await get('/')).headers['content-security-policy']).not.toBe(policy)
  })

  it('names all that its first view needs, with its integrity', async () => {
    const { body } = await get('/mentors/42')
    for (const url of ['/shell/1/portal.js', '/mf/vendor/1/framework.js', '/mf/mentors/1/m.js'])
      expect(body).toContain(`<link rel="modulepreload" href="${url}"`)
    expect(body).toContain(`src="/shell/1/portal.js" integrity="${hash}"`)
    expect((await get('/')).body).not.toContain('href="/mf/mentors/1/m.js"')
  })

  it('cannot be broken out of by what the release holds', async () => {
    expect((await get('/')).body).not.toContain('</script><b>')
  })

  it('comes compressed to those who can read it', async () => {
    const answer = await get('/', { 'accept-encoding': 'gzip, br' })
    expect(answer.headers['content-encoding']).toBe('br')
    expect(answer.rawPayload.byteLength).toBeLessThan((await get('/')).rawPayload.byteLength)
  })
})

describe('a file', () => {
  it('of a version never changes, so it may be kept for a year', async () => {
    const answer = await get('/mf/mentors/1/m.js')
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(answer.headers['content-type']).toContain('javascript')
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
  })

  it('that is missing is a plain 404 and never a page', async () => {
    for (const url of ['/mf/mentors/1/gone.js', '/shell/1/gone.css', '/shell/portal.json', '/mf/mentors']) {
      const answer = await get(url)
      expect([url, answer.statusCode, String(answer.headers['content-type']).includes('html')]).toEqual([
        url,
        404,
        false,
      ])
    }
  })

  it('that says which versions run is asked for each time', async () => {
    const answer = await get('/mf/release.json')
    expect(answer.headers['cache-control']).toBe('no-cache')
    expect(answer.json()).toEqual(files.release)
  })

  it('of the modules may be loaded by a portal on another origin, the portal’s own may not', async () => {
    const [module, own] = [await get('/mf/mentors/1/m.js'), await get('/shell/1/portal.js')]
    expect(module.headers['access-control-allow-origin']).toBe('*')
    expect(module.headers['cross-origin-resource-policy']).toBe('cross-origin')
    expect(own.headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(own.headers['cache-control']).toContain('immutable')
  })

  it('outside of the release cannot be reached', async () => {
    for (const url of [
      '/mf/..%2fshell/portal.json',
      '/mf/%2e%2e/stub-issuer-key.json',
      '/shell/../stub-issuer-key.json',
    ])
      expect((await get(url)).body).not.toContain('"d"')
  })
})

describe('a portal below a base path', () => {
  let below: FastifyInstance
  beforeAll(async () => void (below = await portalAt({ basePath: '/portal-b/' })))
  afterAll(() => below.close())

  it.each([
    ['/portal-b/', 200],
    ['/portal-b/mentors/42', 200],
    ['/portal-b/nowhere', 404],
  ])('answers %s with its page and the status %i', async (url, status) => {
    const answer = await below.inject({ url })
    expect(answer.statusCode).toBe(status)
    expect(answer.body).toContain('<div id="portal" data-base="/portal-b/" data-release="/mf/release.json">')
    expect(answer.body).toContain('"basePath":"/portal-b/mentors/"')
  })

  it('names the module of a page below it', async () => {
    const { body } = await below.inject({ url: '/portal-b/mentors/42' })
    expect(body).toContain('<link rel="modulepreload" href="/mf/mentors/1/m.js"')
  })

  it('leads its own address without the slash to the one with it', async () => {
    const answer = await below.inject({ url: '/portal-b?a=1' })
    expect([answer.statusCode, answer.headers.location]).toEqual([308, '/portal-b/?a=1'])
  })

  it.each(['/', '/mentors/42', '/portal-bc/mentors/42'])('leaves %s to others', async url => {
    const answer = await below.inject({ url })
    expect([answer.statusCode, answer.body]).toEqual([404, 'Not found\n'])
  })

  it('has the API, the issuer and the files at the root', async () => {
    for (const url of ['/api/v1/ping', '/stub/jwks.json', '/mf/release.json', '/shell/icon.svg'])
      expect([url, (await below.inject({ url })).statusCode]).toEqual([url, 200])
  })
})

describe('a portal whose modules lie on another origin', () => {
  const assetOrigin = 'http://127.0.0.1:4001'
  let apart: FastifyInstance
  beforeAll(async () => void (apart = await portalAt({ assetOrigin })))
  afterAll(() => apart.close())

  it('names their files there, to be fetched as scripts from elsewhere are', async () => {
    const { body } = await apart.inject({ url: '/mentors/42' })
    for (const url of [`${assetOrigin}/mf/vendor/1/framework.js`, `${assetOrigin}/mf/mentors/1/m.js`])
      expect(body).toContain(`<link rel="modulepreload" href="${url}" integrity="${hash}" crossorigin>`)
    expect(body).toContain(`"${assetOrigin}/mf/mentors/1/m.js":"${hash}"`)
    expect(body).toContain('src="/shell/1/portal.js"')
  })

  it('allows that origin in its policy, and no other', async () => {
    const policy = String((await apart.inject({ url: '/' })).headers['content-security-policy'])
    for (const kind of ['script', 'style', 'img', 'font', 'connect'])
      expect(policy).toContain(`${kind}-src 'self' ${assetOrigin}`)
    expect(policy.match(/https?:\/\/[^\s;]+/g)).toEqual(Array(5).fill(assetOrigin))
  })
})

it('a release that is deployed while the portal runs is in the next page', async () => {
  expect((await get('/')).body).toContain('"id":"r1"')
  await publish(folder, { ...files.release, id: 'r2', previous: 'r1' })
  expect((await get('/')).body).toContain('"id":"r2"')
  expect((await get('/mf/releases/r1.json')).json()).toEqual(files.release)
  expect((await get('/mf/releases/r1.json')).headers['cache-control']).toContain('immutable')
})

it('the API is there, and an address that only sounds like it is no page', async () => {
  expect((await get('/api/v1/ping')).json()).toEqual({ pong: true })
  expect((await get('/api/v2/ping')).statusCode).toBe(404)
})

describe('signing in', () => {
  const post = (url: string, body: object, cookie?: string) =>
    portal.inject({ method: 'POST', url, payload: body, ...(cookie && { headers: { cookie } }) })

  it('gives a cookie that no script can read, and with it tokens that say only who', async () => {
    const answer = await post('/stub/sign-in', { account: 'anna' })
    const cookie = String(answer.headers['set-cookie'])
    expect(cookie).toMatch(/^__stub_session=[^;]+; Path=\/stub; HttpOnly; SameSite=Strict$/)
    const token = await post('/stub/token', {}, cookie.split(';')[0])
    const { accessToken, subject, expiresIn } = token.json<{
      accessToken: string
      subject: string
      expiresIn: number
    }>()
    expect([subject, expiresIn]).toEqual(['anna', 300])
    const [header, claims] = accessToken
      .split('.', 2)
      .map(part => JSON.parse(String(Buffer.from(part, 'base64url'))) as object)
    expect(header).toMatchObject({ alg: 'ES256', typ: 'at+jwt' })
    expect(Object.keys(claims!).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'sub'])
  })

  it('is refused for an account that does not exist, and for none', async () => {
    expect((await post('/stub/sign-in', { account: 'nobody' })).statusCode).toBe(404)
    expect((await post('/stub/sign-in', {})).statusCode).toBe(400)
  })

  it.each([undefined, '__stub_session=x.y.z', 'other=1'])(
    'gives no token for the cookie %s',
    async cookie => {
      expect((await post('/stub/token', {}, cookie)).statusCode).toBe(204)
    },
  )

  it('does not take an access token for a session', async () => {
    const issuer = await openStubIssuer(folder)
    expect(
      (await post('/stub/token', {}, `__stub_session=${await issuer.signToken('anna')}`)).statusCode,
    ).toBe(204)
  })

  it('ends when the cookie is taken back', async () => {
    expect(String((await post('/stub/sign-out', {})).headers['set-cookie'])).toContain('Max-Age=0')
  })
})

it('an issuer that is opened again has the same key', async () => {
  const [one, two] = [await openStubIssuer(folder), await openStubIssuer(folder)]
  expect(one.config).toEqual(two.config)
  expect(JSON.stringify(one.config.jwks)).not.toContain('"d"')
})
