import { createHash } from 'node:crypto'
import { Transform, type Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { ProblemError, type EndpointSpec } from '@sunshine-aid/api-contract'
import type { FastifyInstance } from 'fastify'

/** A file on its way in. The stream fails with `too_large` as soon as the limit is passed. */
export interface Upload {
  readonly stream: Readable
  /** One of the endpoint's media types, without parameters. */
  readonly mediaType: string
}

export interface DigestedUpload extends Upload {
  /** Reads what the handler left, and resolves with the SHA-256 of the whole file, in hex. */
  digest(): Promise<string>
}

/**
 * Wraps the request's body so that it is counted and digested while the handler reads it.
 * @throws {ProblemError} `too_large` at once when `Content-Length` already says so.
 */
export function receiveUpload(endpoint: EndpointSpec, body: Readable, headers: Headers): DigestedUpload {
  const limit = endpoint.upload?.maxBytes ?? 0
  const tooLarge = () => new ProblemError('too_large', endpoint.path)
  if (Number(headers['content-length'] ?? 0) > limit) throw tooLarge()
  const hash = createHash('sha256')
  let received = 0
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      received += chunk.length
      hash.update(chunk)
      if (received > limit) done(tooLarge())
      else done(null, chunk)
    },
  })
  body.once('error', error => counter.destroy(error))
  // Without a listener a late failure, after the handler gave up, would end the process.
  counter.on('error', () => body.unpipe(counter).resume())
  return {
    stream: body.pipe(counter),
    mediaType: (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '',
    async digest() {
      if (!counter.readableEnded) await finished(counter.resume())
      return hash.digest('hex')
    },
  }
}

interface Headers {
  readonly 'content-length'?: string | undefined
  readonly 'content-type'?: string | undefined
}

/** Makes the routes of `scope` take files of these types as streams, and nothing else. */
export function takeFiles(scope: FastifyInstance, mediaTypes: readonly string[]): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser([...mediaTypes], (_request, payload, done) => {
    done(null, payload)
  })
}
