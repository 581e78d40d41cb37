import type { ModuleVersion } from '@sunshine-aid/host-contract'
import { finding, type Finding } from '../finding.ts'
import type { Library } from '../reading/library.ts'
import type { Pair } from './pair.ts'

/** Where a manifest says something else about imports than the bytes that it describes. */
export async function checkManifests({ candidate, candidateScripts }: Pair): Promise<Finding[]> {
  const found = await Promise.all(
    candidate.release.modules.map(module => differences(module, candidateScripts)),
  )
  return found.flat()
}

async function differences({ base, manifest }: ModuleVersion, library: Library): Promise<Finding[]> {
  const real = await importsOf(
    Object.keys(manifest.files).map(file => base + file),
    library,
  )
  const packages = new Set([...Object.keys(manifest.uses), ...Object.keys(manifest.shared), ...real.keys()])
  return [...packages].flatMap(name => {
    const said = new Set<string>(manifest.uses[name])
    const done = real.get(name) ?? new Set<string>()
    // A namespace import is written `*` in the manifest and wants no name in particular.
    const names = [...said, ...done].filter(one => one !== '*' && said.has(one) !== done.has(one)).sort()
    return names.length === 0
      ? []
      : [finding('SK-08', { module: manifest.id, package: name, names: names.join(', ') })]
  })
}

/** Shared package → the names that these files import from it. */
async function importsOf(paths: readonly string[], library: Library): Promise<Map<string, Set<string>>> {
  const wanted = new Map<string, Set<string>>()
  const scripts = await Promise.all(
    paths.filter(path => path.endsWith('.js')).map(path => library.script(path)),
  )
  for (const { specifier, names } of scripts.flatMap(script => script?.imports ?? [])) {
    if (/^[./]|^https?:/.test(specifier)) continue
    const known = wanted.get(specifier) ?? new Set()
    for (const name of names) known.add(name)
    wanted.set(specifier, known)
  }
  return wanted
}
