import { finding, type Finding } from '../finding.ts'
import type { Library } from '../reading/library.ts'
import { link } from '../reading/link.ts'
import type { Deployment } from '../reading/openDeployment.ts'
import type { Pair } from './pair.ts'

/** Bytes that whoever uses all modules downloads twice. */
interface Duplicate {
  /** The packages, or the file, that come twice. */
  readonly name: string
  readonly files: readonly string[]
  readonly bytes: number
}

/** Only what the candidate adds: what is twice already now is no news. */
export async function checkDuplicates({
  candidate,
  running,
  candidateScripts,
  runningScripts,
}: Pair): Promise<Finding[]> {
  const before = await duplicatesIn(running, runningScripts)
  const known = new Set(before.map(({ name, files }) => `${name} ${files.join()}`))
  const now = await duplicatesIn(candidate, candidateScripts)
  return now
    .filter(({ name, files }) => !known.has(`${name} ${files.join()}`))
    .map(({ name, files, bytes }) =>
      finding('SK-09', { package: name, files: files.join(', '), bytes: String(bytes) }),
    )
}

async function duplicatesIn(deployment: Deployment, library: Library): Promise<Duplicate[]> {
  const reached = new Set<string>()
  const targets = new Map<string, Set<string>>()
  for (const { base, manifest } of deployment.release.modules) {
    reached.add(base + manifest.entry)
    for (const { specifier, target } of await link(
      base + manifest.entry,
      deployment.release.importMap,
      library,
    )) {
      if (target === undefined) continue
      reached.add(target)
      if (!/^[./]|^https?:/.test(specifier))
        targets.set(specifier, (targets.get(specifier) ?? new Set()).add(target))
    }
  }
  const files = await Promise.all([...reached].sort().map(path => readFile(deployment, path)))
  const trains = twoTrains(targets, files)
  const told = new Set(trains.flatMap(duplicate => duplicate.files))
  return [...trains, ...inlinedTwice(files), ...sameBytes(files.filter(({ path }) => !told.has(path)))]
}

interface ReadFile {
  readonly path: string
  readonly size: number
  readonly text: string
  /** Module id → size of its source, as the source map tells; empty without one. */
  readonly sources: ReadonlyMap<string, number>
}

async function readFile({ files }: Deployment, path: string): Promise<ReadFile> {
  const bytes = await files.read(path)
  const map = await files.read(`${path}.map`)
  const text = new TextDecoder().decode(bytes)
  return { path, size: bytes?.length ?? 0, text, sources: map ? sourcesOf(map) : new Map() }
}

/** Packages that lead to different files; those that share their files are one duplicate. */
function twoTrains(
  targets: ReadonlyMap<string, ReadonlySet<string>>,
  files: readonly ReadFile[],
): Duplicate[] {
  const groups = new Map<string, string[]>()
  for (const [name, paths] of targets) {
    if (paths.size < 2) continue
    const key = [...paths].sort().join('\n')
    groups.set(key, [...(groups.get(key) ?? []), name])
  }
  return [...groups].map(([key, names]) => {
    const paths = key.split('\n')
    return {
      name: names.sort().join(', '),
      files: paths,
      bytes: allButLargest(paths.map(path => sizeOf(path, files))),
    }
  })
}

/** The same module id in the source maps of two files. */
function inlinedTwice(files: readonly ReadFile[]): Duplicate[] {
  const holders = new Map<string, ReadFile[]>()
  for (const file of files)
    for (const id of file.sources.keys()) holders.set(id, [...(holders.get(id) ?? []), file])
  const packages = new Map<string, { files: Set<string>; bytes: number }>()
  for (const [id, inFiles] of holders) {
    if (inFiles.length < 2) continue
    const name = packageOf(id)
    const found = packages.get(name) ?? { files: new Set(), bytes: 0 }
    for (const { path } of inFiles) found.files.add(path)
    found.bytes += (inFiles.length - 1) * (inFiles[0]?.sources.get(id) ?? 0)
    packages.set(name, found)
  }
  return [...packages].map(([name, found]) => ({ name, files: [...found.files].sort(), bytes: found.bytes }))
}

function sameBytes(files: readonly ReadFile[]): Duplicate[] {
  const byText = Map.groupBy(
    files.filter(({ size }) => size > 0),
    ({ text }) => text,
  )
  return [...byText.values()].flatMap(same => {
    const [first, ...rest] = same
    if (!first || rest.length === 0) return []
    const bytes = rest.length * first.size
    return [{ name: first.path.replace(/.*\//, ''), files: same.map(({ path }) => path), bytes }]
  })
}

function sourcesOf(map: Uint8Array): Map<string, number> {
  const { sources = [], sourcesContent = [] } = JSON.parse(new TextDecoder().decode(map)) as {
    sources?: (string | null)[]
    sourcesContent?: (string | null)[]
  }
  return new Map(
    sources.flatMap((source, index) => {
      const id =
        source === null ? undefined : /(?:node_modules|packages)\/(?!.*node_modules\/).+/.exec(source)?.[0]
      return id === undefined ? [] : [[id, sourcesContent[index]?.length ?? 0] as const]
    }),
  )
}

/** `node_modules/@scope/name/dist/x.js` → `@scope/name` */
function packageOf(id: string): string {
  return /^(?:node_modules|packages)\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1] ?? id
}

function sizeOf(path: string, files: readonly ReadFile[]): number {
  return files.find(file => file.path === path)?.size ?? 0
}

function allButLargest(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + size, 0) - Math.max(...sizes)
}
