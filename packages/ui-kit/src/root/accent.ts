import { contrast, mix, parseColour } from './colour.ts'
import type { Rgb } from './colour.ts'

const black: Rgb = [0, 0, 0]
const white: Rgb = [255, 255, 255]

/**
 * `accent`, moved towards black or white just far enough that text in it can be read on `surface`
 * (WCAG 1.4.3). A shell's accent is chosen for its logo, not for 14 px text: Element's #409eff has 2.8 : 1.
 */
export function readableAccent(accent: Rgb, surface: Rgb, wanted: number): Rgb {
  const towards = contrast(surface, black) > contrast(surface, white) ? black : white
  for (let share = 0; share < 1; share += 0.04) {
    const tried = mix(towards, accent, share)
    if (contrast(tried, surface) >= wanted) return tried
  }
  return towards
}

/** Replaces the shell's accent on `element` where it would be too weak for the element's theme. */
export function fitAccent(element: HTMLElement): void {
  element.style.removeProperty('--sa-accent')
  const style = getComputedStyle(element)
  const accent = parseColour(style.getPropertyValue('--sa-accent'))
  // Tinted with the accent itself, the weakest ground that accent-coloured text stands on.
  const surface = parseColour(style.getPropertyValue('--sa-surface'))
  if (!accent || !surface) return
  const wanted = element.dataset.theme === 'contrast' ? 8.5 : 5.6
  if (contrast(accent, surface) >= wanted) return
  element.style.setProperty('--sa-accent', `rgb(${readableAccent(accent, surface, wanted).join(' ')})`)
}
