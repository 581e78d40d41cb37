import type { EvidenceType } from '@sunshine-aid/domain'
import { cleanJpeg } from './jpeg.ts'
import { refused } from './fault.ts'
import { checkOffice } from './office.ts'
import { checkPdf } from './pdf.ts'
import { cleanPng } from './png.ts'
import { cleanWebp } from './webp.ts'

/** A file that may be kept, as it may be kept. */
export interface InspectedFile {
  readonly type: EvidenceType
  /** Pictures without what a camera wrote beside them; other files as they came. */
  readonly bytes: Buffer
}

const OLE_MARK = 'd0cf11e0a1b11ae1'

/**
 * Says what a file is by its content, refuses what may not be kept (promise G23), and takes the metadata out of
 * pictures. Works on the bytes alone: nothing is decoded, run or written to a disk, and nothing takes a second.
 * @throws {ProblemError} with one of the codes `file_…`
 */
export async function inspectFile(bytes: Buffer): Promise<InspectedFile> {
  if (bytes.length === 0) throw refused('file_damaged')
  if (bytes.subarray(0, 3).toString('hex') === 'ffd8ff') return { type: 'jpeg', bytes: cleanJpeg(bytes) }
  if (bytes.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n')
    return { type: 'png', bytes: cleanPng(bytes) }
  if (marked(bytes, 0, 'RIFF') && marked(bytes, 8, 'WEBP')) return { type: 'webp', bytes: cleanWebp(bytes) }
  if (marked(bytes, 0, '%PDF-')) return { type: 'pdf', bytes: checkPdf(bytes) }
  if (marked(bytes, 0, 'PK\x03\x04')) return { type: await checkOffice(bytes), bytes }
  if (bytes.subarray(0, 8).toString('hex') === OLE_MARK) throw refused(oleFault(bytes))
  throw refused('file_not_allowed')
}

function marked(bytes: Buffer, at: number, mark: string): boolean {
  return bytes.toString('latin1', at, at + mark.length) === mark
}

/** Office files of 1997 and current ones with a password share one container. */
function oleFault(bytes: Buffer): 'file_locked' | 'file_not_allowed' {
  return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'file_locked' : 'file_not_allowed'
}
