import { refused } from './fault.ts'
import { orientationIn, tiffWith } from './orientation.ts'
import { requireShowable } from './pixels.ts'

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
const APP0 = 0xe0
const APP1 = 0xe1
const APP2 = 0xe2
const APP14 = 0xee
const EXIF = 'Exif\0\0'
/** Where the frame's height and width stand: all frames but DHT, JPG and DAC. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
/** Tables, frames and scans; what else there is belongs to programs, or is a comment. */
const isPicture = (marker: number) =>
  (marker >= 0xc0 && marker <= 0xcf) || (marker >= 0xda && marker <= 0xdf && marker !== SOS)

/**
 * The same picture without Exif (place, time, device), XMP, IPTC, previews and comments: only tables, frames, scans,
 * the colour profile and the orientation stay. What phones attach behind the picture (depth, a short film, a second
 * picture) is cut off; a document there is refused.
 */
export function cleanJpeg(bytes: Buffer): Buffer {
  const kept: Buffer[] = [Buffer.from([0xff, SOI])]
  let hasFrame = false
  let orientation: number | undefined
  for (let at = 2; ;) {
    const segment = segmentAt(bytes, at)
    const { marker, data } = segment
    at = segment.end
    if (marker === EOI) {
      if (!hasFrame) throw refused('file_damaged')
      refuseDocumentIn(bytes.subarray(at))
      kept.push(Buffer.from([0xff, EOI]))
      return Buffer.concat(kept)
    }
    if (marker === SOS) {
      const end = scanEnd(bytes, at)
      kept.push(bytes.subarray(segment.start, end))
      at = end
      continue
    }
    if (isFrame(marker)) {
      if (data.length < 6) throw refused('file_damaged')
      requireShowable(data.readUInt16BE(3), data.readUInt16BE(1))
      hasFrame = true
    }
    if (marker === APP1 && orientation === undefined && data.toString('latin1', 0, 6) === EXIF) {
      orientation = orientationIn(data.subarray(6))
      if (orientation !== undefined) kept.push(exifSegment(orientation))
    }
    if (staysWhole(marker, data)) kept.push(bytes.subarray(segment.start, segment.end))
    else if (marker === APP0 && data.toString('latin1', 0, 5) === 'JFIF\0') kept.push(jfifSegment(data))
  }
}

interface Segment {
  readonly marker: number
  readonly data: Buffer
  readonly start: number
  readonly end: number
}

function segmentAt(bytes: Buffer, from: number): Segment {
  let at = from
  if (bytes[at] !== 0xff) throw refused('file_damaged')
  // Any number of fill bytes may stand in front of a marker.
  while (bytes[at + 1] === 0xff) at += 1
  const marker = bytes[at + 1] ?? 0
  if (marker === EOI) return { marker, data: Buffer.alloc(0), start: at, end: at + 2 }
  if (marker < 0xc0 || at + 4 > bytes.length) throw refused('file_damaged')
  const end = at + 2 + bytes.readUInt16BE(at + 2)
  if (end < at + 4 || end > bytes.length) throw refused('file_damaged')
  return { marker, data: bytes.subarray(at + 4, end), start: at, end }
}

/** Where the coded picture ends: at the next marker that is neither a stuffed byte nor a restart. */
function scanEnd(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  throw refused('file_damaged')
}

function staysWhole(marker: number, data: Buffer): boolean {
  if (isPicture(marker)) return true
  if (marker === APP2) return data.toString('latin1', 0, 12) === 'ICC_PROFILE\0'
  return marker === APP14 && data.toString('latin1', 0, 5) === 'Adobe'
}

function exifSegment(orientation: number): Buffer {
  return segment(APP1, Buffer.concat([Buffer.from(EXIF, 'latin1'), tiffWith(orientation)]))
}

/** JFIF's own head without the small picture that may follow it. */
function jfifSegment(data: Buffer): Buffer {
  const head = Buffer.alloc(14)
  data.copy(head, 0, 0, 12)
  return segment(APP0, head)
}

function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}

const DOCUMENTS = ['PK\x03\x04', 'PK\x05\x06', '%PDF-', '<html', '<script', '<?php', 'Rar!', '7z\xbc\xaf']

/** A picture that is another file as well was made on purpose. */
function refuseDocumentIn(tail: Buffer): void {
  if (DOCUMENTS.some(mark => tail.includes(Buffer.from(mark, 'latin1')))) throw refused('file_not_pure')
}
