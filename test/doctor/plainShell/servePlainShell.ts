import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import type { Release } from '@sunshine-aid/host-contract'
import { resolveRelease } from '@sunshine-aid/shell-kit/pages'

/** What the plain shell serves, as texts: breaking it is a change of one line in one of them. */
export type ShellTexts = Record<ShellText, string>
export type ShellText = 'page' | 'script' | 'styles' | 'pageHeaders' | 'fileHeaders' | 'release'

export interface PlainShellOptions {
  /** The portal whose module files, API and stub issuer it uses. */
  readonly portalUrl: string
  readonly change?: (texts: ShellTexts) => ShellTexts
  /** Answers in the place of the shell; `true`: it has. */
  readonly answer?: (request: IncomingMessage, response: ServerResponse) => boolean
}

export interface PlainShell {
  readonly url: string
  readonly stop: () => Promise<void>
}

const MODULE = 'mentors'

const script = stripTypeScriptTypes(readFileSync(join(import.meta.dirname, 'shell.ts'), 'utf8'))

const page = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>示例门户</title>
<script type="importmap" nonce="NONCE">IMPORT_MAP</script>
<link rel="stylesheet" href="/plain/shell.css">
</head>
<body>
<header class="bar"><button type="button" id="language">English</button></header>
<main id="outlet"></main>
<p id="home">示例门户的首页</p>
<div id="voice" role="status" aria-live="polite"></div>
<div id="notice" role="status"></div>
<script type="application/json" id="release">RELEASE</script>
<script type="module" src="/plain/shell.js" nonce="NONCE"></script>
</body>
</html>
`

const styles = `body { margin: 0 }
.bar { position: sticky; top: 0; z-index: 10; padding: 8px; background: #eee }
`

const pageHeaders = `Content-Type: text/html; charset=utf-8
Cache-Control: no-store
Referrer-Policy: same-origin
Content-Security-Policy: default-src 'none'; script-src 'self' 'nonce-NONCE'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types vue 'allow-duplicates'
`

/** Serves the plain shell on a free port of the loopback; everything that is not its own comes from the portal. */
export async function servePlainShell(options: PlainShellOptions): Promise<PlainShell> {
  const release = await releaseOf(options.portalUrl)
  const texts: ShellTexts = {
    page,
    script,
    styles,
    pageHeaders,
    fileHeaders: '',
    release: JSON.stringify(release),
  }
  const changed = options.change?.(texts) ?? texts
  const server = createServer((incoming, response) => {
    if (options.answer?.(incoming, response)) return
    const { pathname } = new URL(incoming.url ?? '/', 'http://plain')
    if (/^\/(mf|api|stub)\//.test(pathname))
      passOn(options.portalUrl, incoming, response, changed.fileHeaders)
    else if (pathname === '/plain/shell.js') send(response, 'Content-Type: text/javascript', changed.script)
    else if (pathname === '/plain/shell.css') send(response, 'Content-Type: text/css', changed.styles)
    else sendPage(response, changed)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** The portal's release with one module in it, as this shell's page holds it. */
async function releaseOf(portalUrl: string): Promise<Release> {
  const answer = await fetch(new URL('/mf/release.json', portalUrl))
  const published = (await answer.json()) as Release
  const release = resolveRelease(published, { url: '/mf/release.json', portalBase: '/' })
  return { ...release, modules: release.modules.filter(({ manifest }) => manifest.id === MODULE) }
}

function sendPage(response: ServerResponse, { page: html, pageHeaders: headers, release }: ShellTexts): void {
  const nonce = randomBytes(12).toString('base64')
  const { importMap } = JSON.parse(release) as Release
  const body = html.replace('IMPORT_MAP', () => JSON.stringify(importMap)).replace('RELEASE', () => release)
  send(response, headers.replaceAll('NONCE', nonce), body.replaceAll('NONCE', nonce))
}

function send(response: ServerResponse, headers: string, body: string): void {
  for (const [name, value] of linesOf(headers)) response.setHeader(name, value)
  response.end(body)
}

function passOn(
  portalUrl: string,
  incoming: IncomingMessage,
  response: ServerResponse,
  headers: string,
): void {
  const { host: _, ...kept } = incoming.headers
  const onward = request(new URL(incoming.url ?? '/', portalUrl), { method: incoming.method, headers: kept })
  onward.on('response', answer => {
    const isFile = incoming.url?.startsWith('/mf/') ?? false
    const all = { ...answer.headers, ...(isFile && Object.fromEntries(linesOf(headers))) }
    response.writeHead(
      answer.statusCode ?? 502,
      Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')),
    )
    answer.pipe(response)
  })
  onward.on('error', () => response.destroy())
  incoming.pipe(onward)
}

/** `Name: value` lines; an empty value takes the header away. */
function linesOf(headers: string): [string, string][] {
  return headers
    .split('\n')
    .filter(line => line.includes(': '))
    .map(line => [line.slice(0, line.indexOf(': ')).toLowerCase(), line.slice(line.indexOf(': ') + 2)])
}
