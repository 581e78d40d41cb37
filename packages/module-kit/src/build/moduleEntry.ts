import { join } from 'node:path'
import type { Plugin } from 'vite'

export const MODULE_ENTRY = 'virtual:module-entry'

/** Name of the constant that holds the version of the build; a build may set it by `define`. */
export const MODULE_VERSION = '__MODULE_VERSION__'

/** The entry file: what `src/module.ts` defines, as the named exports that shells import, telling its version. */
export function moduleEntry(dir: string): Plugin {
  return {
    name: 'sunshine-aid:module-entry',
    resolveId: source => (source === MODULE_ENTRY ? `\0${MODULE_ENTRY}` : undefined),
    load: id => (id === `\0${MODULE_ENTRY}` ? entryCode(join(dir, 'src/module.ts')) : undefined),
  }
}

function entryCode(module: string): string {
  return `import definition from ${JSON.stringify(module)}
export const { mount, singleSpa } = definition.atVersion(${MODULE_VERSION})`
}
