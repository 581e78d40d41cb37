import type { Off } from '@sunshine-aid/host-contract'

/** Where somebody is on what an element shows: what has, or last had, the focus, and how far everything is scrolled. */
export interface Place {
  /** Takes the scroll positions down; the focus is followed all the time, since a shell may take it away first. */
  readonly note: () => void
  readonly scrollBack: () => void
  /** `false` when nothing had the focus, or what had it cannot have it any more. */
  readonly focusBack: () => boolean
  readonly stop: Off
}

export function followPlace(root: HTMLElement): Place {
  let focused: HTMLElement | undefined
  let scrolled: readonly { readonly element: Element; readonly position: ScrollPosition }[] = []
  const follow = ({ target }: FocusEvent) => {
    focused = target instanceof HTMLElement ? target : undefined
  }
  root.addEventListener('focusin', follow)
  return {
    note() {
      const inner = [...root.querySelectorAll('*')].filter(
        ({ scrollTop, scrollLeft }) => scrollTop || scrollLeft,
      )
      scrolled = [...withAncestors(root), ...inner].map(element => ({
        element,
        position: positionOf(element),
      }))
    },
    scrollBack() {
      for (const { element, position } of scrolled) Object.assign(element, position)
    },
    focusBack() {
      if (!focused || !root.contains(focused)) return false
      focused.focus({ preventScroll: true })
      return document.activeElement === focused
    },
    stop: () => root.removeEventListener('focusin', follow),
  }
}

type ScrollPosition = Pick<Element, 'scrollTop' | 'scrollLeft'>

const positionOf = ({ scrollTop, scrollLeft }: Element): ScrollPosition => ({ scrollTop, scrollLeft })

/** `root` and everything about it, up to the document's own scroller. */
function withAncestors(root: HTMLElement): readonly Element[] {
  const found: Element[] = []
  for (let element: Element | null = root; element; element = element.parentElement) found.push(element)
  return found
}
