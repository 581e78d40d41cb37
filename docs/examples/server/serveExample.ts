import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { buildExample, EXAMPLES } from './buildExample.ts'
import { policyFor } from './pageHeaders.ts'
import { pageOf } from './pageOf.ts'
import { passOn } from './passOn.ts'
import { cachingOf, sendFile } from './serveFolder.ts'

export interface ExampleOptions {
  /** Folder of the example: `import-map`, `one-script`, … */
  readonly name: string
  /** The folder `mf` that `npm run build` wrote. */
  readonly deployment: string
  /** A portal that runs: its API and its stub issuer answer. */
  readonly portalUrl: string
  /** Any free one unless given. */
  readonly port?: number
  /** The page as somebody else would have written it. */
  readonly change?: (html: string) => string
}

export interface Served {
  /** Where it answers; an example's own address has a slash at the end. */
  readonly url: string
  readonly close: () => Promise<void>
}

/** Examples whose pages do not live at the top; their modules' files come from another origin. */
const BASES: Readonly<Record<string, string>> = { 'one-script': '/portal/' }

/** Serves an example as a portal of its own: its page for every address, the modules' files, and the API behind it. */
export async function serveExample(options: ExampleOptions): Promise<Served> {
  const { name, deployment, portalUrl, port = 0, change = html => html } = options
  const base = BASES[name]
  const site = await buildExample(name)
  const html = change(await readFile(join(site.folder, 'index.html'), 'utf8'))
  const elsewhere = base === undefined ? undefined : await listen(assetServer(deployment), 0)
  const assets = elsewhere?.url ?? ''
  const sendAsset = assetServer(deployment)

  const portal = await listen((request, reply) => {
    const path = pathOf(request.url)
    if (/^\/(?:api|stub)\//.test(path)) passOn(request, reply, portalUrl)
    else if (path.startsWith('/mf/')) sendAsset(request, reply)
    else void answer(path, reply)
  }, port)

  async function answer(path: string, reply: Parameters<RequestListener>[1]): Promise<void> {
    const file = path.slice((base ?? '/').length)
    for (const folder of [site.folder, EXAMPLES]) {
      if (await sendFile(folder, file, reply, { 'cache-control': 'no-cache' })) return
    }
    const nonce = randomBytes(18).toString('base64')
    const page = await pageOf(html, { nonce, assets, deployment })
    const headers = policyFor(name, nonce, assets)
    reply.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(page)
  }

  return {
    url: portal.url + (base ?? '/'),
    close: async () => {
      await Promise.all([portal.close(), elsewhere?.close(), site.remove()])
    },
  }
}

/** Any static server will do; from another origin than the portal's, files need the two last headers. */
function assetServer(deployment: string): RequestListener {
  return (request, reply) => {
    const path = pathOf(request.url)
    const headers = {
      'cache-control': cachingOf(path),
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    }
    void sendFile(deployment, path.replace(/^\/mf\//, ''), reply, headers).then(
      sent => sent || reply.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n'),
    )
  }
}

async function listen(answer: RequestListener, port: number): Promise<Served> {
  const server = createServer(answer)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${taken}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function pathOf(url = '/'): string {
  return decodeURIComponent(url.replace(/[?#].*$/, ''))
}
