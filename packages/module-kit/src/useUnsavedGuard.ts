import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router'
import type { Locale, Off } from '@sunshine-aid/host-contract'
import { watch } from 'vue'
import { useContext } from './context.ts'
import { useWhileShown } from './useWhileShown.ts'

/** Asked by the browser itself where the page cannot ask any more. */
const QUESTION: Readonly<Record<Locale, string>> = {
  'zh-CN': '离开后，尚未保存的内容会丢失。要离开吗？',
  en: 'What is not saved yet will be lost. Leave this page?',
}

/**
 * Asks before unsaved input is lost: on the way to another page, to another module, and when the tab is closed.
 * The shell and the browser hear of it only while there is something to lose; otherwise nobody is held up.
 * @param isUnsaved whether there is anything to lose now; reactive
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
  function arm(): Off {
    const unblock = host.nav.block(mayLeave)
    window.addEventListener('beforeunload', warn)
    return () => {
      unblock()
      window.removeEventListener('beforeunload', warn)
    }
  }
  useWhileShown(() => {
    let disarm: Off | undefined
    const follow = (unsaved: boolean) => {
      disarm?.()
      disarm = unsaved ? arm() : undefined
    }
    const stop = watch(isUnsaved, follow, { immediate: true, flush: 'sync' })
    return () => {
      stop()
      follow(false)
    }
  })
}
