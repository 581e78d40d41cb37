import { setImmediate as nextTurn } from 'node:timers/promises'
import { Zip, ZipDeflate } from 'fflate'
import { choicesXml, sheetXml } from './sheetXml.ts'
import {
  contentTypesXml,
  packageRelationsXml,
  stylesXml,
  workbookRelationsXml,
  workbookXml,
} from './workbookParts.ts'
import type { WrittenSheet } from './writtenSheet.ts'

const CHOICES_SHEET = '选项'
/** UTF-16 units that are packed at once, before other requests run. */
const CHARS_A_TURN = 64 * 1024

/**
 * An XLSX of `list` and, behind it, sheets that explain it. The same content gives the same bytes.
 * The choices of the list's columns stand in a hidden sheet at the end.
 */
export async function writeWorkbook(
  list: WrittenSheet,
  notes: readonly WrittenSheet[] = [],
): Promise<Buffer> {
  const zip = packing()
  const visible = [list, ...notes]
  const names = [
    ...visible.map(({ name }) => ({ name, hidden: false })),
    { name: CHOICES_SHEET, hidden: true },
  ]
  await zip.add('[Content_Types].xml', [contentTypesXml(names.length)])
  await zip.add('_rels/.rels', [packageRelationsXml])
  await zip.add('xl/workbook.xml', [workbookXml(names)])
  await zip.add('xl/_rels/workbook.xml.rels', [workbookRelationsXml(names.length)])
  await zip.add('xl/styles.xml', [stylesXml])
  for (const [index, sheet] of visible.entries()) {
    await zip.add(`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet, CHOICES_SHEET))
  }
  await zip.add(`xl/worksheets/sheet${names.length}.xml`, choicesXml(list))
  return zip.end()
}

/** Packs part after part as their text arrives. */
function packing() {
  const packed: Uint8Array[] = []
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    packed.push(bytes)
  })

  async function add(path: string, pieces: Iterable<string> | AsyncIterable<string>) {
    const part = new ZipDeflate(path, { level: 6 })
    part.mtime = new Date(1980, 0, 1)
    zip.add(part)
    let waiting = ''
    for await (const piece of pieces) {
      waiting += piece
      if (waiting.length < CHARS_A_TURN) continue
      part.push(Buffer.from(waiting))
      waiting = ''
      await nextTurn()
    }
    part.push(Buffer.from(waiting), true)
  }

  function end(): Buffer {
    zip.end()
    return Buffer.concat(packed)
  }
  return { add, end }
}
