import { parseSync } from 'vite'

/** Browser → the first version that has something. */
type Since = Readonly<Record<'chrome' | 'firefox' | 'safari', number>>

const NOWHERE: Since = { chrome: Infinity, firefox: Infinity, safari: Infinity }

/**
 * Syntax that is younger than some floor, which the compiler passes on or turns into an error at run time. What it
 * turns into older syntax (`using`, `??=`, …) is here for builds whose target was changed.
 */
const SYNTAX = {
  using: { chrome: 134, firefox: 141, safari: Infinity },
  decorator: NOWHERE,
  accessor: NOWHERE,
  'import defer': NOWHERE,
  'import attributes': { chrome: 123, firefox: 138, safari: 17.2 },
  'regular expression with modifiers': { chrome: 125, firefox: 132, safari: Infinity },
  'regular expression with a name twice': { chrome: 125, firefox: 129, safari: 17 },
  'regular expression with the flag v': { chrome: 112, firefox: 116, safari: 17 },
} as const satisfies Record<string, Since>

type Syntax = keyof typeof SYNTAX

/**
 * Which syntax in built `code` not all of `browsers` (`chrome127`) understand; an empty list means they do.
 */
export function aboveFloor(code: string, browsers: readonly string[]): Syntax[] {
  const found = new Set<Syntax>()
  walk(parseSync('built.js', code).program, found)
  return [...found].filter(name => browsers.some(browser => !understands(browser, SYNTAX[name])))
}

function understands(browser: string, since: Since): boolean {
  const [, name = '', version = ''] = /^([a-z]+)([\d.]+)$/.exec(browser) ?? []
  if (!(name in since)) throw new Error(`It is not known what ${browser} understands.`)
  return Number(version) >= since[name as keyof Since]
}

type Node = Readonly<Record<string, unknown>>

function walk(node: unknown, found: Set<Syntax>): void {
  if (Array.isArray(node)) for (const one of node) walk(one, found)
  else if (isNode(node)) {
    for (const name of syntaxOf(node)) found.add(name)
    for (const child of Object.values(node)) walk(child, found)
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !(value instanceof RegExp)
}

function syntaxOf(node: Node): Syntax[] {
  switch (node['type']) {
    case 'VariableDeclaration':
      return String(node['kind']).endsWith('using') ? ['using'] : []
    case 'Decorator':
      return ['decorator']
    case 'AccessorProperty':
      return ['accessor']
    case 'ImportDeclaration':
    case 'ImportExpression':
      return importSyntax(node)
    case 'Literal':
      return isNode(node['regex']) ? regexSyntax(node['regex']['pattern'], node['regex']['flags']) : []
    // The compiler writes a literal that is too new like this, so that it fails when it is reached.
    case 'NewExpression':
      return isNode(node['callee']) && node['callee']['name'] === 'RegExp' ? regexSyntax(...texts(node)) : []
    default:
      return []
  }
}

function importSyntax({ phase, attributes, options }: Node): Syntax[] {
  const hasAttributes = (Array.isArray(attributes) && attributes.length > 0) || isNode(options)
  return [
    ...(phase ? (['import defer'] as const) : []),
    ...(hasAttributes ? (['import attributes'] as const) : []),
  ]
}

function regexSyntax(pattern: unknown, flags: unknown): Syntax[] {
  const text = typeof pattern === 'string' ? pattern : ''
  const names = [...text.matchAll(/\(\?<(\w+)>/g)].map(([, name]) => name)
  return [
    ...(/\(\?[ims]*-?[ims]*:/.test(text.replaceAll('(?:', ''))
      ? (['regular expression with modifiers'] as const)
      : []),
    ...(new Set(names).size < names.length ? (['regular expression with a name twice'] as const) : []),
    ...(String(flags).includes('v') ? (['regular expression with the flag v'] as const) : []),
  ]
}

function texts({ arguments: given }: Node): [unknown, unknown] {
  const [pattern, flags] = (Array.isArray(given) ? given : []) as readonly (Node | undefined)[]
  return [pattern?.['value'], flags?.['value'] ?? '']
}
