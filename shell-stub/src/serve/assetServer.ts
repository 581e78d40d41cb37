import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { extname, join, relative, sep } from 'node:path'
import { assetHeaders } from './assetHeaders.ts'

export interface AssetServer {
  /** `http://127.0.0.1:4001` */
  readonly origin: string
  readonly close: () => Promise<void>
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/**
 * Serves the deployment in `folder` below `/mf/`, from an origin of its own: nothing but files with the headers that
 * docs/embedding.md asks for, to show that any static server will do.
 */
export async function serveAssets(
  folder: string,
  { port = 0 }: { readonly port?: number } = {},
): Promise<AssetServer> {
  const root = await realpath(folder)
  const server = createServer((request, response) => void answer(root, request, response))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return { origin: originOf(server), close: () => closed(server) }
}

async function answer(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const file = fileAt(root, request.url ?? '/')
  const path = file && relative(root, file).replaceAll(sep, '/')
  const reading = request.method === 'GET' || request.method === 'HEAD'
  if (!reading || !path || path.startsWith('..') || !(await isFile(file))) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n')
    return
  }
  const small = /\bbr\b/.test(String(request.headers['accept-encoding'])) && (await isFile(`${file}.br`))
  response.writeHead(200, {
    ...assetHeaders(path),
    'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
    vary: 'accept-encoding',
    ...(small && { 'content-encoding': 'br' }),
  })
  if (request.method === 'HEAD') response.end()
  else createReadStream(small ? `${file}.br` : file).pipe(response)
}

function fileAt(root: string, url: string): string | undefined {
  const [, path] = /^\/mf\/([^?#]+)/.exec(url) ?? []
  try {
    return path === undefined ? undefined : join(root, decodeURIComponent(path))
  } catch {
    return undefined
  }
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    found => found.isFile(),
    () => false,
  )
}

function originOf(server: Server): string {
  const address = server.address()
  if (address === null || typeof address === 'string')
    throw new Error('The server does not listen on a port.')
  return `http://127.0.0.1:${address.port}`
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise(resolve => server.close(() => resolve()))
}
