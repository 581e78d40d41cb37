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
  await page.addInitScript(waitUntilReady, module)
}

/** Clicks the link of the portal's menu and gives the milliseconds until the page behind it is ready. */
export function switchTo(page: Page, module: string): Promise<number> {
  return page.evaluate(clickAndWait, module)
}

// Both run in the page, where nothing of this file is known.

function waitUntilReady(module: string): void {
  const place = `[data-mf="${module}"]:not([data-overlays])`
  const isReady = () =>
    document.querySelector(`${place} h1`) && document.querySelector(`${place} th[scope="row"]`)
  const observer = new MutationObserver(() => {
    if (!isReady()) return
    observer.disconnect()
    requestAnimationFrame(() => setTimeout(() => Object.assign(globalThis, { readyAt: performance.now() })))
  })
  observer.observe(document, { childList: true, subtree: true })
}

function clickAndWait(module: string): Promise<number> {
  const place = `[data-mf="${module}"]:not([data-overlays])`
  const isReady = () =>
    document.querySelector(`${place} h1`) && document.querySelector(`${place} th[scope="row"]`)
  return new Promise(resolve => {
    const begun = performance.now()
    const observer = new MutationObserver(() => {
      if (!isReady()) return
      observer.disconnect()
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)))
    })
    observer.observe(document, { childList: true, subtree: true })
    document.querySelector<HTMLElement>(`.portal-side a[href="/${module}/"]`)?.click()
  })
}
