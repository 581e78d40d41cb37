import { access, readFile } from 'node:fs/promises'
import { basename, join, normalize, sep } from 'node:path'

/** The files of a deployment, by their path from the folder of its release file: `/mentors/0.1.0-ab/m.js`. */
export interface Files {
  /** `undefined` where there is no such file. */
  readonly read: (path: string) => Promise<Uint8Array | undefined>
  readonly has: (path: string) => Promise<boolean>
}

/** A deployment that cannot be asked for anything: the address is wrong, or nobody answers. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError'
}

const TIMEOUT_MS = 30_000
/** At once, so that a portal that is in use hardly notices. */
const REQUESTS = 6

export function isUrl(source: string): boolean {
  return /^https?:\/\//i.test(source)
}

/** The files of a folder on this machine. What is at another address (`https://…`) is fetched from there. */
export function folderFiles(folder: string): Files {
  const own = `/${basename(folder)}/`
  const place = (path: string) => {
    // A release whose addresses were made absolute already says `/mf/…` for what lies in the folder `mf`.
    const below = normalize(path.startsWith(own) ? path.slice(own.length) : path.replace(/^\//, ''))
    return below.startsWith(`..${sep}`) ? undefined : join(folder, below)
  }
  const remote = webFiles()
  return {
    async read(path) {
      if (isUrl(path)) return remote.read(path)
      const file = place(path)
      return file === undefined ? undefined : unlessMissing(() => readFile(file))
    },
    async has(path) {
      if (isUrl(path)) return remote.has(path)
      const file = place(path)
      return file !== undefined && (await unlessMissing(() => access(file).then(() => true))) === true
    },
  }
}

/** The files beside the release file at `releaseUrl`. */
export function urlFiles(releaseUrl: string): Files {
  const folder = new URL('.', releaseUrl)
  const remote = webFiles()
  const place = (path: string) => {
    if (isUrl(path)) return path
    return new URL(path.startsWith(folder.pathname) ? path : path.replace(/^\//, ''), folder).href
  }
  return { read: path => remote.read(place(path)), has: path => remote.has(place(path)) }
}

function webFiles(): Files {
  const inTurn = limited(REQUESTS)
  const known = new Map<string, Promise<Uint8Array | undefined>>()
  const fetched = (url: string) => {
    const reading = known.get(url) ?? inTurn(() => download(url))
    known.set(url, reading)
    return reading
  }
  return { read: fetched, has: async url => (await fetched(url)) !== undefined }
}

/** @throws {UnreadableError} when nobody answers, or with another failure than that the file is not there */
async function download(url: string): Promise<Uint8Array | undefined> {
  let response: Response
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    if (response.ok) return new Uint8Array(await response.arrayBuffer())
  } catch (cause) {
    throw new UnreadableError(`${url} did not answer: ${reasonOf(cause)}`, { cause })
  }
  await response.body?.cancel()
  if (response.status === 404 || response.status === 410) return undefined
  throw new UnreadableError(`${url} answered with status ${response.status}.`)
}

function reasonOf(error: unknown): string {
  const { cause, message } = error as { cause?: { message?: string }; message: string }
  return cause?.message ?? message
}

async function unlessMissing<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(code)) return undefined
    throw error
  }
}

/** Runs at most `most` of the jobs that it is given at the same time. */
function limited(most: number): <T>(job: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async job => {
    if (running >= most) await new Promise<void>(resolve => waiting.push(resolve))
    running += 1
    try {
      return await job()
    } finally {
      running -= 1
      waiting.shift()?.()
    }
  }
}
