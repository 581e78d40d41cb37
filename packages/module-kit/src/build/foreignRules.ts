import { Features, transform, type Selector, type SelectorComponent } from 'lightningcss'

/** Classes, keyframes, custom properties and fonts of ours begin with this. */
const PREFIX = 'sa-'
/** What `light-dark()` is compiled into for older browsers; declared on our own elements like all others. */
const COMPILED = /^--lightningcss-(?:light|dark)$/
/** Marks the elements that a shell gives to a module. */
const MARK = 'data-mf'

/**
 * What in a style sheet would reach out of our own elements, or be reached by a name of the shell's; an empty list
 * means nothing. A rule must begin with a class of ours or with `[data-mf…]`; keyframes, custom properties and fonts
 * must carry our prefix; rules for the whole page (`@page`, `@import`, `@layer`, …) are refused, since each portal
 * has its own.
 */
export function foreignRules(css: string): string[] {
  const found: string[] = []
  transform({
    filename: 'flat.css',
    code: Buffer.from(flat(css)),
    visitor: {
      Rule: {
        style: ({ value }) => {
          for (const selector of value.selectors)
            if (!isOwn(selector)) found.push(`the selector "${written(selector)}"`)
          return undefined
        },
        keyframes: ({ value: { name } }) => named('@keyframes', name.value),
        'font-face': ({ value }) => {
          for (const property of value.properties)
            if (property.type === 'font-family') named('@font-face', property.value)
          return undefined
        },
        property: ({ value }) => named('@property', value.name),
        'counter-style': ({ value }) => named('@counter-style', value.name),
        import: () => global('@import'),
        page: () => global('@page'),
        namespace: () => global('@namespace'),
        'layer-statement': () => global('@layer'),
        'layer-block': () => global('@layer'),
        'view-transition': () => global('@view-transition'),
      },
      Declaration: {
        custom: ({ name }) => {
          if (name.startsWith('--') && !COMPILED.test(name)) named('the property', name)
          return undefined
        },
      },
    },
  })
  return [...new Set(found)]

  function named(kind: string, name: string): undefined {
    if (!name.replace(/^--/, '').startsWith(PREFIX)) found.push(`${kind} ${name}`)
  }
  function global(kind: string): undefined {
    found.push(kind)
  }
}

/** Nested rules written out, as a browser without nesting would need them. */
function flat(css: string): string {
  const { code } = transform({
    filename: 'nested.css',
    code: Buffer.from(css),
    include: Features.Nesting,
  })
  return code.toString()
}

/** The element where the selector begins, and its siblings, which may be the shell's. */
function isOwn(selector: Selector): boolean {
  const end = selector.findIndex(one => one.type === 'combinator' && !isSibling(one))
  const start = end < 0 ? selector : selector.slice(0, end)
  return compounds(start).every(compound => compound.some(isOwnComponent))
}

function isSibling(one: SelectorComponent): boolean {
  return one.type === 'combinator' && (one.value === 'next-sibling' || one.value === 'later-sibling')
}

function compounds(selector: Selector): SelectorComponent[][] {
  const all: SelectorComponent[][] = [[]]
  for (const one of selector) {
    if (one.type === 'combinator') all.push([])
    else all.at(-1)?.push(one)
  }
  return all
}

function isOwnComponent(one: SelectorComponent): boolean {
  if (one.type === 'class') return one.name.startsWith(PREFIX)
  if (one.type === 'attribute') return one.name.startsWith(MARK)
  if (one.type !== 'pseudo-class') return false
  return (one.kind === 'is' || one.kind === 'where') && one.selectors.every(isOwn)
}

/** Enough of the selector to find it again. */
function written(selector: Selector): string {
  return selector.map(writtenComponent).join('')
}

function writtenComponent(one: SelectorComponent): string {
  switch (one.type) {
    case 'class':
      return `.${one.name}`
    case 'id':
      return `#${one.name}`
    case 'type':
      return one.name
    case 'universal':
      return '*'
    case 'attribute':
      return `[${one.name}]`
    case 'combinator':
      return { 'next-sibling': ' + ', 'later-sibling': ' ~ ', child: ' > ' }[one.value as string] ?? ' '
    case 'pseudo-class':
      return `:${one.kind}${'selectors' in one ? `(${(one.selectors as Selector[]).map(written).join(', ')})` : ''}`
    case 'pseudo-element':
      return `::${one.kind}`
    default:
      return ''
  }
}
