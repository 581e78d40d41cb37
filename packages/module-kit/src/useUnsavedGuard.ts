import { onScopeDispose } from 'vue'
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router'
import { useHost } from './context.ts'

/**
 * Asks before unsaved input is lost: on the way to another page, to another module, and when the tab is closed.
 * @param isUnsaved whether there is anything to lose now
 * @param ask shows the question; `true` leaves. The browser's own question is used when the tab is closed.
 */
export function useUnsavedGuard(isUnsaved: () => boolean, ask: () => Promise<boolean>): void {
  const mayLeave = async () => !isUnsaved() || ask()
  const warn = (event: BeforeUnloadEvent) => {
    if (isUnsaved()) event.preventDefault()
  }
  onBeforeRouteLeave(mayLeave)
  onBeforeRouteUpdate((to, from) => to.path === from.path || mayLeave())
  const unblock = useHost().nav.block(mayLeave)
  window.addEventListener('beforeunload', warn)
  onScopeDispose(() => {
    unblock()
    window.removeEventListener('beforeunload', warn)
  })
}
