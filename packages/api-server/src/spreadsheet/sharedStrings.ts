import type { SheetLimits } from './limits.ts'
import { WorkbookError } from './workbookError.ts'
import { readXml, type XmlHandlers } from './xml.ts'
import type { ZipParts } from './zipParts.ts'

/** Text of an `<si>` or `<is>`: runs of different fonts joined, the reading aid above Chinese words (`rPh`) left out. */
export function richText(maxChars: number) {
  let text = ''
  let inText = false
  let inPhonetic = false
  const handlers: Required<XmlHandlers> = {
    open(name) {
      if (name === 'rPh') inPhonetic = true
      inText = name === 't' && !inPhonetic
    },
    text(piece) {
      if (inText && text.length <= maxChars) text += piece
    },
    close(name) {
      if (name === 'rPh') inPhonetic = false
      inText = false
    },
  }
  /** The text so far, and starts anew. Longer than `maxChars` means: was cut. */
  function take(): string {
    const taken = unescapeCharacters(text)
    text = ''
    return taken
  }
  return { handlers, take }
}

/** `_x000D_` stands for a character that XML cannot hold or would change. */
export function unescapeCharacters(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
}

/** The texts that cells name by number. */
export async function readSharedStrings(
  parts: ZipParts,
  part: string | null,
  limits: SheetLimits,
  signal?: AbortSignal,
): Promise<string[]> {
  const strings: string[] = []
  if (part === null || !parts.has(part)) return strings
  const rich = richText(limits.maxCellChars)
  let chars = 0
  await readXml(
    parts.read(part),
    {
      ...rich.handlers,
      close(name) {
        rich.handlers.close(name)
        if (name !== 'si') return
        const text = rich.take()
        chars += text.length
        if (chars > limits.maxTextChars) throw new WorkbookError('too_large_inside')
        strings.push(text)
      },
    },
    signal,
  )
  return strings
}
