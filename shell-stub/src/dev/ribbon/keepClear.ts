/**
 * Keeps a bar at the lower edge off the page's own controls: what the page itself holds at that edge (a bar of
 * buttons on a phone) stays below it, and the page gets as much longer as the bar is high, so that its last control
 * can be scrolled clear of it.
 */
export function keepClear(host: HTMLElement, bar: HTMLElement): void {
  const page = document.documentElement
  let isAsked = false
  const place = () => {
    isAsked = false
    const { height } = bar.getBoundingClientRect()
    host.style.setProperty('--edge', `${Math.round(innerHeight - upperEdgeOfPinned(host))}px`)
    page.style.setProperty('padding-block-end', `${height}px`)
    page.style.setProperty('scroll-padding-block-end', `${height}px`)
  }
  const ask = () => {
    if (isAsked) return
    isAsked = true
    requestAnimationFrame(place)
  }
  new ResizeObserver(ask).observe(bar)
  new MutationObserver(ask).observe(document.body, { childList: true, subtree: true })
  addEventListener('resize', ask)
  addEventListener('scroll', ask, { passive: true })
}

/** Above what is pinned to the lower edge of the window; the edge itself where nothing is. */
function upperEdgeOfPinned(host: HTMLElement): number {
  const points = [0.1, 0.5, 0.9].map(part => innerWidth * part)
  const tops = points.flatMap(x =>
    document.elementsFromPoint(x, innerHeight - 2).flatMap(found => {
      if (found === host || host.contains(found)) return []
      const pinned = pinnedPart(found)
      const box = pinned?.getBoundingClientRect()
      // What fills the window is a page or a veil, not a bar.
      return box && box.height < innerHeight / 3 && box.bottom >= innerHeight - 2 ? [box.top] : []
    }),
  )
  return Math.min(innerHeight, ...tops)
}

function pinnedPart(found: Element): Element | undefined {
  for (let element: Element | null = found; element; element = element.parentElement)
    if (/^(?:fixed|sticky)$/.test(getComputedStyle(element).position)) return element
  return undefined
}
