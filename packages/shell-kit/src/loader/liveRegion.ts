import type { Off } from '@sunshine-aid/host-contract'

/** An element that only screen readers notice; what is given to `say` is said politely. */
export function liveRegion(): { readonly say: (text: string) => void; readonly remove: Off } {
  const region = document.createElement('div')
  region.setAttribute('aria-live', 'polite')
  Object.assign(region.style, {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  })
  document.body.append(region)
  return { say: text => (region.textContent = text), remove: () => region.remove() }
}
