import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Answers with the file at `path` below `folder`. @returns false, with nothing sent, when there is none */
export async function sendFile(
  folder: string,
  path: string,
  reply: ServerResponse,
  headers: Readonly<Record<string, string>>,
): Promise<boolean> {
  const file = join(folder, normalize(`/${path}`))
  const type = TYPES[extname(file)]
  const found = await stat(file).catch(() => undefined)
  if (type === undefined || !found?.isFile()) return false
  reply.writeHead(200, { 'content-type': type, 'x-content-type-options': 'nosniff', ...headers })
  createReadStream(file).pipe(reply)
  return true
}

/** Only the names without a digest change. */
export function cachingOf(path: string): string {
  return /\/(?:[^/]*-)?[0-9a-f]{12}\//.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'
}
