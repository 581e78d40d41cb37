import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** One import, re-export or `import()` with a fixed address. */
export type Import = { readonly file: string; readonly line: number; readonly specifier: string }

/** What `file` imports, types included. `file` is counted from `root`. */
export function importsOf(root: string, file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  const script = file.endsWith('.vue') ? blankAroundScripts(text) : text
  return ts.preProcessFile(script, true, true).importedFiles.map(({ fileName, pos }) => ({
    file,
    line: script.slice(0, pos).split('\n').length,
    specifier: fileName,
  }))
}

/** The package that a specifier names; `undefined` for a path, a built-in module or a bundler's virtual one. */
export function packageOf(specifier: string): string | undefined {
  if (/^(\.|\/|#|node:|virtual:)/.test(specifier)) return undefined
  const parts = specifier.split('/')
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
}

/** A single-file component with all but its scripts blanked out, so that line numbers stay true. */
function blankAroundScripts(text: string): string {
  const script = /(<script[^>]*>)([\s\S]*?)<\/script>/g
  let result = ''
  let end = 0
  for (const { index, 1: tag = '', 2: body = '' } of text.matchAll(script)) {
    result += blank(text.slice(end, index + tag.length)) + body
    end = index + tag.length + body.length
  }
  return result + blank(text.slice(end))
}

const blank = (text: string) => text.replace(/[^\n]/g, ' ')
