import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router'
import type { Locale } from '@sunshine-aid/host-contract'
import { useContext } from './context.ts'
import { useWhileShown } from './useWhileShown.ts'

/** Asked by the browser itself where the page cannot ask any more. */
const QUESTION: Readonly<Record<Locale, string>> = {
  'zh-CN': '离开后，尚未保存的内容会丢失。要离开吗？',
  en: 'What is not saved yet will be lost. Leave this page?',
}

/**
 * Asks before unsaved input is lost: on the way to another page, to another module, and when the tab is closed.
 * @param isUnsaved whether there is anything to lose now
 * @param ask shows the question; `true` leaves. The browser's own question is used when the tab is closed.
 */
export function useUnsavedGuard(isUnsaved: () => boolean, ask: () => Promise<boolean>): void {
  const { host, crashed, locale } = useContext()
  const mayLeave = async () =>
    !isUnsaved() || (crashed.value ? window.confirm(QUESTION[locale.value]) : ask())
  const warn = (event: BeforeUnloadEvent) => {
    if (isUnsaved()) event.preventDefault()
  }
  onBeforeRouteLeave(mayLeave)
  onBeforeRouteUpdate((to, from) => to.path === from.path || mayLeave())
  useWhileShown(() => {
    const unblock = host.nav.block(mayLeave)
    window.addEventListener('beforeunload', warn)
    return () => {
      unblock()
      window.removeEventListener('beforeunload', warn)
    }
  })
}
