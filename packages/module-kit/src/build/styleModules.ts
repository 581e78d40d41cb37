import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const STYLE = /\.css(?:$|\?)|[?&]type=style&/
const AS_VALUE = /[?&](?:inline|url|raw)\b/
const REGISTRY = '@sunshine-aid/module-kit'
/** Where the registry is, for a build that brings module-kit along instead of taking it from the import map. */
const REGISTRY_FILE = join(import.meta.dirname, '../styles.ts')
const PREFIX = '\0styles/'

/**
 * Turns every style sheet into code that registers it under `owner`, so that styles arrive with their module, in
 * one request, are on the page while it is mounted, and leave with it. For builds only: the dev server's own
 * style elements are what hot reload needs.
 */
export function styleModules(owner: string): Plugin {
  const sheets = new Map<string, string>()
  return {
    name: 'sunshine-aid:style-modules',
    enforce: 'pre',
    apply: 'build',
    async resolveId(source, importer, options) {
      if (source === REGISTRY && importer?.startsWith(PREFIX)) return REGISTRY_FILE
      if (importer?.startsWith(PREFIX) || !STYLE.test(source) || AS_VALUE.test(source)) return undefined
      const sheet = await this.resolve(source, importer, { ...options, skipSelf: true })
      if (!sheet) return undefined
      const id = `${PREFIX}${createHash('sha256').update(sheet.id).digest('hex').slice(0, 12)}`
      sheets.set(id, sheet.id)
      return { id, moduleSideEffects: true }
    },
    load(id) {
      const sheet = sheets.get(id)
      return sheet === undefined ? undefined : registration(owner, sheet)
    },
  }
}

function registration(owner: string, sheet: string): string {
  return [
    `import css from ${JSON.stringify(inlined(sheet))}`,
    `import { registerStyles } from ${JSON.stringify(REGISTRY)}`,
    `registerStyles(${JSON.stringify(owner)}, css)`,
  ].join('\n')
}

/** Vite gives the text of a sheet that is asked for with `inline`; a component's must still end in its language. */
function inlined(sheet: string): string {
  return sheet.includes('?') ? sheet.replace('?', '?inline&') : `${sheet}?inline`
}
