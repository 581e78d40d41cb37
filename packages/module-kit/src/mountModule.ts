import type { HostV1, MountedModule } from '@sunshine-aid/host-contract'
import { createApp } from 'vue'
import { createWebHistory } from 'vue-router'
import { MODULE_CONTEXT } from './context.ts'
import type { ModuleSpec } from './defineModule.ts'
import { ModuleRoot } from './ModuleRoot.ts'
import { arrive } from './moduleRouter.ts'
import { wireModule } from './moduleWiring.ts'
import { adoptStyles } from './styles.ts'

/** Puts a module on the page; resolves once its first page is there. */
export async function mountModule(spec: ModuleSpec, el: HTMLElement, host: HostV1): Promise<MountedModule> {
  const dropStyles = adoptStyles(spec.id)
  const wiring = wireModule(spec, host, { history: createWebHistory(host.nav.basePath) })
  const app = createApp(ModuleRoot, { spec })
  app.provide(MODULE_CONTEXT, wiring.context)
  app.use(wiring.pinia).use(wiring.router)
  app.config.errorHandler = wiring.reportError
  const unmount = once(() => {
    app.unmount()
    wiring.dispose()
    dropStyles()
    el.replaceChildren()
  })
  try {
    await wiring.router.isReady()
    app.mount(el)
    // After a hard load the focus belongs at the top of the document, where the skip link is.
    if (document.activeElement !== document.body) await arrive(host)
  } catch (error) {
    unmount()
    throw error
  }
  return {
    update: () => Promise.resolve(),
    // Quiet means gone: a parked router would answer every popstate. Shells that want kept state ask `has`.
    suspend: () => Promise.resolve(),
    resume: () => Promise.resolve(),
    unmount: () => Promise.resolve(unmount()),
  }
}

function once(run: () => void): () => void {
  let done = false
  return () => {
    if (done) return
    done = true
    run()
  }
}
