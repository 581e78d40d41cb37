import { crc32, inflateSync } from 'node:zlib'
import { refused } from './fault.ts'
import { orientationIn, tiffWith } from './orientation.ts'
import { requireShowable } from './pixels.ts'

const SIGNATURE_BYTES = 8
/** What the picture is made of, and how its colours are meant. Texts, times, animations and all else go. */
const KEPT = new Set('IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT cICP bKGD pHYs'.split(' '))
const MAX_PROFILE_BYTES = 4 * 1024 * 1024

interface Chunk {
  readonly type: string
  readonly data: Buffer
  readonly whole: Buffer
}

/** The same picture with the chunks that show it; of Exif only the orientation. */
export function cleanPng(bytes: Buffer): Buffer {
  const kept: Buffer[] = [bytes.subarray(0, SIGNATURE_BYTES)]
  const seen = new Set<string>()
  for (const chunk of chunksOf(bytes)) {
    const { type, data, whole } = chunk
    if (seen.size === 0) readHead(chunk)
    seen.add(type)
    if (KEPT.has(type) || (type === 'iCCP' && isProfile(data))) kept.push(whole)
    else if (isCritical(type)) throw refused('file_damaged')
    else if (type === 'eXIf') kept.push(...turned(data))
  }
  if (!seen.has('IDAT')) throw refused('file_damaged')
  return Buffer.concat(kept)
}

function* chunksOf(bytes: Buffer): Generator<Chunk> {
  for (let at = SIGNATURE_BYTES; ;) {
    if (at + 12 > bytes.length) throw refused('file_damaged')
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) throw refused('file_damaged')
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) throw refused('file_damaged')
    yield { type, data: bytes.subarray(at + 8, end - 4), whole: bytes.subarray(at, end) }
    at = end
    if (type !== 'IEND') continue
    if (at < bytes.length) throw refused('file_not_pure')
    return
  }
}

function readHead({ type, data }: Chunk): void {
  if (type !== 'IHDR' || data.length !== 13) throw refused('file_damaged')
  requireShowable(data.readUInt32BE(0), data.readUInt32BE(4))
}

/** A chunk whose first letter is a capital is needed to show the picture. */
function isCritical(type: string): boolean {
  return type.charCodeAt(0) < 0x61
}

/** A colour profile is packed, so it may be a bomb: it stays if it unpacks to what a profile may hold. */
function isProfile(data: Buffer): boolean {
  const nameEnd = data.indexOf(0)
  if (nameEnd < 1 || nameEnd > 79) return false
  try {
    const profile = inflateSync(data.subarray(nameEnd + 2), { maxOutputLength: MAX_PROFILE_BYTES })
    return profile.toString('latin1', 36, 40) === 'acsp'
  } catch {
    return false
  }
}

function turned(exif: Buffer): Buffer[] {
  const orientation = orientationIn(exif)
  return orientation === undefined ? [] : [chunk('eXIf', tiffWith(orientation))]
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
