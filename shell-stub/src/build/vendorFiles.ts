import { SHARED_GROUPS, type ImportedNames, type SharedGroup } from '@sunshine-aid/module-kit/vite'

/**
 * Which packages share a file: all of the group, unless two of them export the same name. The second one then
 * gets a file of its own; the bundler keeps their common code once.
 */
export function vendorFiles(group: SharedGroup, exports: ImportedNames): Record<string, ImportedNames> {
  const files: Record<string, readonly string[]>[] = []
  for (const name of SHARED_GROUPS[group]) {
    const exported = exports[name]
    if (!exported) continue
    const file = files.find(candidate => !clashes(candidate, exported))
    if (file) file[name] = exported
    else files.push({ [name]: exported })
  }
  return Object.fromEntries(files.map((file, index) => [index === 0 ? group : `${group}-${index + 1}`, file]))
}

/** A file that exports all of a package takes no other: its names are not known here. */
function clashes(file: ImportedNames, exported: readonly string[]): boolean {
  const taken = Object.values(file).flat()
  return (
    exported.some(name => name === '*' || name === 'default' || taken.includes(name)) || taken.includes('*')
  )
}
