import type { ImportMap } from '@sunshine-aid/host-contract'

type Addresses = Readonly<Record<string, string>>

/** What browsers resolve bare names by. */
export type Mapping = Pick<ImportMap, 'imports' | 'scopes'>

const SOME_ORIGIN = 'http://origin.invalid'

/** The address to which `specifier` leads in the file at `importer`, as the HTML standard says; `undefined`: nowhere. */
export function resolveSpecifier(
  { imports, scopes = {} }: Mapping,
  specifier: string,
  importer: string,
): string | undefined {
  if (/^(\.{0,2}\/|https?:)/.test(specifier)) return resolvedAddress(specifier, importer)
  const scopesOfImporter = Object.entries(scopes)
    .filter(([scope]) => importer.startsWith(scope))
    .sort(([a], [b]) => b.length - a.length)
    .map(([, addresses]) => addresses)
  for (const addresses of [...scopesOfImporter, imports]) {
    const found = lookUp(addresses, specifier)
    if (found !== undefined) return found
  }
  return undefined
}

/** The exact name, or the longest folder (`name/`) that it begins with. */
function lookUp(addresses: Addresses, specifier: string): string | undefined {
  if (addresses[specifier] !== undefined) return addresses[specifier]
  const folder = Object.keys(addresses)
    .filter(key => key.endsWith('/') && specifier.startsWith(key))
    .sort((a, b) => b.length - a.length)[0]
  return folder && `${addresses[folder] ?? ''}${specifier.slice(folder.length)}`
}

function resolvedAddress(specifier: string, importer: string): string {
  const { href } = new URL(specifier, new URL(importer, SOME_ORIGIN))
  return href.startsWith(`${SOME_ORIGIN}/`) ? href.slice(SOME_ORIGIN.length) : href
}

/**
 * The rules of a page that was opened under `first` and then given `late` as a second import map: rules that are
 * there stay, new ones are added.
 */
export function mergedMapping(first: Mapping, late: Mapping): Mapping {
  const scopes = new Set([...Object.keys(first.scopes ?? {}), ...Object.keys(late.scopes ?? {})])
  return {
    imports: { ...late.imports, ...first.imports },
    scopes: Object.fromEntries(
      [...scopes].map(scope => [scope, { ...late.scopes?.[scope], ...first.scopes?.[scope] }]),
    ),
  }
}
