import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The top of the repository. */
export const ROOT = join(import.meta.dirname, '../../..')

const packages = join(ROOT, 'packages')

export const packageDir = (name: string): string => join(packages, name)

/** Every package that has an entry for shells: a new module is found by being there. */
export function moduleIds(): string[] {
  return readdirSync(packages)
    .filter(name => existsSync(join(packages, name, 'src/module.ts')))
    .sort()
}
