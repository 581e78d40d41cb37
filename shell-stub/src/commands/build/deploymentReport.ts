import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Release, ReleasedModule } from '@sunshine-aid/host-contract'

/**
 * What a deployment holds, how large it is for a browser, and what is other than in the release `before` that was in
 * the same folder.
 * @param folder of the deployment: the one that holds `release.json`
 */
export function deploymentReport(folder: string, release: Release, before: Release | undefined): string[] {
  const compressed = (address: string) => kilobytes(sizeOf(join(folder, `${address}.br`)))
  const shared = [...new Set(Object.values(release.importMap.imports))]
  return [
    headline(release, before),
    ...table([
      ...release.modules.map(module => [
        module.manifest.id,
        module.manifest.version,
        compressed(module.base + module.manifest.entry),
        changeOf(module, release, before),
      ]),
      ...shared.map(address => ['shared', address.split('/').at(-2) ?? '', compressed(address), '']),
      ...['release.json', 'loader.js', 'bundled.json']
        .filter(name => existsSync(join(folder, name)))
        .map(name => [name, '', compressed(name), '']),
    ]),
    ...goneOf(release, before).map(id => `gone: ${id}`),
    total(folder),
  ]
}

function headline({ id, previous }: Release, before: Release | undefined): string {
  if (before?.id === id) return `release ${id}: nothing has changed`
  return previous === null
    ? `release ${id}: the first one in this folder`
    : `release ${id}, after ${previous}`
}

function changeOf(
  { base, train, manifest, previous }: ReleasedModule,
  release: Release,
  before?: Release,
): string {
  const last = before?.modules.find(module => module.manifest.id === manifest.id)
  const stays = train === release.train ? '' : ', on the shared files it had'
  if (!before) return ''
  if (!last) return 'new'
  if (last.base === base) return `as before${stays}`
  return `was ${(previous ?? last).manifest.version}${stays}`
}

function goneOf(release: Release, before: Release | undefined): string[] {
  const ids = release.modules.map(({ manifest }) => manifest.id)
  return before?.modules.map(({ manifest }) => manifest.id).filter(id => !ids.includes(id)) ?? []
}

function total(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    entry => entry.isFile() && !entry.name.endsWith('.br'),
  )
  const bytes = files.reduce((sum, { parentPath, name }) => sum + sizeOf(join(parentPath, name)), 0)
  return `${files.length} files, ${kilobytes(bytes)}, and a compressed copy (.br) of each text`
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = [0, 1, 2].map(column => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  return rows.map(([name = '', version = '', size = '', change = '']) =>
    `  ${name.padEnd(widths[0] ?? 0)}  ${version.padEnd(widths[1] ?? 0)}  ${size.padStart(widths[2] ?? 0)}  ${change}`.trimEnd(),
  )
}
