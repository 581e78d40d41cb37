import { refused } from './fault.ts'
import { orientationIn, tiffWith } from './orientation.ts'
import { requireShowable } from './pixels.ts'

const HEAD_BYTES = 12
const KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ICCP'])
/** Bits of `VP8X`: which further chunks there are. */
const HAS_EXIF = 0x08
const HAS_XMP = 0x04
const HAS_ANIMATION = 0x02

interface Chunk {
  readonly type: string
  readonly data: Buffer
}

/** The same picture without Exif and XMP, but for the orientation. An animation proves nothing and is refused. */
export function cleanWebp(bytes: Buffer): Buffer {
  const chunks = chunksOf(bytes)
  if (chunks.some(({ type }) => type === 'ANIM' || type === 'ANMF')) throw refused('file_not_allowed')
  const [first] = chunks
  if (!first || !chunks.some(({ type }) => type === 'VP8 ' || type === 'VP8L')) throw refused('file_damaged')
  for (const chunk of chunks) requireShowableChunk(chunk)
  const orientation = orientationOf(chunks)
  const kept = chunks.filter(({ type }) => KEPT.has(type))
  // Only the extended form has a place for the orientation.
  const turned = first.type === 'VP8X' && orientation !== undefined
  const pieces = kept.map(({ type, data }) => packed(type, type === 'VP8X' ? flagged(data, turned) : data))
  if (turned) pieces.push(packed('EXIF', tiffWith(orientation)))
  return inRiff(pieces)
}

function chunksOf(bytes: Buffer): Chunk[] {
  const end = 8 + bytes.readUInt32LE(4)
  if (end > bytes.length) throw refused('file_damaged')
  if (end < bytes.length) throw refused('file_not_pure')
  const chunks: Chunk[] = []
  for (let at = HEAD_BYTES; at < end;) {
    if (at + 8 > end) throw refused('file_damaged')
    const size = bytes.readUInt32LE(at + 4)
    if (at + 8 + size > end) throw refused('file_damaged')
    chunks.push({ type: bytes.toString('latin1', at, at + 4), data: bytes.subarray(at + 8, at + 8 + size) })
    // Chunks begin at even places.
    at += 8 + size + (size % 2)
  }
  return chunks
}

function requireShowableChunk({ type, data }: Chunk): void {
  if (type === 'VP8X') {
    if (data.length < 10) throw refused('file_damaged')
    requireShowable(data.readUIntLE(4, 3) + 1, data.readUIntLE(7, 3) + 1)
  } else if (type === 'VP8 ') {
    if (data.length < 10 || data.toString('hex', 3, 6) !== '9d012a') throw refused('file_damaged')
    requireShowable(data.readUInt16LE(6) & 0x3fff, data.readUInt16LE(8) & 0x3fff)
  } else if (type === 'VP8L') {
    if (data.length < 5 || data[0] !== 0x2f) throw refused('file_damaged')
    const bits = data.readUInt32LE(1)
    requireShowable((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1)
  }
}

function orientationOf(chunks: readonly Chunk[]): number | undefined {
  const exif = chunks.find(({ type }) => type === 'EXIF')?.data
  if (!exif) return undefined
  return orientationIn(exif.toString('latin1', 0, 4) === 'Exif' ? exif.subarray(6) : exif)
}

function flagged(data: Buffer, turned: boolean): Buffer {
  const copy = Buffer.from(data)
  copy[0] = ((copy[0] ?? 0) & ~(HAS_EXIF | HAS_XMP | HAS_ANIMATION)) | (turned ? HAS_EXIF : 0)
  return copy
}

function packed(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 0, 'latin1')
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
}

function inRiff(pieces: readonly Buffer[]): Buffer {
  const body = Buffer.concat(pieces)
  const head = Buffer.alloc(HEAD_BYTES)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(body.length + 4, 4)
  head.write('WEBP', 8, 'latin1')
  return Buffer.concat([head, body])
}
