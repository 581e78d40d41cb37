import type { Library } from './library.ts'
import { resolveSpecifier, type Mapping } from './resolveSpecifier.ts'

/** One import of one file, as the browser would link it. */
export interface Edge {
  readonly importer: string
  readonly specifier: string
  /** `undefined` when the name leads nowhere. */
  readonly target: string | undefined
  /** Names that the target does not export. */
  readonly missing: readonly string[]
}

/** Every static import below `entry`, and those of the files that are loaded later. */
export async function link(entry: string, mapping: Mapping, library: Library): Promise<Edge[]> {
  const edges: Edge[] = []
  const seen = new Set<string>()
  const queue = [entry]
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path)) continue
    seen.add(path)
    const found = await edgesOf(path, mapping, library)
    edges.push(...found)
    for (const { target } of found) if (target !== undefined) queue.push(target)
  }
  return edges
}

async function edgesOf(importer: string, mapping: Mapping, library: Library): Promise<Edge[]> {
  const script = await library.script(importer)
  if (!script) return []
  const wanted = [
    ...script.imports,
    ...[...script.stars, ...script.dynamicImports].map(specifier => ({ specifier, names: [] })),
  ]
  return Promise.all(
    wanted.map(async ({ specifier, names }) => {
      const target = resolveSpecifier(mapping, specifier, importer)
      return { importer, specifier, target, missing: await missingIn(target, names, mapping, library) }
    }),
  )
}

async function missingIn(
  target: string | undefined,
  names: readonly string[],
  mapping: Mapping,
  library: Library,
): Promise<string[]> {
  if (target === undefined || names.length === 0 || !(await library.script(target))) return []
  const exported = await exportedNames(target, mapping, library)
  return names.filter(name => !exported.has(name))
}

/** What the file at `path` exports, also by way of `export *` (which passes on everything but `default`). */
export async function exportedNames(
  path: string,
  mapping: Mapping,
  library: Library,
  seen = new Set<string>(),
): Promise<Set<string>> {
  const script = seen.has(path) ? undefined : await library.script(path)
  seen.add(path)
  const names = new Set(script?.exports)
  for (const specifier of script?.stars ?? []) {
    const target = resolveSpecifier(mapping, specifier, path)
    if (target === undefined) continue
    for (const name of await exportedNames(target, mapping, library, seen))
      if (name !== 'default') names.add(name)
  }
  return names
}
