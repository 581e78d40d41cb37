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

type Part = readonly [path: string, pieces: Iterable<string> | AsyncIterable<string>]

/**
 * The bytes of an XLSX as they come into being: rows are asked for when they are needed, and nothing that was given
 * out is kept, so the longest sheet takes no more memory than a short one. The same content gives the same bytes.
 * The choices of the first sheet's columns stand in a hidden sheet at the end.
 */
export async function* workbookBytes(
  sheets: readonly [WrittenSheet, ...WrittenSheet[]],
): AsyncGenerator<Uint8Array> {
  const packed: Uint8Array[] = []
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    packed.push(bytes)
  })
  for (const [path, pieces] of partsOf(sheets)) {
    const part = new ZipDeflate(path, { level: 6 })
    part.mtime = new Date(1980, 0, 1)
    zip.add(part)
    let waiting = ''
    for await (const piece of pieces) {
      waiting += piece
      if (waiting.length < CHARS_A_TURN) continue
      part.push(Buffer.from(waiting))
      waiting = ''
      yield* packed.splice(0)
      await nextTurn()
    }
    part.push(Buffer.from(waiting), true)
    yield* packed.splice(0)
  }
  zip.end()
  yield* packed
}

function partsOf(sheets: readonly [WrittenSheet, ...WrittenSheet[]]): Part[] {
  const names = [
    ...sheets.map(({ name }) => ({ name, hidden: false })),
    { name: CHOICES_SHEET, hidden: true },
  ]
  return [
    ['[Content_Types].xml', [contentTypesXml(names.length)]],
    ['_rels/.rels', [packageRelationsXml]],
    ['xl/workbook.xml', [workbookXml(names)]],
    ['xl/_rels/workbook.xml.rels', [workbookRelationsXml(names.length)]],
    ['xl/styles.xml', [stylesXml]],
    ...sheets.map((sheet, at): Part => [`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheet, CHOICES_SHEET)]),
    [`xl/worksheets/sheet${names.length}.xml`, choicesXml(sheets[0])],
  ]
}
