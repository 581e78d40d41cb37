import { createHash } from 'node:crypto'
import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportMap, ModuleManifest, Release } from '@sunshine-aid/host-contract'

type Writable<T> = { -readonly [K in keyof T]: Writable<T[K]> }

/** A copy of a release that a test may spoil. */
export interface AlteredCopy {
  readonly folder: string
  readonly release: Writable<Release>
  readonly importMap: Writable<ImportMap>
  readonly manifest: (id: string) => Writable<ModuleManifest>
  readonly base: (id: string) => string
  /** Changes the bytes of a file (`./mentors/…`); what the release says of it only when they are `signed`. */
  readonly change: (
    path: string,
    change: (code: string) => string,
    options?: { readonly signed?: boolean },
  ) => Promise<void>
  readonly remove: (path: string) => Promise<void>
  /**
   * What a new build does: the folder gets another name, its files are changed, and the release says so. The former
   * folder stays unless it is `moved`.
   */
  readonly rebuild: (
    folder: string,
    options: { readonly change?: (code: string) => string; readonly moved?: boolean },
  ) => Promise<void>
}

export type Alter = (copy: AlteredCopy) => Promise<void> | void

/** Copies the deployment in `from` to `to`, as a release that follows it, and lets `alter` spoil it. */
export async function alteredCopy(from: string, to: string, alter: Alter): Promise<void> {
  await cp(from, to, { recursive: true, filter: file => !file.endsWith('.br') })
  const file = join(to, 'release.json')
  let release = JSON.parse(await readFile(file, 'utf8')) as Writable<Release>
  release.previous = release.id
  release.id = 'altered'
  const moduleOf = (id: string) => {
    const found = release.modules.find(({ manifest }) => manifest.id === id)
    if (!found) throw new Error(`there is no module ${id}`)
    return found
  }
  await alter({
    folder: to,
    get release() {
      return release
    },
    get importMap() {
      return release.importMap
    },
    manifest: id => moduleOf(id).manifest,
    base: id => moduleOf(id).base,
    async change(path, change, { signed = false } = {}) {
      const code = change(await readFile(join(to, path), 'utf8'))
      await writeFile(join(to, path), code)
      if (signed) sign(release, path, integrityOf(code))
    },
    remove: path => rm(join(to, path)),
    async rebuild(folder, { change = code => code, moved = false }) {
      const next = folder.replace(/\/$/, '-next/')
      if (moved) await rename(join(to, folder), join(to, next))
      else await cp(join(to, folder), join(to, next), { recursive: true })
      release = JSON.parse(JSON.stringify(release).replaceAll(folder, next)) as Writable<Release>
      const paths = Object.keys(release.importMap.integrity).filter(path => path.startsWith(next))
      for (const path of new Set(paths.map(withoutQuery))) {
        const code = change(await readFile(join(to, path), 'utf8'))
        await writeFile(join(to, path), code)
        sign(release, path, integrityOf(code))
      }
    },
  })
  await writeFile(file, JSON.stringify(release))
}

/** A file is named in the import map, there under each of its addresses, and in its module's manifest. */
function sign({ importMap, modules }: Writable<Release>, path: string, integrity: string): void {
  for (const url of Object.keys(importMap.integrity))
    if (withoutQuery(url) === path) importMap.integrity[url] = integrity
  for (const { base, manifest } of modules) {
    const file = path.startsWith(base) ? path.slice(base.length) : ''
    if (file in manifest.files) manifest.files[file] = integrity
  }
}

function withoutQuery(url: string): string {
  return url.replace(/\?.*$/, '')
}

function integrityOf(code: string): string {
  return `sha384-${createHash('sha384').update(code).digest('base64')}`
}
