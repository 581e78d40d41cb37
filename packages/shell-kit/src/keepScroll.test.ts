import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { keepScroll } from './keepScroll.ts'

/** A page of which `height` can be scrolled, in a browser that tells when its entry in the history changes. */
function aPage() {
  const navigation = Object.assign(new EventTarget(), { currentEntry: { key: 'a' } })
  const page = { top: 0, height: 500, grow: (): void => undefined }
  vi.stubGlobal('navigation', navigation)
  vi.stubGlobal('scrollTo', (_: number, top: number) => (page.top = Math.min(top, page.height)))
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(onResize: () => void) {
        page.grow = onResize
      }
      observe() {}
      disconnect() {
        page.grow = () => undefined
      }
    },
  )
  Object.defineProperty(window, 'scrollY', { configurable: true, get: () => page.top })
  const scroll = keepScroll()
  onTestFinished(() => {
    scroll.stop()
    vi.unstubAllGlobals()
  })
  const go = (key: string, navigationType: string) => {
    const from = navigation.currentEntry
    navigation.currentEntry = { key }
    navigation.dispatchEvent(Object.assign(new Event('currententrychange'), { from, navigationType }))
  }
  return { page, scroll, go }
}

describe('the scroll position', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    return () => void vi.useRealTimers()
  })

  it('is the top of a page that somebody goes to', () => {
    const { page, scroll, go } = aPage()
    page.top = 300
    go('b', 'push')
    scroll.arrived()
    expect(page.top).toBe(0)
  })

  it('is where the page was left for somebody who goes back, though its router writes into the entry', () => {
    const { page, scroll, go } = aPage()
    page.top = 300
    go('b', 'push')
    scroll.arrived()
    go('a', 'traverse')
    go('a', 'replace')
    scroll.arrived()
    expect(page.top).toBe(300)
  })

  it('is held when what stood there during the wait goes in the next frame', () => {
    const { page, scroll, go } = aPage()
    page.top = 300
    go('b', 'push')
    go('a', 'traverse')
    scroll.arrived()
    page.top = 120
    page.grow()
    expect(page.top).toBe(300)
  })

  it('is brought back once the page has grown to it', () => {
    const { page, scroll, go } = aPage()
    page.top = 300
    go('b', 'push')
    page.height = 100
    go('a', 'traverse')
    scroll.arrived()
    expect(page.top).toBe(100)
    page.height = 400
    page.grow()
    expect(page.top).toBe(300)
  })

  it.each<[string, () => void]>([
    ['somebody scrolls', () => window.dispatchEvent(new Event('wheel'))],
    ['two seconds have passed', () => vi.advanceTimersByTime(2_000)],
  ])('is left alone after %s', (_, happen) => {
    const { page, scroll, go } = aPage()
    page.top = 300
    go('b', 'push')
    page.height = 100
    go('a', 'traverse')
    scroll.arrived()
    happen()
    page.height = 400
    page.grow()
    expect(page.top).toBe(100)
  })
})
