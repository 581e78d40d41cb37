import { crc32, deflateSync } from 'node:zlib'
import { aZip } from '../../spreadsheet/testing/aWorkbook.ts'

/** Marks that a test looks for: they stand in the metadata, and must not stand in what is kept. */
export const SECRET = 'GPS 31.4578N 121.1123E'

export interface JpegPieces {
  readonly width?: number
  readonly height?: number
  /** Of the Exif data. */
  readonly orientation?: number
  readonly behind?: Buffer
}

/** A picture of 8 × 8 grey pixels as a phone writes it: Exif with a place, XMP, IPTC, a preview and a comment. */
export function aJpeg({ width = 8, height = 8, orientation = 6, behind }: JpegPieces = {}): Buffer {
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0])
  frame.writeUInt16BE(height, 1)
  frame.writeUInt16BE(width, 3)
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01abc', 'latin1')),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), aTiff(orientation)])),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${SECRET}</x:xmpmeta>`)),
    segment(0xe2, Buffer.from(`ICC_PROFILE\0\x01\x01profile`)),
    segment(0xe2, Buffer.from(`MPF\0${SECRET}`)),
    segment(0xed, Buffer.from(`Photoshop 3.0\0${SECRET}`)),
    segment(0xfe, Buffer.from(SECRET)),
    segment(0xdb, Buffer.from([0, ...Array<number>(64).fill(1)])),
    segment(0xc0, frame),
    segment(0xc4, Buffer.from([0, 1, ...Array<number>(15).fill(0), 0])),
    segment(0xc4, Buffer.from([0x10, 1, ...Array<number>(15).fill(0), 0])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x3f, 0xff, 0x00, 0x7f]),
    Buffer.from([0xff, 0xd9]),
    behind ?? Buffer.alloc(0),
  ])
}

function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}

/** Exif data of a phone, little endian: the orientation among other tags, and a place behind them. */
function aTiff(orientation: number): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 2 * 12 + 4)
  tiff.write('II*\0', 0, 'latin1')
  tiff.writeUInt32LE(8, 4)
  tiff.writeUInt16LE(2, 8)
  tiff.writeUInt16LE(0x010f, 10)
  tiff.writeUInt16LE(2, 12)
  tiff.writeUInt16LE(0x0112, 22)
  tiff.writeUInt16LE(3, 24)
  tiff.writeUInt32LE(1, 26)
  tiff.writeUInt16LE(orientation, 30)
  return Buffer.concat([tiff, Buffer.from(SECRET)])
}

export interface PngPieces {
  readonly width?: number
  readonly height?: number
  readonly behind?: Buffer
  /** Chunks in front of the picture. */
  readonly chunks?: readonly (readonly [type: string, data: Buffer])[]
}

/** A picture of one grey shade, with a text about it. */
export function aPng({ width = 16, height = 16, behind, chunks = [] }: PngPieces = {}): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 0, 0, 0, 0], 8)
  const rows = Buffer.alloc(Math.min((width + 1) * height, 1_000_000), 0x60)
  for (let at = 0; at < rows.length; at += width + 1) rows[at] = 0
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('tEXt', Buffer.from(`Comment\0${SECRET}`)),
    chunk('tIME', Buffer.alloc(7)),
    ...chunks.map(([type, data]) => chunk(type, data)),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
    behind ?? Buffer.alloc(0),
  ])
}

export function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** One white pixel in the extended form, with Exif and XMP. */
export function aWebp({ side = 1, extra = [] as readonly Buffer[], behind = Buffer.alloc(0) } = {}): Buffer {
  const canvas = Buffer.alloc(10)
  canvas[0] = 0x08 | 0x04
  canvas.writeUIntLE(side - 1, 4, 3)
  canvas.writeUIntLE(side - 1, 7, 3)
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    riffChunk('VP8X', canvas),
    riffChunk('VP8L', Buffer.from('2f00000000883f88', 'hex')),
    ...extra,
    riffChunk('EXIF', aTiff(8)),
    riffChunk('XMP ', Buffer.from(SECRET)),
  ])
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body, behind])
}

export function riffChunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 0, 'latin1')
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
}

/** A document of one empty page; `objects` stand among its objects, `trailer` in its last dictionary. */
export function aPdf({ objects = '', trailer = '', behind = '' } = {}): Buffer {
  return Buffer.from(
    `%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n${objects}` +
      `xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 3/Root 1 0 R${trailer}>>\nstartxref\n110\n%%EOF\n${behind}`,
    'latin1',
  )
}

const MAIN = {
  docx: ['word/document.xml', 'wordprocessingml.document'],
  xlsx: ['xl/workbook.xml', 'spreadsheetml.sheet'],
  pptx: ['ppt/presentation.xml', 'presentationml.presentation'],
} as const

/** An Office file with little more than its main part. */
export function anOffice(
  type: keyof typeof MAIN,
  parts: Readonly<Record<string, string | Uint8Array>> = {},
): Buffer {
  const [path, name] = MAIN[type]
  return aZip({
    '[Content_Types].xml': `<Types><Override PartName="/${path}" ContentType="application/vnd.openxmlformats-officedocument.${name}.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="${path}"/></Relationships>`,
    [path]: '<document/>',
    ...parts,
  })
}
