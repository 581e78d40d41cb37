const ORIENTATION = 0x0112
const SHORT = 3
/** Entries that a camera writes are some dozens. */
const MAX_ENTRIES = 200

/**
 * How the camera was held: 2 to 8 of the Exif standard, or `undefined` where there is nothing to turn. The one tag
 * that is kept, because a certificate that lies on its side is hard to read. Anything damaged counts as nothing.
 * `tiff` begins with the byte order.
 */
export function orientationIn(tiff: Buffer): number | undefined {
  const mark = tiff.toString('latin1', 0, 2)
  if (tiff.length < 14 || (mark !== 'II' && mark !== 'MM')) return undefined
  const short = (at: number) => (mark === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const long = (at: number) => (mark === 'II' ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  const start = long(4)
  if (start + 2 > tiff.length) return undefined
  const entries = Math.min(short(start), MAX_ENTRIES)
  for (let at = start + 2; at < start + 2 + entries * 12 && at + 12 <= tiff.length; at += 12) {
    if (short(at) !== ORIENTATION || short(at + 2) !== SHORT) continue
    const value = short(at + 8)
    return value >= 2 && value <= 8 ? value : undefined
  }
  return undefined
}

/** Exif data with this one tag and nothing else. */
export function tiffWith(orientation: number): Buffer {
  const tiff = Buffer.alloc(26)
  tiff.write('MM', 0, 'latin1')
  tiff.writeUInt16BE(42, 2)
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(1, 8)
  tiff.writeUInt16BE(ORIENTATION, 10)
  tiff.writeUInt16BE(SHORT, 12)
  tiff.writeUInt32BE(1, 14)
  tiff.writeUInt16BE(orientation, 18)
  return tiff
}
