import { posix } from 'node:path'
import { prefixed, readXml, type XmlAttributes } from './xml.ts'
import { WorkbookError } from './workbookError.ts'
import type { ZipParts } from './zipParts.ts'

/** Where the pieces of a workbook lie in its package. Paths are lower case, as `ZipParts` has them. */
export interface XlsxPackage {
  readonly sheets: readonly { readonly name: string; readonly part: string; readonly visible: boolean }[]
  readonly sharedStrings: string | null
  readonly styles: string | null
  /** Days count from 1904 (old Macintosh files) instead of 1900. */
  readonly date1904: boolean
}

interface Relation {
  readonly kind: string
  readonly part: string
}

export async function readPackage(parts: ZipParts, signal?: AbortSignal): Promise<XlsxPackage> {
  const workbook = await workbookPart(parts, signal)
  await refuseMacros(parts, signal)
  const relations = await readRelations(parts, workbook, signal)
  const listed: { name: string; relation: string; visible: boolean }[] = []
  let date1904 = false
  await readXml(
    parts.read(workbook),
    {
      open(name, attributes) {
        if (name === 'sheet') listed.push(listedSheet(attributes))
        if (name === 'workbookPr') date1904 = isTrue(attributes['date1904'])
      },
    },
    signal,
  )
  const sheets = listed.flatMap(({ name, relation, visible }) => {
    const target = relations.get(relation)
    return target?.kind === 'worksheet' ? [{ name, part: target.part, visible }] : []
  })
  const only = (kind: string) =>
    [...relations.values()].find(relation => relation.kind === kind)?.part ?? null
  return { sheets, sharedStrings: only('sharedStrings'), styles: only('styles'), date1904 }
}

/** Excel writes `1` or `true`. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}

function listedSheet(attributes: XmlAttributes) {
  return {
    name: attributes['name'] ?? '',
    relation: prefixed(attributes, 'id') ?? '',
    visible: (attributes['state'] ?? 'visible') === 'visible',
  }
}

async function workbookPart(parts: ZipParts, signal?: AbortSignal): Promise<string> {
  if (parts.has('xl/workbook.bin')) throw new WorkbookError('old_xls')
  if (!parts.has('_rels/.rels')) throw new WorkbookError('not_a_spreadsheet')
  const relations = await readRelations(parts, '', signal)
  const main = [...relations.values()].find(relation => relation.kind === 'officeDocument')
  // A Word or PowerPoint file is such a package too, with another main part.
  if (!main || !parts.has(main.part) || !main.part.startsWith('xl/'))
    throw new WorkbookError('not_a_spreadsheet')
  return main.part
}

/** Relations of `part` (the package itself: ''), without those that point outside the file. */
async function readRelations(
  parts: ZipParts,
  part: string,
  signal?: AbortSignal,
): Promise<Map<string, Relation>> {
  const folder = posix.dirname(part)
  const list = posix.join(folder, '_rels', `${posix.basename(part)}.rels`)
  const relations = new Map<string, Relation>()
  if (!parts.has(list)) return relations
  await readXml(
    parts.read(list),
    {
      open(name, attributes) {
        if (name !== 'Relationship' || attributes['TargetMode'] === 'External') return
        const kind = posix.basename(attributes['Type'] ?? '')
        const target = posix.resolve('/', folder, attributes['Target'] ?? '')
        relations.set(attributes['Id'] ?? '', { kind, part: target.slice(1).toLowerCase() })
      },
    },
    signal,
  )
  return relations
}

/** Code is refused by any of the three places where it can lie: VBA, Excel 4.0 sheets, the declared type. */
async function refuseMacros(parts: ZipParts, signal?: AbortSignal) {
  const holdsCode = parts.names.some(
    name => name.endsWith('vbaproject.bin') || name.includes('/macrosheets/'),
  )
  if (holdsCode) throw new WorkbookError('macro_workbook')
  if (!parts.has('[content_types].xml')) throw new WorkbookError('damaged_file')
  await readXml(
    parts.read('[content_types].xml'),
    {
      open(_, attributes) {
        if (/macroEnabled/i.test(attributes['ContentType'] ?? '')) throw new WorkbookError('macro_workbook')
      },
    },
    signal,
  )
}
