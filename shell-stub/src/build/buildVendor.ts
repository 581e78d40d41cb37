import { existsSync } from 'node:fs'
import { cp, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  SHARED_GROUPS,
  unionOf,
  type BundleDescription,
  type ImportedNames,
  type SharedGroup,
} from '@sunshine-aid/module-kit/vite'
import { buildInto } from './builder.ts'
import { readDescription } from './describedBy.ts'
import { digestOf, TOOLING } from './digest.ts'
import { packageDir } from './folders.ts'
import type { VendorFile } from './importMap.ts'
import { DEPLOYMENT } from './releaseFiles.ts'

/** Not part of the deployment: the kit before it is known on which framework it runs. */
const WORKSHOP = 'parts'

interface BuiltGroup extends BundleDescription {
  readonly exports: ImportedNames
  readonly name: string
}

/**
 * The files that `users` share. The kit comes first, since it adds to what the framework's file must hold. Its folder
 * is named after the framework too: a folder can stand on one framework only, also when two trains are in one import
 * map.
 */
export async function buildVendor(
  outDir: string,
  users: readonly ImportedNames[],
  log: (line: string) => void,
): Promise<VendorFile[]> {
  const kit = await buildGroup(join(outDir, WORKSHOP), 'kit', unionOf(users), log)
  const place = join(outDir, DEPLOYMENT, 'vendor')
  const framework = await buildGroup(place, 'framework', unionOf([...users, kit.uses]), log)
  const kitName = `kit-${digestOf([], kit.name, framework.name)}`
  await copyOnce(join(outDir, WORKSHOP, kit.name), join(place, kitName))
  await removeOthers(join(outDir, WORKSHOP), kit.name)
  return [vendorFile('kit', { ...kit, name: kitName }), vendorFile('framework', framework)]
}

async function buildGroup(
  place: string,
  group: SharedGroup,
  used: ImportedNames,
  log: (line: string) => void,
): Promise<BuiltGroup> {
  const names: readonly string[] = SHARED_GROUPS[group]
  const exports = Object.fromEntries(Object.entries(used).filter(([name]) => names.includes(name)))
  const sources = group === 'kit' ? names.map(name => packageDir(name.split('/')[1] ?? '')) : []
  const name = `${group}-${digestOf([...sources, ...TOOLING], exports)}`
  const folder = join(place, name)
  if ((await buildInto(folder, { kind: 'vendor', group, exports })) === 'built')
    log(`built the shared ${group}`)
  return { ...(await readDescription(folder)), exports, name }
}

function vendorFile(group: SharedGroup, { name, exports, files, entries }: BuiltGroup): VendorFile {
  return { base: `./vendor/${name}/`, group, exports, files, entries }
}

/** Under its name there is all of it or nothing. */
async function copyOnce(from: string, to: string): Promise<void> {
  if (existsSync(to)) return
  await rm(`${to}.copying`, { recursive: true, force: true })
  await cp(from, `${to}.copying`, { recursive: true })
  await rename(`${to}.copying`, to)
}

async function removeOthers(dir: string, kept: string): Promise<void> {
  for (const name of await readdir(dir)) if (name !== kept) await rm(join(dir, name), { recursive: true })
}
