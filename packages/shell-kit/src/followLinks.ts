import type { Off } from '@sunshine-aid/host-contract'
import type { Navigation } from './navigation.ts'

/**
 * Plain clicks on links within the portal become navigation without a page load, wherever the link stands.
 * @param isPage whether an address of this origin is a page of the portal and not, say, a file
 */
export function followLinks(navigation: Navigation, isPage: (path: string) => boolean): Off {
  const onClick = (event: MouseEvent) => {
    const link = event.target instanceof Element && event.target.closest('a')
    if (!link || !isPlainClick(event) || !isPlainLink(link) || !isPage(link.pathname)) return
    event.preventDefault()
    void navigation.push(link.pathname + link.search + link.hash)
  }
  document.addEventListener('click', onClick)
  return () => document.removeEventListener('click', onClick)
}

function isPlainClick(event: MouseEvent): boolean {
  const withKey = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey
  return event.button === 0 && !withKey && !event.defaultPrevented
}

/** A link to a place on the same page is the browser's own business. */
function isPlainLink(link: HTMLAnchorElement): boolean {
  if (link.origin !== location.origin || link.target || link.hasAttribute('download')) return false
  return !(link.hash && link.pathname === location.pathname)
}
