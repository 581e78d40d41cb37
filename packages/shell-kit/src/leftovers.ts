/** What a module that does not answer may have left in the page; taken away by force. */
export interface Leftovers {
  readonly remove: () => void
}

/** What dialogs do to the rest of the page while they are open. */
const MARKS = ['inert', 'aria-hidden', 'style'] as const

/** Remembers what was there before a module came: style sheets, children of `body`, and what keeps them from use. */
export function watchLeftovers(): Leftovers {
  const elements = new Set(candidates())
  const adopted = new Set(document.adoptedStyleSheets)
  const marks = new Map(marked().map(element => [element, marksOf(element)]))
  return {
    remove() {
      for (const element of candidates()) if (!elements.has(element)) element.remove()
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter(sheet => adopted.has(sheet))
      for (const [element, before] of marks) putBack(element, before)
    },
  }
}

function candidates(): Element[] {
  return [...document.head.querySelectorAll('style, link[rel="stylesheet"]'), ...document.body.children]
}

function marked(): Element[] {
  return [document.documentElement, document.body, ...document.body.children]
}

function marksOf(element: Element): readonly (string | null)[] {
  return MARKS.map(name => element.getAttribute(name))
}

function putBack(element: Element, before: readonly (string | null)[]): void {
  MARKS.forEach((name, index) => {
    const value = before[index] ?? null
    if (element.getAttribute(name) === value) return
    if (value === null) element.removeAttribute(name)
    // The attribute itself may not be written where the page's policy forbids inline styles; its parts may.
    else if (name === 'style' && element instanceof HTMLElement) element.style.cssText = value
    else element.setAttribute(name, value)
  })
}
