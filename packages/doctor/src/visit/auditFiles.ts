import { createHash } from 'node:crypto'
import type { APIRequestContext } from 'playwright-core'
import type { KnownFile } from './knownRelease.ts'
import { mimeOf } from './network.ts'

/** How one file was answered to a request as a browser makes it for a module script. */
export interface FileFacts {
  readonly url: string
  /** 0: no answer. */
  readonly status: number
  readonly mime: string
  readonly cacheControl: string
  readonly encoding: string
  /** `access-control-allow-origin` */
  readonly allowOrigin: string
  readonly bytes: number
  /** Its bytes are those of the release; `undefined` where the release does not say which those are. */
  readonly isWhole: boolean | undefined
}

const AT_ONCE = 4
const LIMIT_MS = 10_000

/** Asks for every file of a release, and compares each with what the release says of it. */
export async function auditFiles(
  request: APIRequestContext,
  files: readonly KnownFile[],
  pageOrigin: string,
): Promise<FileFacts[]> {
  const waiting = [...files]
  const found: FileFacts[] = []
  const work = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift())
      found.push(await auditFile(request, file, pageOrigin))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return found.sort((a, b) => a.url.localeCompare(b.url))
}

/** One that is not there is a finding, not a failure. */
export async function auditFile(
  request: APIRequestContext,
  { url, integrity }: KnownFile,
  pageOrigin: string,
): Promise<FileFacts> {
  try {
    const response = await request.get(url, { headers: { origin: pageOrigin }, timeout: LIMIT_MS })
    const headers = response.headers()
    const body = await response.body()
    return {
      url,
      status: response.status(),
      mime: mimeOf(headers),
      cacheControl: headers['cache-control'] ?? '',
      encoding: headers['content-encoding'] ?? '',
      allowOrigin: headers['access-control-allow-origin'] ?? '',
      bytes: body.length,
      isWhole: integrity === undefined ? undefined : integrity.includes(sha384(body)),
    }
  } catch {
    const nothing = { status: 0, mime: '', cacheControl: '', encoding: '', allowOrigin: '', bytes: 0 }
    return { url, ...nothing, isWhole: undefined }
  }
}

function sha384(bytes: Buffer): string {
  return `sha384-${createHash('sha384').update(bytes).digest('base64')}`
}
