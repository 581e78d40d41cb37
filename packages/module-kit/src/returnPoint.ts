import type { Off } from '@sunshine-aid/host-contract'

/** The link by which a page was left, kept in that page's entry of the browser's history. */
export interface ReturnPoint {
  readonly href: string
  /** Whether the link is the module's own; else it is the shell's, for instance in its menu. */
  readonly isOwn: boolean
  readonly scrollX: number
  readonly scrollY: number
}

/** Rows come with their data; after this long nobody waits for their old place any more. Milliseconds. */
const PATIENCE = 5_000
const ACTS = ['pointerdown', 'keydown', 'wheel'] as const

/** Notes each link that is followed while `root` is shown, so that a step back can return to it. */
export function noteLinks(root: HTMLElement): Off {
  const note = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null
    const href = link?.getAttribute('href')
    if (!link || !href || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
    const returnTo: ReturnPoint = {
      href,
      isOwn: root.contains(link),
      scrollX: window.scrollX,
      scrollY: window.scrollY,
    }
    history.replaceState({ ...(history.state as object | null), returnTo }, '')
  }
  document.addEventListener('click', note, { capture: true })
  return () => document.removeEventListener('click', note, { capture: true })
}

/** Where to return to on the page of the present address; `undefined` where it was not left by a link. */
export function returnPointHere(): ReturnPoint | undefined {
  return (history.state as { readonly returnTo?: ReturnPoint } | null)?.returnTo
}

/**
 * Gives the focus back to the link, and the page its scroll position, as soon as the link is there. A person who
 * does something meanwhile is left alone.
 */
export function returnTo(root: HTMLElement, point: ReturnPoint, signal: AbortSignal): void {
  const waiting = new AbortController()
  const over = AbortSignal.any([signal, waiting.signal])
  const stop = () => waiting.abort()
  const look = () => {
    const link = linkTo(point.isOwn ? root : document, point.href)
    if (!link || over.aborted) return
    stop()
    window.scrollTo(point.scrollX, point.scrollY)
    link.focus({ preventScroll: true })
  }
  look()
  if (over.aborted) return
  const observer = new MutationObserver(look)
  const timer = setTimeout(stop, PATIENCE)
  over.addEventListener('abort', () => {
    observer.disconnect()
    clearTimeout(timer)
    for (const act of ACTS) document.removeEventListener(act, stop, { capture: true })
  })
  observer.observe(root, { childList: true, subtree: true, attributeFilter: ['href'] })
  for (const act of ACTS) document.addEventListener(act, stop, { capture: true, passive: true })
}

function linkTo(root: ParentNode, href: string): HTMLElement | undefined {
  return [...root.querySelectorAll<HTMLElement>('a[href]')].find(link => link.getAttribute('href') === href)
}
