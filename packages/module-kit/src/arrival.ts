import type { HostV1 } from '@sunshine-aid/host-contract'
import { nextTick } from 'vue'
import { returnPointHere, returnTo } from './returnPoint.ts'

/**
 * Hands the keyboard and the screen reader over to a page, as a page load would: its heading gets the focus and is
 * read out; a page without a heading is announced by its title. After a step back the link by which the page was
 * left gets the focus as soon as it is there.
 * @param signal ends the waiting for that link
 */
export async function arrive(host: HostV1, signal: AbortSignal): Promise<void> {
  await nextTick()
  if (signal.aborted) return
  const heading = host.ui.root.querySelector<HTMLElement>('h1')
  if (heading) focusOn(heading)
  else host.ui.announce(document.title)
  const point = returnPointHere()
  if (point) returnTo(host.ui.root, point, signal)
}

/** After a hard load the focus belongs at the top of the document, where the skip link is. */
export function isHardLoad(): boolean {
  const { userActivation } = navigator as { readonly userActivation?: { readonly hasBeenActive: boolean } }
  return document.activeElement === document.body && !userActivation?.hasBeenActive
}

function focusOn(heading: HTMLElement): void {
  if (!heading.hasAttribute('tabindex')) heading.setAttribute('tabindex', '-1')
  heading.focus({ preventScroll: true })
}
