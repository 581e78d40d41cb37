import { createReadStream } from 'node:fs'
import { mkdir, open, stat, truncate } from 'node:fs/promises'
import { dirname } from 'node:path'
import { canonical, sm3 } from '../crypto/sm3.ts'
import { GENESIS } from './event.ts'

/** Last link of a chain. */
export interface ChainHead {
  readonly seq: number
  readonly hash: Buffer
}

/** What a file of anchors says, read up to `bytes`. The lines are ASCII. */
export interface Anchored {
  /** Lines so far. */
  readonly count: number
  readonly digest: Buffer
  /** The latest anchored link of each chain. */
  readonly heads: ReadonlyMap<string, ChainHead>
  /** Numbers of the lines that were changed, left out or put in; no more is read after the first. */
  readonly brokenAt: number | null
  readonly bytes: number
}

export const NO_ANCHORS: Anchored = { count: 0, digest: GENESIS, heads: new Map(), brokenAt: null, bytes: 0 }

interface AnchorLine {
  readonly n: number
  readonly at: string
  /** Chain → [seq, hash]. */
  readonly heads: Readonly<Record<string, readonly [number, string]>>
  readonly digest: string
}

const VERSION = 1

/** The line that follows `known`: the heads that moved since, bound to all lines before it. */
export function anchorLine(known: Anchored, moved: ReadonlyMap<string, ChainHead>, now: Date): string {
  const heads = Object.fromEntries(
    [...moved].map(([chain, { seq, hash }]) => [chain, [seq, hash.toString('hex')] as const]),
  )
  const line = { n: known.count + 1, at: now.toISOString(), heads }
  return JSON.stringify({
    ...line,
    digest: digestOf(known.digest, line).toString('hex'),
  } satisfies AnchorLine)
}

/** `known` and one more line; a line that does not follow breaks the file there. */
export function withLine(known: Anchored, text: string): Anchored {
  const line = parseLine(text)
  const n = known.count + 1
  const bytes = known.bytes + text.length + 1
  if (line?.n !== n || !digestOf(known.digest, line).equals(Buffer.from(line.digest, 'hex'))) {
    return { ...known, bytes, brokenAt: known.brokenAt ?? n }
  }
  const heads = new Map(known.heads)
  for (const [chain, [seq, hash]] of Object.entries(line.heads))
    heads.set(chain, { seq, hash: Buffer.from(hash, 'hex') })
  return { ...known, count: n, digest: Buffer.from(line.digest, 'hex'), heads, bytes }
}

function digestOf(prev: Buffer, { n, at, heads }: Omit<AnchorLine, 'digest'>): Buffer {
  const fields = Object.entries(heads).flatMap(([chain, [seq, hash]]) => [chain, seq, hash])
  return sm3(canonical(VERSION, [prev, n, at, ...fields]))
}

function parseLine(text: string): AnchorLine | null {
  try {
    const line = JSON.parse(text) as Partial<AnchorLine>
    const complete =
      typeof line.at === 'string' && typeof line.heads === 'object' && typeof line.digest === 'string'
    return complete ? (line as AnchorLine) : null
  } catch {
    return null
  }
}

/**
 * Reads the lines that were added after `known`, or all of them when the file was put away and begun anew.
 * A line that a crash cut short does not count.
 */
export async function readAnchors(path: string, known = NO_ANCHORS): Promise<Anchored> {
  const size = await sizeOf(path)
  if (size < known.bytes) known = NO_ANCHORS
  if (size === 0) return known
  let rest = ''
  for await (const chunk of createReadStream(path, { start: known.bytes, encoding: 'latin1' })) {
    const lines = (rest + String(chunk)).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) known = withLine(known, line)
  }
  return known
}

/** Appends a line and waits until it is on the disk. */
export async function appendLine(path: string, known: Anchored, line: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  if ((await sizeOf(path)) > known.bytes) await truncate(path, known.bytes)
  const file = await open(path, 'a', 0o600)
  try {
    await file.appendFile(`${line}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  )
}
