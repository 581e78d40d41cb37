/** An element that only screen readers notice; what the result is given is said politely. */
export function liveRegion(): (text: string) => void {
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
  return text => (region.textContent = text)
}
