import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveAssets, type AssetServer } from './assetServer.ts'

const YEAR = 'public, max-age=31536000, immutable'
const FILES = [
  'release.json',
  'releases/a1.json',
  'schema/release-1.json',
  'loader.js',
  'bundled.json',
  'bundled/mentors/d1/mentors.js',
  'shell-kit/d1/shell-kit.js',
  'vendor/kit-d1/kit.js',
  'mentors/1.0.0-d1/mentors.js',
  'mentors/1.0.0-d1/mentors.css',
  'mentors/1.0.0-d1/manifest.json',
]

let folder: string
let server: AssetServer

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assets-'))
  for (const file of FILES) {
    await mkdir(dirname(join(folder, 'mf', file)), { recursive: true })
    await writeFile(join(folder, 'mf', file), `/* ${file} */`)
  }
  await writeFile(join(folder, 'mf/loader.js.br'), brotliCompressSync('/* loader.js, small */'))
  await writeFile(join(folder, 'secret.json'), 'secret')
  server = await serveAssets(join(folder, 'mf'))
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

/** As it goes over the wire: `fetch` would tidy the path, and ask for compression. */
function get(path: string, headers = {}, method = 'GET') {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>(
    (resolve, reject) => {
      const asked = request(server.origin, { path, headers, method }, response => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(parts),
          }),
        )
      })
      asked.on('error', reject).end()
    },
  )
}

describe('a file of the deployment', () => {
  it.each([
    ['release.json', 'no-cache', 'application/json; charset=utf-8'],
    ['bundled.json', 'no-cache', 'application/json; charset=utf-8'],
    ['loader.js', 'no-cache', 'text/javascript; charset=utf-8'],
    ['schema/release-1.json', 'no-cache', 'application/json; charset=utf-8'],
    ['releases/a1.json', YEAR, 'application/json; charset=utf-8'],
    ['bundled/mentors/d1/mentors.js', YEAR, 'text/javascript; charset=utf-8'],
    ['shell-kit/d1/shell-kit.js', YEAR, 'text/javascript; charset=utf-8'],
    ['vendor/kit-d1/kit.js', YEAR, 'text/javascript; charset=utf-8'],
    ['mentors/1.0.0-d1/mentors.js', YEAR, 'text/javascript; charset=utf-8'],
    ['mentors/1.0.0-d1/mentors.css', YEAR, 'text/css; charset=utf-8'],
    ['mentors/1.0.0-d1/manifest.json', YEAR, 'application/json; charset=utf-8'],
  ])('%s is kept as "%s" and is %s, for portals on every origin', async (file, cache, type) => {
    const { status, headers, body } = await get(`/mf/${file}`)
    expect([status, String(body)]).toEqual([200, `/* ${file} */`])
    expect(headers).toMatchObject({
      'cache-control': cache,
      'content-type': type,
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    })
  })

  it('keeps its headers when it is asked for once more under another address', async () => {
    const { status, headers } = await get('/mf/mentors/1.0.0-d1/mentors.js?retry=1')
    expect([status, headers['cache-control']]).toEqual([200, YEAR])
  })

  it('comes compressed to those who can read it, with the type of what is in it', async () => {
    const { headers, body } = await get('/mf/loader.js', { 'accept-encoding': 'gzip, br' })
    expect(headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' })
    expect(headers['content-type']).toContain('javascript')
    expect(body).toEqual(brotliCompressSync('/* loader.js, small */'))
  })

  it('can be asked for without its bytes', async () => {
    const { status, body } = await get('/mf/loader.js', {}, 'HEAD')
    expect([status, body.length]).toEqual([200, 0])
  })
})

it.each([
  '/mf/mentors/1.0.0-d1/gone.js',
  '/mf/mentors/1.0.0-d1',
  '/mf/mentors/1.0.0-d1/',
  '/mf/',
  '/release.json',
  '/mf/../secret.json',
  '/mf/..%2fsecret.json',
  '/mf/%2e%2e/secret.json',
  '/mf/%',
])('%s is no file of it: a plain 404, never a page', async path => {
  const { status, headers, body } = await get(path)
  expect([status, headers['content-type'], String(body)]).toEqual([
    404,
    'text/plain; charset=utf-8',
    'Not found\n',
  ])
})

it('nothing can be put there', async () => {
  expect((await get('/mf/loader.js', {}, 'PUT')).status).toBe(404)
})
