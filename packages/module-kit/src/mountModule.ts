import type { HostV1, MountedModule } from '@sunshine-aid/host-contract'
import { createApp, type App } from 'vue'
import { createWebHistory } from 'vue-router'
import { MODULE_CONTEXT } from './context.ts'
import type { ModuleSpec } from './defineModule.ts'
import { ModuleRoot } from './ModuleRoot.ts'
import { arrive } from './moduleRouter.ts'
import { wireModule, type ModuleWiring } from './moduleWiring.ts'
import { adoptStyles } from './styles.ts'

/** A module and which build of it runs. */
export interface BuiltModule {
  readonly spec: ModuleSpec
  readonly version: string
}

/** Puts a module on the page; resolves once its first page is there. */
export async function mountModule(
  { spec }: BuiltModule,
  el: HTMLElement,
  host: HostV1,
): Promise<MountedModule> {
  let hide: (() => void) | undefined = await show(spec, el, host)
  let isGone = false
  const leave = () => {
    hide?.()
    hide = undefined
    return Promise.resolve()
  }
  return {
    // Language, theme and user arrive as signals.
    update: () => Promise.resolve(),
    suspend: leave,
    async resume() {
      if (isGone || hide) return
      hide = await show(spec, el, host)
    },
    unmount() {
      isGone = true
      return leave()
    },
  }
}

/** Shows the page of the address; the result takes everything away again. */
async function show(spec: ModuleSpec, el: HTMLElement, host: HostV1): Promise<() => void> {
  const dropStyles = adoptStyles(spec.id)
  const history = createWebHistory(host.nav.basePath)
  const wiring = wireModule(spec, host, { history })
  let app: App | undefined
  const hide = () => {
    app?.unmount()
    wiring.dispose()
    dropStyles()
    el.replaceChildren()
    // Vue's mark on the element stays after unmount, and the element is the shell's.
    el.removeAttribute('data-v-app')
  }
  try {
    // Before the router is installed, which would start the same navigation and swallow its failure.
    await wiring.router.push(history.location)
    app = appOf(spec, wiring)
    app.mount(el)
    // After a hard load the focus belongs at the top of the document, where the skip link is.
    if (document.activeElement !== document.body) await arrive(host)
    return hide
  } catch (error) {
    hide()
    throw error
  }
}

function appOf(spec: ModuleSpec, { context, pinia, router, reportError }: ModuleWiring): App {
  const app = createApp(ModuleRoot, { spec })
  app.provide(MODULE_CONTEXT, context)
  app.use(pinia).use(router)
  app.config.errorHandler = reportError
  return app
}
