/** Where somebody was on a page: what had the focus, and how far everything was scrolled. */
export interface Place {
  /** `false` when what had the focus cannot have it any more, or nothing had it. */
  readonly restore: () => boolean
}

/** Notes the place on what `root` shows, before it is taken off the page. */
export function notePlace(root: HTMLElement): Place {
  const focused = document.activeElement
  const inner = [...root.querySelectorAll('*')].filter(({ scrollTop, scrollLeft }) => scrollTop || scrollLeft)
  const scrolled = [...withAncestors(root), ...inner].map(element => ({
    element,
    position: { scrollTop: element.scrollTop, scrollLeft: element.scrollLeft },
  }))
  return {
    restore() {
      for (const { element, position } of scrolled) Object.assign(element, position)
      if (!(focused instanceof HTMLElement) || !root.contains(focused)) return false
      focused.focus({ preventScroll: true })
      return document.activeElement === focused
    },
  }
}

/** `root` and everything about it, up to the document's own scroller. */
function withAncestors(root: HTMLElement): readonly Element[] {
  const found: Element[] = []
  for (let element: Element | null = root; element; element = element.parentElement) found.push(element)
  return found
}
