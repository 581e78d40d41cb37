import { init, parse } from 'es-module-lexer'

/** A static import or re-export. */
export interface ScriptImport {
  readonly specifier: string
  /** What it wants of the other file; empty for all of it (`* as`) and for none (`import 'x'`). */
  readonly names: readonly string[]
}

/** What built code imports and exports, from its bytes. */
export interface Script {
  readonly imports: readonly ScriptImport[]
  readonly dynamicImports: readonly string[]
  readonly exports: readonly string[]
  /** Specifiers of `export * from`. */
  readonly stars: readonly string[]
}

/** @throws {Error} when the code is no module */
export async function readScript(code: string): Promise<Script> {
  await init()
  const [imports, exports] = parse(code)
  const statics = imports.filter(found => found.type === 'static')
  return {
    imports: statics.map(({ specifier, importStart, importEnd }) => ({
      specifier: specifier ?? '',
      names: wantedNames(code.slice(importStart, importEnd)),
    })),
    dynamicImports: imports.flatMap(found =>
      found.type === 'dynamic' && found.specifier !== undefined && !found.glob ? [found.specifier] : [],
    ),
    exports: exports.flatMap(found => (found.type === 'reexport-all' ? [] : [found.name])),
    stars: imports.flatMap(found => (found.type === 'reexport-star' ? [found.specifier] : [])),
  }
}

/** The names in one statement: `import d, { a, b as c } from 'x'` wants `default`, `a` and `b`. */
function wantedNames(statement: string): string[] {
  const clause = withoutComments(statement)
    .replace(/^(?:import|export)\b/, '')
    .replace(/\bfrom\s*["'][^"']*["'][^}]*$/, '')
    .trim()
  const list = /\{([^}]*)\}/.exec(clause)?.[1] ?? ''
  const named = list.split(',').flatMap(part => {
    const name = part
      .trim()
      .split(/\s+as\s+/)[0]
      ?.replace(/^["']|["']$/g, '')
    return name ? [name] : []
  })
  // `import d from`, `import d, { a } from`: what stands before is the default export.
  const hasDefault = statement.startsWith('import') && /^[\p{ID_Start}$_]/u.test(clause)
  return hasDefault ? ['default', ...named] : named
}

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, ' ')
}
