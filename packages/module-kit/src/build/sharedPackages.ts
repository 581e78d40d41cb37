import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * Packages that modules take from the import map instead of bringing a copy. Sharing saves bytes; nothing depends
 * on it for being right, because nothing but plain data and functions crosses between modules.
 *
 * Two files: what others release, which stays in the browser's cache for months, and what we release.
 */
export const SHARED_GROUPS = {
  framework: ['vue', 'vue-router', 'pinia', 'vee-validate'],
  kit: [
    '@sunshine-aid/domain',
    '@sunshine-aid/api-contract',
    '@sunshine-aid/api-client',
    '@sunshine-aid/module-kit',
    '@sunshine-aid/ui-kit',
  ],
} as const satisfies Record<string, readonly string[]>

export type SharedGroup = keyof typeof SHARED_GROUPS

export const SHARED_PACKAGES: readonly string[] = Object.values(SHARED_GROUPS).flat()

/** Installed version of `name`, as seen from the package in `dir`. */
export function installedVersion(name: string, dir: string): string {
  const file = name.startsWith('@sunshine-aid/')
    ? join(import.meta.dirname, '../../..', name.slice('@sunshine-aid/'.length), 'package.json')
    : packageFileOf(name, dir)
  return packageVersion(dirname(file))
}

/** The version that the package in `dir` says it has. */
export function packageVersion(dir: string): string {
  return (JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as { version: string }).version
}

/** Not every package exports its package.json, so it is looked for beside the package's own folders. */
function packageFileOf(name: string, dir: string): string {
  const folders = createRequire(join(dir, 'package.json')).resolve.paths(name) ?? []
  for (const folder of folders) {
    const file = join(folder, name, 'package.json')
    if (isReadable(file)) return file
  }
  throw new Error(`${name} is not installed for ${dir}`)
}

function isReadable(file: string): boolean {
  try {
    readFileSync(file)
    return true
  } catch {
    return false
  }
}
