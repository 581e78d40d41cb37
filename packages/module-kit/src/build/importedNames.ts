import { parseSync } from 'vite'

/** Package → the names that are imported from it; `*` when all of it is. */
export type ImportedNames = Readonly<Record<string, readonly string[]>>

/** What `code` imports from each of `packages`; types do not count. The ending of `file` tells the language. */
export function importedNames(code: string, packages: readonly string[], file = 'built.js'): ImportedNames {
  const names: Record<string, string[]> = {}
  for (const statement of parseSync(file, code).program.body) {
    if (!('source' in statement) || !statement.source || !packages.includes(statement.source.value)) continue
    if (isType(statement)) continue
    const found = (names[statement.source.value] ??= [])
    if (statement.type === 'ExportAllDeclaration') found.push('*')
    else found.push(...statement.specifiers.filter(one => !isType(one)).map(nameOf))
  }
  return names
}

function isType(node: object): boolean {
  if ('importKind' in node) return node.importKind === 'type'
  return 'exportKind' in node && node.exportKind === 'type'
}

interface Specifier {
  readonly type: string
  readonly imported?: NamedNode
  readonly local?: NamedNode
}

/** An identifier, or a string where the name is not one. */
interface NamedNode {
  readonly name?: string
  readonly value?: unknown
}

function nameOf({ type, imported, local }: Specifier): string {
  if (type === 'ImportNamespaceSpecifier') return '*'
  if (type === 'ImportDefaultSpecifier') return 'default'
  // `export { name } from` has no imported name: its local one is the other package's.
  const node = imported ?? local
  return node?.name ?? String(node?.value)
}

/** All names together, sorted, so that the same release is built from the same input. */
export function unionOf(all: readonly ImportedNames[]): ImportedNames {
  const union: Record<string, Set<string>> = {}
  for (const names of all) {
    for (const [name, imported] of Object.entries(names)) {
      for (const one of imported) (union[name] ??= new Set()).add(one)
    }
  }
  const entries = Object.entries(union).map(([name, set]) => [name, [...set].sort()] as const)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}
