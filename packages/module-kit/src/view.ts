import type { HostV1 } from '@sunshine-aid/host-contract'
import { createApp, type App } from 'vue'
import { arrive, isHardLoad } from './arrival.ts'
import { MODULE_CONTEXT } from './context.ts'
import type { BuiltModule } from './defineModule.ts'
import { ModuleRoot } from './ModuleRoot.ts'
import { wireModule, type ModuleWiring } from './moduleWiring.ts'
import { createParkableHistory } from './parkableHistory.ts'
import { followPlace } from './place.ts'
import { noteLinks, returnPointHere } from './returnPoint.ts'
import { adoptStyles } from './styles.ts'

/** One Vue application in a shell's element: on screen, parked, or closed for good. */
export interface View {
  /** Resolves when the page of the address is on screen; rejects when it cannot be shown. */
  readonly ready: Promise<void>
  /** For whom it was opened. */
  readonly userId: string | undefined
  /** Takes it off the page, with everything in it as it is. `false` when it cannot be kept: it is closed then. */
  readonly park: () => boolean
  /** Puts it back, at the page of the present address. */
  readonly unpark: () => Promise<void>
  /** Takes everything away. */
  readonly close: () => void
}

export function openView(built: BuiltModule, el: HTMLElement, host: HostV1): View {
  const history = createParkableHistory(host.nav.basePath)
  const wiring = wireModule(built, host, { history })
  const { router, stay } = wiring
  const place = followPlace(el)
  const drawer = document.createDocumentFragment()
  let app: App | undefined
  let isClosed = false
  let leavePage = enterPage()

  function enterPage() {
    const offs = [adoptStyles(built.spec.id), noteLinks(el)]
    return () => offs.splice(0).forEach(off => off())
  }

  async function open() {
    // Before the router is installed, which would start the same navigation and swallow its failure.
    await router.push(history.location)
    if (isClosed) return
    app = appOf(built, wiring)
    app.mount(el)
    if (!isHardLoad()) await arrive(host, stay.signal())
  }

  function close() {
    if (isClosed) return
    isClosed = true
    stay.end()
    app?.unmount()
    wiring.dispose()
    place.stop()
    leavePage()
    drawer.replaceChildren()
    el.replaceChildren()
    // Vue's mark on the element stays after unmount, and the element is the shell's.
    el.removeAttribute('data-v-app')
    dropEmptyStyles()
  }

  // Detached, not hidden: with `content-visibility: hidden` 3,057 nodes were painted again in 28 to 44 ms instead of 105
  // to 118 (Chromium 153, two busy cores), but everything parked, and its styles, would stay in the shell's document.

  /** A page with an open dialog holds the whole document: focus, scrolling, what is inert. */
  const canBeKept = () =>
    app !== undefined && !wiring.context.crashed.value && !host.ui.overlayRoot.firstElementChild

  return {
    userId: host.user.get()?.id,
    ready: open().catch((error: unknown) => {
      close()
      throw error
    }),
    close,
    park() {
      if (!canBeKept()) {
        close()
        return false
      }
      place.note()
      stay.end()
      history.park()
      drawer.append(...el.childNodes)
      leavePage()
      return true
    },
    async unpark() {
      leavePage = enterPage()
      el.append(drawer)
      const isReturn = history.unpark()
      stay.begin()
      wiring.tellTitle()
      const shown = router.currentRoute.value.fullPath
      if (shown !== history.location) {
        // Somebody who does not want to leave what they have typed keeps it, and its address.
        if (await router.replace(history.location)) history.replace(shown)
        return
      }
      place.scrollBack()
      const wasLeftHere = returnPointHere()?.isOwn !== false
      if (isReturn && wasLeftHere && place.focusBack()) host.ui.announce(document.title)
      else await arrive(host, stay.signal())
    },
  }
}

/** What is left of the scroll lock of a dialog. */
function dropEmptyStyles(): void {
  for (const element of [document.documentElement, document.body]) {
    if (element.getAttribute('style') === '') element.removeAttribute('style')
  }
}

function appOf({ spec }: BuiltModule, { context, pinia, router, handleError }: ModuleWiring): App {
  const app = createApp(ModuleRoot, { spec })
  app.provide(MODULE_CONTEXT, context)
  app.use(pinia).use(router)
  app.config.errorHandler = handleError
  return app
}
