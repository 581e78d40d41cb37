import type { Page } from 'playwright-core'

/**
 * Milliseconds since the navigation began until the page of `module` could be used: its heading and the first row
 * of its table are painted.
 */
export async function readyAfter(page: Page): Promise<number> {
  const found = await page.waitForFunction(() => Reflect.get(globalThis, 'readyAt') as number | undefined)
  return (await found.jsonValue()) ?? NaN
}

/** To be run before a page loads: notes when it is ready. */
export async function noteReady(page: Page, module: string): Promise<void> {
  await page.addInitScript(addWatch)
  await page.addInitScript(waitUntilReady, module)
}

/** Milliseconds since a click. */
export interface Switch {
  /** Until heading and first row were in the document. */
  readonly rowsMs: number
  /** Until they were painted. */
  readonly paintedMs: number
}

/** Clicks the link of the portal's menu and waits until the page behind it is ready. */
export function switchTo(page: Page, module: string): Promise<Switch> {
  return page.evaluate(clickAndWait, module)
}

interface Watching {
  /** Calls `done` once, when heading and first row are painted, with the time at which they were there. */
  whenPainted: (module: string, done: (thereAt: number) => void) => void
}

// These run in the page, where nothing of this file is known.

function addWatch(): void {
  /** wujie shows an application in a shadow tree; the others in the page. */
  const treesOf = (place: Element): ParentNode[] => [
    place,
    ...[...place.querySelectorAll('wujie-app')].flatMap(({ shadowRoot }) => shadowRoot ?? []),
  ]
  const whenPainted: Watching['whenPainted'] = (module, done) => {
    const watched = new WeakSet<Node>()
    const watch = (tree: Node) => {
      if (watched.has(tree)) return
      watched.add(tree)
      observer.observe(tree, { childList: true, subtree: true })
    }
    const observer = new MutationObserver(() => {
      const place = document.querySelector(`[data-mf="${module}"]:not([data-overlays])`)
      const trees = place ? treesOf(place) : []
      for (const tree of trees) if (tree instanceof ShadowRoot) watch(tree)
      if (!trees.some(tree => tree.querySelector('h1') && tree.querySelector('th[scope="row"]'))) return
      observer.disconnect()
      const thereAt = performance.now()
      requestAnimationFrame(() => setTimeout(() => done(thereAt)))
    })
    watch(document)
  }
  Object.assign(globalThis, { whenPainted })
}

function waitUntilReady(module: string): void {
  if (window !== window.top) return
  const { whenPainted } = globalThis as unknown as Watching
  whenPainted(module, () => Object.assign(globalThis, { readyAt: performance.now() }))
}

function clickAndWait(module: string): Promise<Switch> {
  const { whenPainted } = globalThis as unknown as Watching
  return new Promise(resolve => {
    const begun = performance.now()
    whenPainted(module, thereAt => resolve({ rowsMs: thereAt - begun, paintedMs: performance.now() - begun }))
    document.querySelector<HTMLElement>(`.portal-side a[href="/${module}/"]`)?.click()
  })
}
