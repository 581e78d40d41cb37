import type { Plugin } from 'vite'
import { aboveFloor } from './aboveFloor.ts'

/**
 * Fails a build whose code some browser would not even read, naming the file and the syntax. Counted are the declared
 * `browsers`, and those that the build itself has as its target where they are older.
 */
export function browserFloor(declared: readonly string[]): Plugin {
  let browsers = declared
  return {
    name: 'sunshine-aid:browser-floor',
    apply: 'build',
    configResolved({ build: { target } }) {
      const own = [target].flat().filter(name => /^(?:chrome|firefox|safari)[\d.]+$/.test(String(name)))
      browsers = [...new Set([...declared, ...own.map(String)])]
    },
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        const found = file.type === 'chunk' ? aboveFloor(file.code, browsers) : []
        if (found.length > 0)
          this.error(`${file.fileName} has syntax that ${browsers.join(', ')} lack: ${found.join(', ')}.`)
      }
    },
  }
}
