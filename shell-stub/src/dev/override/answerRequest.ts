import { randomBytes } from 'node:crypto'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { ReleasedModule } from '@sunshine-aid/host-contract'
import type { ViteDevServer } from 'vite'
import { adaptPolicy } from './adaptPolicy.ts'
import { control, CONTROL } from './control.ts'
import type { FoundShell } from './findShell.ts'
import { forward, type TextAnswer, type Upstream } from './forward.ts'
import type { OverrideState } from './overrideState.ts'
import { rewritePage } from './rewritePage.ts'
import { asRelease, basesOf, withSource } from './rewriteRelease.ts'
import type { SourceEntry } from './sourceEntry.ts'
import { isWrite } from './writeGate.ts'

/** All that answering needs. */
export interface Serving {
  readonly shell: FoundShell
  readonly state: OverrideState
  readonly upstream: Upstream
  readonly vite: ViteDevServer
  /** Path below which Vite serves the sources. */
  readonly sources: string
  readonly readSource: () => Promise<ReleasedModule>
  readonly entry: SourceEntry
}

/** The sources cannot be used as they are; the message is for whoever writes them. */
export class SourceError extends Error {
  override readonly name = 'SourceError'
}

const RELEASE_FILE = /\/(?:release|bundled|releases\/[^/]+)\.json$/
const RIBBON = 'shell-stub/src/dev/ribbon/ribbon.ts'

/** The override's own addresses are answered here; everything else is the shell's. */
export async function answerRequest(
  serving: Serving,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { state, upstream } = serving
  const path = pathOf(request)
  if (path.startsWith(CONTROL)) {
    answerOwn(serving, path, request, response)
    return
  }
  if (!(await mayGo(state, request, response))) return
  if (!state.status().isActive) return forward(request, response, upstream, () => undefined)
  const isPage = isDocument(request)
  const isRelease = RELEASE_FILE.test(path)
  if (isPage || isRelease) forgetCached(request)
  const host = request.headers.host ?? ''
  return forward(request, response, upstream, answer => {
    const type = answer.headers['content-type'] ?? ''
    if (isPage && type.includes('text/html')) return page => changedPage(serving, page, host)
    return isRelease && type.includes('json') ? file => changedFile(serving, file, host) : undefined
  })
}

function answerOwn(
  { state, vite, sources, entry }: Serving,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (control(state, request, response)) return
  if (!state.status().isActive) {
    response.writeHead(410).end()
    return
  }
  const code = entry.codeAt(path)
  if (code !== undefined)
    response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-store' }).end(code)
  else if (path.startsWith(sources)) vite.middlewares(request, response)
  else response.writeHead(404).end()
}

/** The module as a shell has to see it, in a page of this host. */
async function released({ readSource, entry }: Serving, host: string): Promise<ReleasedModule> {
  const source = await readSource().catch((cause: unknown) => {
    throw new SourceError(`The module cannot be read from its sources: ${String(cause)}`, { cause })
  })
  return entry.released(source, `http://${host}`)
}

/** A page has no answer to "not changed": what was rewritten is kept nowhere. */
function forgetCached({ headers }: IncomingMessage): void {
  delete headers['if-none-match']
  delete headers['if-modified-since']
}

/** A page that is opened, not a piece of markup that a script asks for. */
function isDocument({ headers }: IncomingMessage): boolean {
  const wanted = headers['sec-fetch-dest']
  return wanted === undefined ? /text\/html/.test(headers.accept ?? '') : wanted === 'document'
}

async function mayGo(
  state: OverrideState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const method = request.method ?? 'GET'
  if (!isWrite(method) || !state.status().isActive) return true
  const given = new AbortController()
  response.once('close', () => given.abort())
  const allowed = await state.gate.mayGo({ method, path: pathOf(request) }, given.signal)
  if (allowed || response.destroyed) return allowed
  const problem = {
    type: 'about:blank',
    title: 'Held back by the dev override',
    status: 403,
    code: 'not_allowed',
  }
  response.writeHead(403, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem))
  return false
}

async function changedPage(
  serving: Serving,
  { text, headers }: TextAnswer,
  host: string,
): Promise<TextAnswer> {
  const { shell, upstream, sources } = serving
  const nonce = randomBytes(18).toString('base64')
  const source = await released(serving, host)
  const own = text.replaceAll(`${upstream.origin}/`, `http://${host}/`)
  const page = rewritePage(own, {
    source,
    bases: basesOf(shell.release, source.manifest.id, shell.releaseUrl),
    nonce,
    ribbon: sources + RIBBON,
    host,
  })
  return { text: page.html, headers: pageHeaders(headers, { nonce, host, hashes: page.hashes }) }
}

type Needs = Parameters<typeof adaptPolicy>[1]

function pageHeaders(headers: OutgoingHttpHeaders, needs: Needs): OutgoingHttpHeaders {
  const policy = headers['content-security-policy']
  // Sources have no integrity that could be asked for.
  const { 'integrity-policy': _integrity, link: _preloads, ...rest } = headers
  if (policy === undefined) return rest
  const policies = policy.split(',') // several policies come as one header
  return { ...rest, 'content-security-policy': policies.map(one => adaptPolicy(one, needs)).join(', ') }
}

async function changedFile(
  serving: Serving,
  { text, headers }: TextAnswer,
  host: string,
): Promise<TextAnswer> {
  const release = asRelease(parsed(text))
  if (!release) return { text, headers }
  return { text: JSON.stringify(withSource(release, await released(serving, host))), headers }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.replace(/[?#].*$/, '')
}
