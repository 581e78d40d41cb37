import { onBeforeUnmount, toValue, watch } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import { fitAccent } from './accent.ts'

export type Theme = 'light' | 'dark' | 'contrast'
export type Density = 'compact' | 'normal' | 'relaxed'

interface Marks {
  theme: Theme
  locale: string
  density?: Density | undefined
}

type MaybeElement = HTMLElement | null | undefined

function mark(element: HTMLElement, { theme, locale, density }: Marks) {
  element.classList.add('sa-root')
  element.dataset.theme = theme
  element.lang = locale
  if (density) element.dataset.density = density
  else delete element.dataset.density
  fitAccent(element)
}

function unmark(element: HTMLElement) {
  element.classList.remove('sa-root')
  for (const name of ['data-theme', 'data-density', 'lang']) element.removeAttribute(name)
  element.style.removeProperty('--sa-accent')
  if (element.getAttribute('style') === '') element.removeAttribute('style')
  if (element.className === '') element.removeAttribute('class')
}

/** Keeps theme, language and density on each of `elements`, and leaves none of them behind. */
export function useRootMarks(elements: MaybeRefOrGetter<MaybeElement>[], marks: Marks): void {
  let marked: HTMLElement[] = []
  watch(
    () => [...elements.map(element => toValue(element)), marks.theme, marks.locale, marks.density],
    () => {
      const now = elements.map(element => toValue(element)).filter(element => !!element)
      marked.filter(element => !now.includes(element)).forEach(unmark)
      marked = now
      marked.forEach(element => mark(element, marks))
    },
    { immediate: true, flush: 'post' },
  )
  onBeforeUnmount(() => marked.forEach(unmark))
}
