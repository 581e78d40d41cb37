import { nextTick, onMounted, watchEffect } from 'vue'
import { usePortal } from '../services.ts'

/** Sets the title of a page of the portal itself and moves the focus to its heading, as modules do for theirs. */
export function useArrival(title: () => string): void {
  const { setTitle } = usePortal()
  watchEffect(() => setTitle(title()))
  onMounted(async () => {
    await nextTick()
    // After a hard load the focus belongs at the top of the document, where the skip link is.
    if (document.activeElement === document.body) return
    document.querySelector<HTMLElement>('#main h1')?.focus({ preventScroll: true })
  })
}
