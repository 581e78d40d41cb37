import type { Recorder } from './recorder.ts'

/** A property of an element that a rule changes which has no business there. */
export interface Leak {
  /** `button.sa-button` */
  readonly element: string
  /** `text-transform: uppercase, not none` */
  readonly change: string
  /** Selector of the rule; `''` where the browser does not let its style sheet be read. */
  readonly rule: string
  /** Address of the style sheet, or `<style>`. */
  readonly sheet: string
}

export interface LookFacts {
  /** Rules of the shell that reach elements of the module. */
  readonly onUs: readonly Leak[]
  /** Rules of the modules that reach plain elements of the shell. */
  readonly onThem: readonly Leak[]
  /** How many elements of the module were looked at. */
  readonly looked: number
}

/**
 * Runs in the page: switches the shell's style sheets off for a moment and compares how the module's elements come
 * out; then the same the other way round, on plain elements outside of the module.
 * @param folders where the files of the release lie
 */
export function probeLook(folders: readonly string[]): LookFacts | undefined {
  const mounts =
    (globalThis as unknown as Record<symbol, Recorder | undefined>)[Symbol.for('sunshine-aid.doctor')]
      ?.mounts ?? []
  const mount = mounts.at(-1)
  const kit = mount?.element.querySelector<HTMLElement>('.sa-root')
  if (!mount || !kit) return undefined
  const PROPERTIES = [
    ...[
      'display',
      'position',
      'float',
      'box-sizing',
      'visibility',
      'opacity',
      'cursor',
      'z-index',
      'transform',
    ],
    ...[
      'color',
      'background-color',
      'background-image',
      'box-shadow',
      'text-shadow',
      'filter',
      'vertical-align',
    ],
    ...[
      'font-family',
      'font-size',
      'font-weight',
      'font-style',
      'line-height',
      'letter-spacing',
      'word-spacing',
    ],
    ...[
      'text-align',
      'text-transform',
      'text-indent',
      'text-decoration-line',
      'white-space',
      'list-style-type',
    ],
    ...['padding-top', 'padding-right', 'padding-bottom', 'padding-left', 'margin-top', 'margin-bottom'],
    ...[
      'border-top-width',
      'border-bottom-width',
      'border-top-style',
      'border-left-color',
      'border-top-left-radius',
    ],
    ...[
      'min-width',
      'min-height',
      'max-width',
      'overflow-x',
      'outline-style',
      'appearance',
      'pointer-events',
    ],
  ]
  const MOST_ELEMENTS = 150
  const sheets = [...document.styleSheets, ...document.adoptedStyleSheets]
  const ours = sheets.filter(isOurs)
  const theirs = sheets.filter(sheet => !ours.includes(sheet))

  // What the shell gives the modules on purpose stays while its sheets are off.
  const gifts = [...new Set(ours.flatMap(sheet => textOf(sheet).match(/--shell-[a-z-]+/g) ?? []))]
  const given = gifts.map(name => [name, getComputedStyle(kit).getPropertyValue(name)] as const)
  const still = new CSSStyleSheet()
  still.replaceSync('*, ::before, ::after { transition: none !important; animation: none !important }')
  const { width } = mount.element.getBoundingClientRect()
  const before = mount.element.style.cssText
  const TAGS = [
    'h1',
    'p',
    'a',
    'button',
    'input',
    'select',
    'textarea',
    'label',
    'table',
    'th',
    'td',
    'ul',
    'li',
    'dialog',
  ]
  const [inside, outside] = [plainElements(), plainElements()]
  ;(document.activeElement as HTMLElement | null)?.blur()
  try {
    document.adoptedStyleSheets.push(still)
    mount.element.style.setProperty('width', `${width}px`)
    for (const [name, value] of given) if (value) mount.element.style.setProperty(name, value)
    kit.append(inside)
    document.body.append(outside)
    const mine = examples(kit)
    return {
      onUs: leaks(mine, theirs),
      onThem: leaks([document.body, ...outside.querySelectorAll<HTMLElement>('*')], ours),
      looked: mine.length,
    }
  } finally {
    inside.remove()
    outside.remove()
    mount.element.style.cssText = before
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(sheet => sheet !== still)
  }

  /** What a page may not happen to have, and another one will. */
  function plainElements(): HTMLElement {
    const box = document.createElement('div')
    box.append(...TAGS.map(tag => document.createElement(tag)))
    return box
  }
  /** A file of the release, or rules for what only our elements carry. */
  function isOurs(sheet: CSSStyleSheet): boolean {
    const { href } = sheet
    if (href !== null) return folders.some(folder => href.startsWith(folder))
    return /^\.sa-root|^\[data-mf/m.test(textOf(sheet))
  }
  function rulesOf(sheet: CSSStyleSheet): readonly CSSRule[] | undefined {
    try {
      return [...sheet.cssRules]
    } catch {
      return undefined // of another origin: it counts, but does not let itself be read
    }
  }
  function textOf(sheet: CSSStyleSheet): string {
    return (rulesOf(sheet) ?? []).map(rule => rule.cssText).join('\n')
  }

  /** One element of each kind: what has the same tag and classes looks the same. */
  function examples(root: HTMLElement): HTMLElement[] {
    const kinds = new Map<string, HTMLElement>()
    for (const element of [root, ...root.querySelectorAll<HTMLElement>('*')]) {
      const kind = nameOf(element)
      if (!kinds.has(kind) && !(element instanceof SVGElement)) kinds.set(kind, element)
    }
    return [...kinds.values()].slice(0, MOST_ELEMENTS)
  }
  function nameOf(element: Element): string {
    return [element.localName, ...element.classList].join('.')
  }

  function lookOf(elements: readonly HTMLElement[]): string[][] {
    return elements.map(element => {
      const style = getComputedStyle(element)
      return PROPERTIES.map(name => style.getPropertyValue(name))
    })
  }

  function leaks(elements: readonly HTMLElement[], suspects: readonly CSSStyleSheet[]): Leak[] {
    const withThem = lookOf(elements)
    const were = suspects.map(sheet => sheet.disabled)
    for (const sheet of suspects) sheet.disabled = true
    const without = lookOf(elements)
    suspects.forEach((sheet, i) => (sheet.disabled = were[i] ?? false))
    return elements.flatMap((element, i) =>
      PROPERTIES.flatMap((property, j) => {
        const [is, would] = [withThem[i]?.[j] ?? '', without[i]?.[j] ?? '']
        if (is === would) return []
        const change = `${property}: ${is.slice(0, 40)}, not ${would.slice(0, 40)}`
        return [{ element: nameOf(element), change, ...culpritOf(element, property, suspects) }]
      }),
    )
  }

  /** The last rule that says something about `property` for the element, or for one from which it inherits. */
  function culpritOf(element: HTMLElement, property: string, suspects: readonly CSSStyleSheet[]) {
    for (const one of chainOf(element)) {
      const found = suspects.flatMap(sheet =>
        styleRules(rulesOf(sheet) ?? [])
          .filter(rule => rule.style.getPropertyValue(property) !== '' && one.matches(rule.selectorText))
          .map(rule => ({ rule: rule.selectorText, sheet: addressOf(sheet) })),
      )
      const last = found.at(-1)
      if (last) return last
    }
    const unread = suspects.find(sheet => rulesOf(sheet) === undefined) ?? suspects[0]
    return { rule: '', sheet: unread ? addressOf(unread) : '' }
  }
  function chainOf(element: HTMLElement): HTMLElement[] {
    return element.parentElement ? [element, ...chainOf(element.parentElement)] : [element]
  }
  function styleRules(rules: readonly CSSRule[]): CSSStyleRule[] {
    return rules.flatMap(rule => {
      const inner = 'cssRules' in rule ? styleRules([...(rule.cssRules as CSSRuleList)]) : []
      return rule instanceof CSSStyleRule && !rule.selectorText.includes('&') ? [rule, ...inner] : inner
    })
  }
  function addressOf({ href }: CSSStyleSheet): string {
    return href ?? '<style>'
  }
}
