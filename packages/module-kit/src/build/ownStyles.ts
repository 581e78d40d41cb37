import { relative } from 'node:path'
import type { Plugin } from 'vite'
import { foreignRules } from './foreignRules.ts'

const INLINED = /\.css\?.*\binline\b|[?&]inline&.*\.css$/

/** Fails the build of a style sheet that would reach out of our own elements, naming the file and the rule. */
export function ownStyles(): Plugin {
  let root = ''
  return {
    name: 'sunshine-aid:own-styles',
    enforce: 'post',
    apply: 'build',
    configResolved(config) {
      root = config.root
    },
    transform(code, id) {
      if (!INLINED.test(id)) return
      const found = foreignRules(textOf(code))
      if (found.length === 0) return
      const file = relative(root, id.replace(/\?.*$/, ''))
      this.error(`${file} reaches out of our own elements: ${found.join(', ')}.`)
    },
  }
}

/** The style sheet in the module that Vite makes of it: `export default "…"`. */
function textOf(code: string): string {
  const [, text] = /^export default (".*")\s*;?\s*$/s.exec(code) ?? []
  if (text === undefined) throw new Error('A style sheet has another form than was expected of Vite.')
  return JSON.parse(text) as string
}
