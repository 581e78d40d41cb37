/** What a module that does not answer may have left in the page; taken away by force. */
export interface Leftovers {
  readonly remove: () => void
}

/** Remembers which style sheets and which children of `body` were there before a module came. */
export function watchLeftovers(): Leftovers {
  const elements = new Set(candidates())
  const adopted = new Set(document.adoptedStyleSheets)
  return {
    remove() {
      for (const element of candidates()) if (!elements.has(element)) element.remove()
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter(sheet => adopted.has(sheet))
    },
  }
}

function candidates(): Element[] {
  return [...document.head.querySelectorAll('style, link[rel="stylesheet"]'), ...document.body.children]
}
