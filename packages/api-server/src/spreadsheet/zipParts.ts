import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { crc32 } from 'node:zlib'
import { fromBuffer, type Entry, type Options, type ZipFile } from 'yauzl'
import {
  MAX_DECLARED_BYTES,
  MAX_PACK_RATIO,
  MAX_ZIP_ENTRIES,
  RATIO_FREE_BYTES,
  type SheetLimits,
} from './limits.ts'
import { WorkbookError } from './workbookError.ts'

/** The parts of a package by lower-case path. Nothing is unpacked before it is read, and nothing to the disk. */
export interface ZipParts {
  readonly names: readonly string[]
  has(name: string): boolean
  /** Unpacks in pieces; stops as soon as the part is larger than its directory said or than the limit. */
  read(name: string): AsyncIterable<Uint8Array>
}

const openBuffer = promisify<Buffer, Options, ZipFile>(fromBuffer)

/** Reads the directory only: a bomb is refused by what it declares, and one that lies is stopped while unpacking. */
export async function openZip(bytes: Buffer, limits: SheetLimits): Promise<ZipParts> {
  const zip = await openBuffer(bytes, { lazyEntries: true, decodeStrings: false, validateEntrySizes: true })
  if (zip.entryCount > MAX_ZIP_ENTRIES) throw new WorkbookError('too_large_inside')
  const entries = await directory(zip)
  const open = promisify<Entry, Readable>(zip.openReadStream.bind(zip))
  return {
    names: [...entries.keys()],
    has: name => entries.has(name),
    read: name => unpack(entries.get(name), open, limits),
  }
}

function directory(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  let declared = 0
  return new Promise((resolve, reject) => {
    zip.on('error', reject)
    zip.on('end', () => {
      resolve(entries)
    })
    zip.on('entry', (entry: Entry) => {
      declared += entry.uncompressedSize
      const name = partName(entry)
      if (declared > MAX_DECLARED_BYTES || isBomb(entry)) reject(new WorkbookError('too_large_inside'))
      // Two parts of one name: programs would disagree about which one the workbook is.
      else if (entries.has(name)) reject(new WorkbookError('damaged_file'))
      else {
        entries.set(name, entry)
        zip.readEntry()
      }
    })
    zip.readEntry()
  })
}

/** A path is a key for look-up and nothing else, so `../` in it leads nowhere. */
function partName(entry: Entry): string {
  return Buffer.from(entry.fileName).toString('utf8').replaceAll('\\', '/').toLowerCase()
}

function isBomb(entry: Entry): boolean {
  return (
    entry.uncompressedSize > RATIO_FREE_BYTES &&
    entry.uncompressedSize > entry.compressedSize * MAX_PACK_RATIO
  )
}

async function* unpack(
  entry: Entry | undefined,
  open: (entry: Entry) => Promise<Readable>,
  limits: SheetLimits,
): AsyncGenerator<Uint8Array> {
  if (!entry) throw new WorkbookError('damaged_file')
  if (entry.isEncrypted()) throw new WorkbookError('encrypted_workbook')
  if (entry.uncompressedSize > limits.maxPartBytes) throw new WorkbookError('too_large_inside')
  let checksum = 0
  for await (const piece of (await open(entry)) as AsyncIterable<Buffer>) {
    checksum = crc32(piece, checksum)
    yield piece
  }
  if (checksum !== entry.crc32) throw new WorkbookError('damaged_file')
}
