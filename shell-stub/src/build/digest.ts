import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { SHARED_PACKAGES } from '@sunshine-aid/module-kit/vite'
import { packageDir, ROOT } from './folders.ts'

const SCOPE = '@sunshine-aid/'
const NOT_BUILT = /^(node_modules|dist|testing)$|\.test\.ts$|\.md$/

/** Twelve hex digits that change when the content of `paths`, or one of `facts`, changes. */
export function digestOf(paths: readonly string[], ...facts: readonly unknown[]): string {
  const hash = createHash('sha256').update(JSON.stringify(facts))
  for (const file of paths.flatMap(filesBelow)) {
    hash.update(relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex').slice(0, 12)
}

function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .filter(name => !NOT_BUILT.test(name))
    .sort()
    .flatMap(name => filesBelow(join(path, name)))
}

/** What every build depends on: installed versions and the build itself. */
export const TOOLING: readonly string[] = [
  join(ROOT, 'pnpm-lock.yaml'),
  join(packageDir('module-kit'), 'src/build'),
  join(packageDir('host-contract'), 'src'),
  import.meta.dirname,
]

/** Folders of a package and of the packages of ours that it brings along, not those that it takes from the import map. */
export function foldersOf(dir: string): string[] {
  const { dependencies = {} } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>
  }
  const own = Object.keys(dependencies).filter(
    name => name.startsWith(SCOPE) && !SHARED_PACKAGES.includes(name),
  )
  return [dir, ...own.flatMap(name => foldersOf(packageDir(name.slice(SCOPE.length))))]
}
