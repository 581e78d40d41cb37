import type { Release } from '@sunshine-aid/host-contract'

/**
 * Where a browser finds `name` when the script at `address` imports it: the longest scope that the address begins
 * with and that has the name, then the imports.
 */
export function whereFound(
  { importMap: { imports, scopes = {} } }: Pick<Release, 'importMap'>,
  address: string,
  name: string,
): string | undefined {
  const folders = Object.keys(scopes).filter(folder => address.startsWith(folder) && scopes[folder]?.[name])
  const [scope = ''] = folders.sort((a, b) => b.length - a.length)
  return scopes[scope]?.[name] ?? imports[name]
}
