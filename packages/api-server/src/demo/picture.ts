import { crc32, deflateSync } from 'node:zlib'

type Shade = readonly [red: number, green: number, blue: number]

const PAPER: Shade = [252, 251, 247]
const INK: Shade = [88, 92, 100]
const STAMP: Shade = [196, 48, 43]

/** A small picture of a certificate that nobody wrote: grey lines for text, a red ring for the stamp. */
export function aCertificate(lines: number): Buffer {
  const [width, height] = [360, 480]
  return png(width, height, (x, y) => {
    const fromStamp = Math.hypot(x - 262, y - 388)
    if (fromStamp > 44 && fromStamp < 49) return STAMP
    const line = Math.floor((y - 60) / 28)
    const isText = line >= 0 && line < lines && (y - 60) % 28 < 9
    const end = 320 - ((line * 53) % 120)
    return isText && x > 40 && x < end ? INK : PAPER
  })
}

/** A small picture of an evening over a field. */
export function aLandscape(): Buffer {
  const [width, height] = [480, 320]
  return png(width, height, (x, y) => {
    const ground = 210 + Math.round(18 * Math.sin(x / 70))
    if (y > ground) return [96 - Math.floor((y - ground) / 4), 128, 84]
    if (Math.hypot(x - 350, y - 130) < 34) return [250, 214, 140]
    return [236 - Math.floor(y / 4), 200 + Math.floor(y / 12), 188 + Math.floor(y / 8)]
  })
}

function png(width: number, height: number, shadeAt: (x: number, y: number) => Shade): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  // Eight bits of red, green and blue.
  head.set([8, 2, 0, 0, 0], 8)
  const rows = Buffer.alloc(height * (width * 3 + 1))
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows.set(shadeAt(x, y), y * (width * 3 + 1) + 1 + x * 3)
  }
  const mark = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([
    mark,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
