import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { relative } from 'node:path'
import type { ViteDevServer } from 'vite'
import { ROOT } from '../../build/folders.ts'
import { createModuleServer } from '../createDevServer.ts'
import { sourceReader } from '../moduleSource.ts'
import { answerRequest, SourceError, type Serving } from './answerRequest.ts'
import { cookieJar } from './cookies.ts'
import { complaint, type FoundShell } from './findShell.ts'
import { forwardUpgrade } from './forwardUpgrade.ts'
import { isOwnHost, LOOPBACK } from './loopback.ts'
import { overrideState, type OverrideState } from './overrideState.ts'
import { sourceEntry } from './sourceEntry.ts'

/** Where Vite serves the module's sources. */
const SOURCES = '/@dev/sources/'

export interface OverrideOptions {
  readonly shell: FoundShell
  /** Id of the module, and the folder of its package. */
  readonly module: { readonly id: string; readonly dir: string }
  /** 0 takes a free one. */
  readonly port: number
  readonly hours: number
  /** Whether the first write waits for somebody's word; for shells that hold real data. */
  readonly asksBeforeWrites: boolean
}

/** A module that runs from source inside a deployed shell. */
export interface Override {
  /** The shell's page through the proxy. */
  readonly url: string
  readonly state: OverrideState
  readonly close: () => Promise<void>
}

/** Starts a proxy on loopback before the shell, with one module led to its sources and hot reload. */
export async function startOverride(options: OverrideOptions): Promise<Override> {
  const { shell, module } = options
  const server = createServer()
  const vite = await createModuleServer({ httpServer: server, base: SOURCES, dir: module.dir })
  const state = overrideState({ ...options, module: module.id, shell: shell.url.origin })
  const upstream = { origin: shell.url.origin, cookies: cookieJar(shell.url.origin) }
  const base = sourcesOf(module.dir)
  const read = sourceReader(vite)
  const serving: Serving = {
    shell,
    state,
    upstream,
    vite,
    sources: SOURCES,
    readSource: () => read({ ...module, base }),
    entry: sourceEntry(`${base}module.ts`),
  }

  await warmUp(vite, base)
  await once(server.listen(options.port, LOOPBACK), 'listening')
  const { port } = server.address() as AddressInfo
  server.on('request', (request, response) => {
    if (!isOwn(request, port)) refuse(response)
    else answerRequest(serving, request, response).catch((error: unknown) => failed(response, shell, error))
  })
  server.on('upgrade', (request, socket, head) => {
    const isSource = (request.url ?? '').startsWith(SOURCES)
    if (!isOwn(request, port) || (isSource && !state.status().isActive)) socket.destroy()
    else if (!isSource) forwardUpgrade(request, socket, head, upstream)
  })
  state.subscribe(() => {
    // The connection stays: without it pages that are still open would look for the dev server for ever.
    if (!state.status().isActive) void vite.watcher.close()
  })
  return {
    url: `http://${LOOPBACK}:${port}${shell.url.pathname}`,
    state,
    async close() {
      state.end()
      await vite.close()
      await closeServer(server)
    },
  }
}

/** Reads all sources once before anybody waits for them: a shell gives a module only some seconds. */
async function warmUp(vite: ViteDevServer, base: string): Promise<void> {
  await vite.warmupRequest(`/${base.slice(SOURCES.length)}module.ts`)
  await vite.waitForRequestsIdle()
}

/** URL of the folder of the module's sources, with a slash at the end. */
function sourcesOf(dir: string): string {
  const path = relative(ROOT, dir).replaceAll('\\', '/')
  return path.startsWith('..') ? `${SOURCES}@fs${dir}/src/` : `${SOURCES}${path}/src/`
}

/** Whether the request comes from a page of this origin, or is typed into the address bar. */
function isOwn({ headers }: IncomingMessage, port: number): boolean {
  if (!isOwnHost(headers.host, port)) return false
  return headers.origin === undefined || headers.origin === `http://${headers.host ?? ''}`
}

function refuse(response: ServerResponse): void {
  response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' })
  response.end('This address is for pages of this machine only: open it as 127.0.0.1 or localhost.\n')
}

function failed(response: ServerResponse, { url }: FoundShell, error: unknown): void {
  if (response.destroyed || response.writableEnded) return
  if (response.headersSent) {
    response.destroy()
    return
  }
  response.writeHead(502, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(`${error instanceof SourceError ? error.message : complaint(url, error)}\n`)
}

async function closeServer(server: Server): Promise<void> {
  server.close()
  server.closeAllConnections()
  await once(server, 'close')
}
