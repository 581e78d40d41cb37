import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Release } from '@sunshine-aid/host-contract'

const HASH = `sha384-${'A'.repeat(64)}`
const label = { 'zh-CN': '模块', en: 'Module' }

/** As published: addresses relative to the release file. */
export const RELEASE: Release = {
  schema: 1,
  id: 'r1',
  previous: null,
  train: 't1',
  trains: { t1: {} },
  importMap: {
    imports: { vue: './vendor/1/vue.js' },
    integrity: { './vendor/1/vue.js': HASH, './alpha/1/alpha.js': HASH, './beta/1/beta.js': HASH },
  },
  modules: ['alpha', 'beta'].map(id => ({
    base: `./${id}/1/`,
    basePath: `${id}/`,
    train: 't1',
    manifest: {
      schema: 1,
      id,
      version: '1.0.0',
      contract: '^1.0',
      title: label,
      entry: `${id}.js`,
      css: [],
      files: { [`${id}.js`]: HASH },
      shared: {},
      uses: {},
      routes: [{ path: '/', title: label }],
      intents: { provides: {}, calls: {} },
      capabilities: { needs: [], likes: [] },
      api: { operations: [] },
      locales: ['zh-CN', 'en'],
    },
  })),
}

export const POLICY =
  "default-src 'none'; script-src 'self' 'nonce-shell'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'"

const absolute = JSON.parse(JSON.stringify(RELEASE).replaceAll('"./', '"/mf/')) as Release

/** The page of a shell that holds its release. */
export const PAGE = `<!doctype html><html><head>
<script type="importmap" nonce="shell">${JSON.stringify(absolute.importMap)}</script>
<link rel="modulepreload" href="/mf/alpha/1/alpha.js">
<link rel="modulepreload" href="/mf/beta/1/beta.js">
</head><body><script type="application/json" id="release">${JSON.stringify(absolute)}</script></body></html>`

/** A small shell on a port of its own, and what it was asked. */
export interface DeployedShell {
  readonly url: string
  readonly asked: {
    readonly method: string
    readonly path: string
    readonly headers: IncomingMessage['headers']
  }[]
  readonly close: () => void
}

export async function deployedShell(
  page = PAGE,
  { hasRelease = true }: { readonly hasRelease?: boolean } = {},
): Promise<DeployedShell> {
  const asked: DeployedShell['asked'] = []
  const server: Server = createServer((request, response) => {
    const { method = '', url: path = '', headers } = request
    asked.push({ method, path, headers })
    request.resume()
    if (path === '/mf/release.json' && !hasRelease) response.writeHead(404).end()
    else answer(path, page, response, headers.host ?? '')
  })
  server.on('upgrade', (request: IncomingMessage, socket) => {
    asked.push({ method: 'UPGRADE', path: request.url ?? '', headers: request.headers })
    socket.write(
      'HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\nhello ',
    )
    socket.pipe(socket)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    asked,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

function answer(path: string, page: string, response: ServerResponse, host: string): void {
  if (path === '/mf/release.json')
    response.writeHead(200, { 'content-type': 'application/json', etag: '"1"' }).end(JSON.stringify(RELEASE))
  else if (path === '/sign-in')
    response
      .writeHead(200, {
        'set-cookie': [
          '__Host-session=secret; Path=/; Secure; HttpOnly; SameSite=None',
          'language=en; Domain=portal.example; Path=/',
        ],
      })
      .end()
  else if (path === '/moved') response.writeHead(302, { location: `http://${host}/there` }).end()
  else if (path === '/away') response.writeHead(302, { location: 'https://sso.example/login' }).end()
  else if (path.startsWith('/mf/'))
    response.writeHead(path === '/mf/beta/1/beta.js' ? 200 : 404).end('export {}')
  else
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': POLICY,
        'integrity-policy': 'blocked-destinations=(script)',
      })
      .end(page)
}

/** The smallest module there is, as sources in `dir`. */
export async function writeModule(dir: string): Promise<void> {
  const spec = {
    id: 'alpha',
    title: 'title',
    messages: { 'zh-CN': { title: '甲' }, en: { title: 'Alpha' } },
    routes: [{ path: '/', meta: { title: 'title' } }],
  }
  await mkdir(join(dir, 'src'), { recursive: true })
  await writeFile(join(dir, 'package.json'), JSON.stringify({ version: '2.0.0' }))
  await writeFile(join(dir, 'src/module.ts'), `export default { spec: ${JSON.stringify(spec)}, mount() {} }`)
}
