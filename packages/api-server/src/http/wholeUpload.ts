import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { ProblemError, type EndpointSpec } from '@sunshine-aid/api-contract'
import type { FastifyRequest } from 'fastify'
import type { FileScanner } from './scanner.ts'
import type { DigestedUpload } from './upload.ts'

/** Memory for files that are received whole: each takes what it declares, and waits until that is free. */
export interface UploadBudget {
  /** Resolves with the way to give `bytes` back. Whoever comes first is served first. */
  take(bytes: number): Promise<() => void>
}

export function uploadBudget(total: number): UploadBudget {
  let free = total
  const waiting: { readonly bytes: number; readonly go: () => void }[] = []
  const serve = () => {
    for (let next = waiting[0]; next && next.bytes <= free; next = waiting[0]) {
      waiting.shift()
      free -= next.bytes
      next.go()
    }
  }
  return {
    async take(wanted) {
      const bytes = Math.min(wanted, total)
      await new Promise<void>(go => {
        waiting.push({ bytes, go })
        serve()
      })
      return () => {
        free += bytes
        serve()
      }
    },
  }
}

const SCAN_WITHIN_MS = 20_000

/**
 * Receives all of `upload`, lets the scanner look at it, then runs `fn` with it: a slow line holds memory, and no
 * connection to the database.
 * @throws {ProblemError} `file_infected`, or `unavailable` when the scanner cannot be asked.
 */
export async function withWholeFile<T>(
  request: FastifyRequest,
  endpoint: EndpointSpec,
  upload: DigestedUpload,
  fn: (whole: DigestedUpload) => Promise<T>,
): Promise<T> {
  const { uploadBudget: budget, scanner } = request.server.api
  const declared = Number(request.headers['content-length'] ?? endpoint.upload?.maxBytes ?? 0)
  const giveBack = await budget.take(declared)
  try {
    const bytes = await buffer(upload.stream)
    const digest = await upload.digest()
    await requireClean(scanner, bytes, endpoint.path)
    return await fn({
      mediaType: upload.mediaType,
      stream: Readable.from([bytes]),
      digest: () => Promise.resolve(digest),
    })
  } finally {
    giveBack()
  }
}

async function requireClean(scanner: FileScanner, bytes: Buffer, path: string): Promise<void> {
  const verdict = await scanner.scan(bytes, AbortSignal.timeout(SCAN_WITHIN_MS)).catch((cause: unknown) => {
    throw new ProblemError('unavailable', 'scanner', { cause, retryAfter: 30 })
  })
  if (verdict === 'infected') throw new ProblemError('file_infected', path)
}
