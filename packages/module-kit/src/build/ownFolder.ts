import type { Plugin, Rolldown } from 'vite'
import { SHARED_PACKAGES } from './sharedPackages.ts'

/**
 * Fails the build of a module that would write or load something outside of its own folder: a release can then name
 * every file that runs, with its integrity.
 */
export function ownFolder(): Plugin {
  return {
    name: 'sunshine-aid:own-folder',
    apply: 'build',
    generateBundle(_, bundle) {
      for (const fileName of Object.keys(bundle)) {
        if (!isInside(fileName)) this.error(`The file ${fileName} would lie outside of the module's folder.`)
      }
      for (const [fileName, name] of strayImports(bundle))
        this.error(`${fileName} imports ${name}, which is neither in the module's folder nor shared.`)
    },
  }
}

function isInside(fileName: string): boolean {
  return !/^\/|^\w+:|(?:^|\/)\.\.(?:\/|$)|\\/.test(fileName)
}

function strayImports(bundle: Rolldown.OutputBundle): (readonly [file: string, name: string])[] {
  return Object.values(bundle)
    .filter(file => file.type === 'chunk')
    .flatMap(({ fileName, imports, dynamicImports }) =>
      [...imports, ...dynamicImports].map(name => [fileName, name] as const),
    )
    .filter(([, name]) => !(name in bundle) && !SHARED_PACKAGES.includes(name))
}
