import {
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http'
import { request as httpsRequest } from 'node:https'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import type { CookieJar } from './cookies.ts'

/** A deployed shell and what is kept for it. */
export interface Upstream {
  /** Only this origin is ever sent anything. */
  readonly origin: string
  readonly cookies: CookieJar
}

/** An answer whose text is rewritten on its way. */
export interface TextAnswer {
  readonly text: string
  readonly headers: OutgoingHttpHeaders
}

/** What becomes of an answer; `undefined`: it goes through as it is. */
export type Rewrite = (answer: IncomingMessage) => ((answer: TextAnswer) => Promise<TextAnswer>) | undefined

const HOP_BY_HOP = /^(?:connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/i

/** Sends a request on to the shell and its answer back. Rejects when the shell cannot be reached. */
export function forward(
  request: IncomingMessage,
  response: ServerResponse,
  upstream: Upstream,
  rewrite: Rewrite,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const send = upstreamRequest(request, upstream)
    send.on('response', answer => {
      const change = request.method === 'HEAD' ? undefined : rewrite(answer)
      const headers = answerHeaders(answer, upstream, request.headers.host ?? '')
      const done = change
        ? answerChanged(answer, response, headers, change)
        : passOn(answer, response, headers)
      done.then(resolve, reject)
    })
    send.on('error', reject)
    response.on('close', () => send.destroy())
    request.pipe(send)
  })
}

export function upstreamRequest(request: IncomingMessage, upstream: Upstream) {
  const target = new URL(upstream.origin)
  const send = target.protocol === 'https:' ? httpsRequest : httpRequest
  return send(target, {
    // As it came: a path of the form `//other.example` must not become another host.
    path: request.url ?? '/',
    method: request.method ?? 'GET',
    headers: requestHeaders(request.headers, upstream),
  })
}

function requestHeaders(headers: IncomingHttpHeaders, { origin, cookies }: Upstream): OutgoingHttpHeaders {
  const own = `http://${headers.host ?? ''}`
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.test(name)))
  const cookie = cookies.sent(headers.cookie)
  delete kept['cookie']
  return {
    ...kept,
    host: new URL(origin).host,
    ...(headers.origin !== undefined && { origin }),
    ...(headers.referer !== undefined && { referer: headers.referer.replace(own, origin) }),
    // Only what can be read here without another package.
    ...(headers['accept-encoding'] !== undefined && { 'accept-encoding': 'gzip, deflate, br' }),
    ...(cookie !== undefined && { cookie }),
  }
}

function answerHeaders(
  answer: IncomingMessage,
  { origin, cookies }: Upstream,
  host: string,
): OutgoingHttpHeaders {
  const { location, 'set-cookie': set } = answer.headers
  const kept = Object.entries(answer.headers).filter(
    ([name]) => !HOP_BY_HOP.test(name) && name !== 'strict-transport-security',
  )
  return {
    ...Object.fromEntries(kept),
    ...(location !== undefined && {
      location: location.replace(new RegExp(`^${escaped(origin)}(?=[/?#]|$)`, 'i'), `http://${host}`),
    }),
    ...(set && { 'set-cookie': set.map(cookies.received) }),
  }
}

async function answerChanged(
  answer: IncomingMessage,
  response: ServerResponse,
  headers: OutgoingHttpHeaders,
  change: (answer: TextAnswer) => Promise<TextAnswer>,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  const text = String(decoded(Buffer.concat(chunks), answer.headers['content-encoding']))
  const changed = await change({ text, headers })
  const body = Buffer.from(changed.text)
  const { 'content-encoding': _encoding, etag: _tag, 'last-modified': _modified, ...rest } = changed.headers
  response.writeHead(answer.statusCode ?? 502, {
    ...rest,
    'content-length': body.length,
    'cache-control': 'no-store',
  })
  response.end(body)
}

function passOn(
  answer: IncomingMessage,
  response: ServerResponse,
  headers: OutgoingHttpHeaders,
): Promise<void> {
  response.writeHead(answer.statusCode ?? 502, headers)
  return new Promise((resolve, reject) => {
    answer.on('error', reject)
    answer.on('end', resolve)
    response.on('close', resolve)
    answer.pipe(response)
  })
}

function decoded(body: Buffer, encoding = 'identity'): Buffer {
  if (encoding === 'br') return brotliDecompressSync(body)
  if (encoding === 'gzip') return gunzipSync(body)
  return encoding === 'deflate' ? inflateSync(body) : body
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
