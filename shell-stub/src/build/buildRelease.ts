import { waitForLock } from '../../bin/lock.mjs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ModuleManifest, Release, ReleasedModule } from '@sunshine-aid/host-contract'
import {
  installedVersion,
  SHARED_GROUPS,
  unionOf,
  type ImportedNames,
  type SharedGroup,
} from '@sunshine-aid/module-kit/vite'
import { buildInto } from './builder.ts'
import { readDescription } from './describedBy.ts'
import { digestOf, foldersOf, TOOLING } from './digest.ts'
import { moduleIds, packageDir, ROOT } from './folders.ts'
import { importMapOf, type VendorFile } from './importMap.ts'
import { compressFiles } from './compressFiles.ts'
import { inPairs } from './inPairs.ts'
import { PORTAL_DIR } from './portalConfig.ts'
import { prune, readReleaseFiles, writeReleaseFiles, type PortalFiles } from './releaseFiles.ts'

export interface BuildOptions {
  /** Receives the whole release: a folder of static files. */
  readonly outDir: string
  /** Hears a line for each thing that is built, none for what is up to date. */
  readonly log?: (line: string) => void
}

/**
 * Builds every module, the portal and the files that they share for production. What has not changed since the
 * last time is kept, so that a second build takes no time.
 */
export async function buildRelease({ outDir, log = () => {} }: BuildOptions): Promise<Release> {
  await mkdir(outDir, { recursive: true })
  const lock = await waitForLock(join(outDir, 'build.lock'), () => log('waiting for another build'))
  try {
    return await buildAll(outDir, log)
  } finally {
    lock.release()
  }
}

async function buildAll(outDir: string, log: (line: string) => void): Promise<Release> {
  const [portal, ...modules] = await inPairs([
    () => buildPortal(outDir, log),
    ...moduleIds().map(id => () => buildModule(outDir, id, log)),
  ] as [() => Promise<PortalFiles>, ...(() => Promise<BuiltModule>)[]])
  const vendor = await buildVendor(
    outDir,
    [portal.uses, ...modules.map(({ manifest }) => manifest.uses)],
    log,
  )
  const before = await readReleaseFiles(outDir)
  const release = releaseOf(modules, vendor, portal, before?.release)
  await writeReleaseFiles(outDir, { release, portal })
  await prune(outDir, [...(before ? [before] : []), { release, portal }])
  await compressFiles(outDir)
  return release
}

/** A module before it is known on which shared files it runs. */
export type BuiltModule = Omit<ReleasedModule, 'train'>

async function buildModule(outDir: string, id: string, log: (line: string) => void): Promise<BuiltModule> {
  const dir = packageDir(id)
  const version = installedVersion(`@sunshine-aid/${id}`, dir)
  const base = `/mf/${id}/${version}-${digestOf([...foldersOf(dir), ...TOOLING])}/`
  const folder = join(outDir, base)
  if ((await buildInto(folder, { kind: 'module', dir })) === 'built') log(`built ${id}`)
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as ModuleManifest
  return { base, basePath: `/${id}/`, manifest }
}

async function buildPortal(outDir: string, log: (line: string) => void): Promise<PortalFiles> {
  const folders = [PORTAL_DIR, join(packageDir('shell-kit'), 'src')]
  const base = `/shell/${digestOf([...folders, ...TOOLING])}/`
  const folder = join(outDir, base)
  if ((await buildInto(folder, { kind: 'portal' })) === 'built') log('built the portal')
  return { base, ...(await readDescription(folder)) }
}

/** The kit first: it adds to what the framework's file must hold. */
async function buildVendor(
  outDir: string,
  users: readonly ImportedNames[],
  log: (line: string) => void,
): Promise<VendorFile[]> {
  const kit = await buildGroup(outDir, 'kit', unionOf(users), log)
  const framework = await buildGroup(outDir, 'framework', unionOf([...users, kit.uses]), log)
  return [...kit.files, ...framework.files]
}

async function buildGroup(
  outDir: string,
  group: SharedGroup,
  used: ImportedNames,
  log: (line: string) => void,
) {
  const names: readonly string[] = SHARED_GROUPS[group]
  const exports = Object.fromEntries(Object.entries(used).filter(([name]) => names.includes(name)))
  const sources = group === 'kit' ? names.map(name => join(ROOT, 'packages', name.split('/')[1] ?? '')) : []
  const base = `/mf/vendor/${group}-${digestOf([...sources, ...TOOLING], exports)}/`
  const folder = join(outDir, base)
  if ((await buildInto(folder, { kind: 'vendor', group, exports })) === 'built')
    log(`built the shared ${group}`)
  const { files, entries, uses } = await readDescription(folder)
  return { uses, files: [{ base, group, exports, files, entries }] }
}

function releaseOf(
  modules: readonly BuiltModule[],
  vendor: readonly VendorFile[],
  portal: PortalFiles,
  before: Release | undefined,
): Release {
  const train = digestOf(
    [],
    vendor.map(({ base }) => base),
  )
  const content = {
    train,
    trains: {
      [train]: Object.fromEntries(vendor.flatMap(({ exports }) => Object.keys(exports)).map(versionOf)),
    },
    importMap: importMapOf(vendor, modules, portal),
    modules: modules.map(module => ({ ...module, train })),
  }
  const id = digestOf([], content)
  const previous = before?.id === id ? before.previous : (before?.id ?? null)
  return { schema: 1, id, previous, ...content }
}

function versionOf(name: string): [string, string] {
  return [name, installedVersion(name, packageDir('module-kit'))]
}
