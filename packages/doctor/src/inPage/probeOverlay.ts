import type { Recorder } from './recorder.ts'

export interface OverlayFacts {
  /** Tag of the element that holds `overlayRoot`. */
  readonly parent: string
  /** Why it cannot be used or seen: `inert`, `aria-hidden`, `display: none` with the element that says so. */
  readonly hidden: readonly string[]
  /** What keeps a dialog from covering the window: `transform on body`; empty when one does. */
  readonly confinedBy: readonly string[]
  /** Elements of the shell that lie over a dialog. */
  readonly covers: readonly string[]
}

/** Runs in the page: puts something like a dialog into `overlayRoot` for a moment and looks where it ends up. */
export function probeOverlay(): OverlayFacts | undefined {
  const mounts =
    (globalThis as unknown as Record<symbol, Recorder | undefined>)[Symbol.for('sunshine-aid.doctor')]
      ?.mounts ?? []
  const { overlayRoot } = (mounts.at(-1)?.host['ui'] ?? {}) as { overlayRoot?: HTMLElement }
  if (overlayRoot?.nodeType !== 1) return undefined
  // A menu that is too narrow to be laid out has no size of its own; so the probe brings one.
  const probe = document.createElement('div')
  const style = { position: 'fixed', inset: '0', 'z-index': 'var(--shell-z-overlay, 1000)', margin: '0' }
  for (const [name, value] of Object.entries(style)) probe.style.setProperty(name, value)
  overlayRoot.append(probe)
  try {
    return {
      parent: overlayRoot.parentElement?.localName ?? 'nothing',
      hidden: chain().flatMap(hidingOf),
      confinedBy: fillsWindow() ? [] : chain().flatMap(confiningOf),
      covers: [...new Set(coveringElements())].slice(0, 3),
    }
  } finally {
    probe.remove()
  }

  function chain(): HTMLElement[] {
    const elements: HTMLElement[] = []
    for (let one: HTMLElement | null | undefined = overlayRoot; one; one = one.parentElement)
      elements.push(one)
    return elements
  }
  function nameOf(element: Element): string {
    if (element === overlayRoot) return 'overlayRoot'
    const [first] = element.classList
    return `<${element.localName}${first ? ` class="${first}"` : ''}>`
  }
  function hidingOf(element: HTMLElement): string[] {
    const { display, visibility, opacity } = getComputedStyle(element)
    return [
      ...(element.inert ? ['inert'] : []),
      ...(element.getAttribute('aria-hidden') === 'true' ? ['aria-hidden'] : []),
      ...(display === 'none' ? ['display: none'] : []),
      ...(visibility === 'hidden' ? ['visibility: hidden'] : []),
      ...(opacity === '0' ? ['opacity: 0'] : []),
    ].map(why => `${why} (${nameOf(element)})`)
  }
  function fillsWindow(): boolean {
    const { left, top, width, height } = probe.getBoundingClientRect()
    const near = (a: number, b: number) => Math.abs(a - b) < 20 // the width of a scroll bar
    return near(left, 0) && near(top, 0) && near(width, innerWidth) && near(height, innerHeight)
  }
  function confiningOf(element: HTMLElement): string[] {
    const style = getComputedStyle(element)
    return [
      'transform',
      'filter',
      'backdrop-filter',
      'perspective',
      'contain',
      'container-type',
      'will-change',
    ]
      .filter(name => !['', 'none', 'normal', 'auto'].includes(style.getPropertyValue(name)))
      .map(name => `${name}: ${style.getPropertyValue(name)} (${nameOf(element)})`)
  }
  function coveringElements(): string[] {
    const points = [0.03, 0.25, 0.5, 0.75, 0.97]
    return points.flatMap(x =>
      points.flatMap(y => {
        const top = document.elementFromPoint(x * innerWidth, y * innerHeight)
        return top && !overlayRoot?.contains(top) && overlayRoot?.parentElement === document.body
          ? [nameOf(top)]
          : []
      }),
    )
  }
}
