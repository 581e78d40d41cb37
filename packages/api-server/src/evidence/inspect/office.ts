import type { EvidenceType } from '@sunshine-aid/domain'
import { SHEET_LIMITS } from '../../spreadsheet/limits.ts'
import { WorkbookError } from '../../spreadsheet/workbookError.ts'
import { readXml } from '../../spreadsheet/xml.ts'
import { openZip, type ZipParts } from '../../spreadsheet/zipParts.ts'
import { refused } from './fault.ts'

const CONTENT_TYPES = '[content_types].xml'
const END_OF_DIRECTORY_BYTES = 22
/** Bytes of all parts, unpacked: it takes a third of a second to look at them all. */
const MAX_UNPACKED = 100 * 1024 * 1024
/** Declared type of a package's main part. */
const MAIN_PARTS: readonly (readonly [RegExp, EvidenceType])[] = [
  [/wordprocessingml\.document\.main\+xml$/, 'docx'],
  [/spreadsheetml\.sheet\.main\+xml$/, 'xlsx'],
  [/presentationml\.presentation\.main\+xml$/, 'pptx'],
]
/** Where code lies: VBA, Excel 4.0 sheets, ActiveX controls, objects of other programs. */
const CODE = [/vbaproject\.bin$/, /(^|\/)macrosheets\//, /(^|\/)activex\//, /(^|\/)embeddings\/oleobject/]
/** Relations that make a program fetch a file from elsewhere as soon as it opens this one. */
const FETCHED = /\/(attachedTemplate|oleObject|frame|subDocument)$/

/**
 * Which of the three Office files this is. Every part is unpacked once, to know that it is as large as it says.
 * @throws {ProblemError} for a bomb, for code, for anything else that a package can be
 */
export async function checkOffice(bytes: Buffer): Promise<EvidenceType> {
  requireNothingBehind(bytes)
  try {
    const parts = await openZip(bytes, { ...SHEET_LIMITS, maxPartBytes: MAX_UNPACKED })
    if (parts.names.some(name => CODE.some(place => place.test(name)))) throw refused('file_has_macros')
    if (!parts.has(CONTENT_TYPES)) throw refused('file_not_allowed')
    const type = await declaredType(parts)
    await unpackAll(parts)
    await refuseFetching(parts)
    return type
  } catch (error) {
    throw faultOf(error)
  }
}

/** The directory's end is the end of the file, without a comment: that is where a second file would hide. */
function requireNothingBehind(bytes: Buffer): void {
  const end = bytes.length - END_OF_DIRECTORY_BYTES
  if (end >= 0 && bytes.readUInt32LE(end) === 0x06054b50 && bytes.readUInt16LE(end + 20) === 0) return
  throw refused(bytes.includes('PK\x05\x06') ? 'file_not_pure' : 'file_damaged')
}

async function declaredType(parts: ZipParts): Promise<EvidenceType> {
  const declared: string[] = []
  await readXml(parts.read(CONTENT_TYPES), {
    open: (_, { ContentType = '' }) => declared.push(ContentType),
  })
  if (declared.some(type => /macroEnabled|vbaProject/i.test(type))) throw refused('file_has_macros')
  const found = MAIN_PARTS.find(([main]) => declared.some(type => main.test(type)))
  if (!found) throw refused('file_not_allowed')
  return found[1]
}

/** Reading stops a part that is larger than its directory said, and one whose checksum is wrong. */
async function unpackAll(parts: ZipParts): Promise<void> {
  let unpacked = 0
  for (const name of parts.names) {
    // A folder has an entry of its own in some packages.
    if (name.endsWith('/')) continue
    for await (const piece of parts.read(name)) {
      unpacked += piece.length
      if (unpacked > MAX_UNPACKED) throw refused('file_too_large_inside')
    }
  }
}

async function refuseFetching(parts: ZipParts): Promise<void> {
  for (const name of parts.names.filter(part => part.endsWith('.rels'))) {
    await readXml(parts.read(name), {
      open(_, { TargetMode, Type }) {
        if (TargetMode === 'External' && FETCHED.test(Type ?? '')) throw refused('file_has_macros')
      },
    })
  }
}

function faultOf(error: unknown): unknown {
  if (error instanceof Error && error.name === 'ProblemError') return error
  if (!(error instanceof WorkbookError)) return refused('file_damaged', error)
  if (error.fault === 'encrypted_workbook') return refused('file_locked', error)
  return refused(error.fault === 'too_large_inside' ? 'file_too_large_inside' : 'file_damaged', error)
}
