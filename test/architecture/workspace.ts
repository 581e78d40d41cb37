import { type Dirent, existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** A package of the workspace, as its folder and its package.json tell. */
export type Package = {
  /** Without the scope: `domain`, `api-client`. */
  readonly id: string
  /** From the top of the repository, with forward slashes. */
  readonly folder: string
  readonly description: string
  readonly dependencies: ReadonlySet<string>
  readonly devDependencies: ReadonlySet<string>
  /** A package whose entry is `src/module.ts` is a module. */
  readonly isModule: boolean
}

export const SCOPE = '@sunshine-aid/'

const NOT_SOURCE = new Set(['node_modules', 'dist', '.data'])

/** Every package under `root`, found by walking, so that a new one is covered without editing a test. */
export function readWorkspace(root: string): Package[] {
  return readdirSync(join(root, 'packages'))
    .map(name => `packages/${name}`)
    .concat('shell-stub', 'test')
    .filter(folder => existsSync(join(root, folder, 'package.json')))
    .map(folder => readPackage(root, folder))
}

/** The source files of a package, from the top of the repository. */
export function sourceFiles(root: string, { folder }: Package): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(entry => walk(root, folder, entry))
}

function walk(root: string, folder: string, entry: Dirent): string[] {
  const path = `${folder}/${entry.name}`
  if (entry.isFile()) return /\.(ts|mts|mjs|vue)$/.test(entry.name) ? [path] : []
  if (!entry.isDirectory() || NOT_SOURCE.has(entry.name)) return []
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap(inner => walk(root, path, inner))
}

/** The development tools of the whole workspace, which any test or build file may import. */
export function workspaceTools(root: string): ReadonlySet<string> {
  return namesIn(readManifest(root, '.').devDependencies)
}

type Manifest = {
  name?: string
  description?: string
  exports?: Record<string, string>
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

function readPackage(root: string, folder: string): Package {
  const manifest = readManifest(root, folder)
  return {
    id: (manifest.name ?? folder).replace(SCOPE, ''),
    folder,
    description: manifest.description ?? '',
    dependencies: namesIn(manifest.dependencies),
    devDependencies: namesIn(manifest.devDependencies),
    isModule: manifest.exports?.['.'] === './src/module.ts',
  }
}

function readManifest(root: string, folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest
}

const namesIn = (dependencies: Record<string, string> = {}) => new Set(Object.keys(dependencies))
