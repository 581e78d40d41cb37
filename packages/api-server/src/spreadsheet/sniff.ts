/** What a file is by its content; the name it was given says nothing. */
export type FileKind = 'empty' | 'zip' | 'ole' | 'markup' | 'text' | 'binary'

const UTF16_MARKS = ['fffe', 'feff']
/** PDF and RTF are text at first sight. */
const TEXT_LOOKALIKES = ['%PDF', '{\\rtf']

export function sniff(bytes: Buffer): FileKind {
  const head = bytes.subarray(0, 4096)
  const start = head
    .toString('latin1')
    .replace(/^\u00EF\u00BB\u00BF/, '')
    .trimStart()
  if (start === '') return 'empty'
  if (start.startsWith('PK\u0003\u0004') || start.startsWith('PK\u0005\u0006')) return 'zip'
  if (head.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1') return 'ole'
  if (UTF16_MARKS.includes(head.subarray(0, 2).toString('hex'))) return 'text'
  if (TEXT_LOOKALIKES.some(mark => start.startsWith(mark))) return 'binary'
  if (bytes.includes(0)) return 'binary'
  return start.startsWith('<') ? 'markup' : 'text'
}

/** Excel 97–2003 and every password-protected workbook share one container; its directory tells them apart. */
export function oleKind(bytes: Buffer): 'encrypted_workbook' | 'old_xls' | 'not_a_spreadsheet' {
  const holds = (stream: string) => bytes.includes(Buffer.from(stream, 'utf16le'))
  if (holds('EncryptedPackage')) return 'encrypted_workbook'
  return holds('Workbook') || holds('Book') ? 'old_xls' : 'not_a_spreadsheet'
}
