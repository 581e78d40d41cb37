import type { HostV1, MountedModule } from '@sunshine-aid/host-contract'
import { createWebHistory } from 'vue-router'
import { createModuleApp } from './createModuleApp.ts'
import type { ModuleSpec } from './defineModule.ts'
import { arrive } from './moduleRouter.ts'
import { adoptStyles } from './styles.ts'

/** Puts a module on the page; resolves once its first page is there. */
export async function mountModule(spec: ModuleSpec, el: HTMLElement, host: HostV1): Promise<MountedModule> {
  const dropStyles = adoptStyles(spec.id)
  const history = createWebHistory(host.nav.basePath)
  const module = createModuleApp(spec, host, { history })
  const unmount = once(() => {
    module.unmount()
    // vue-router keeps two window listeners after unmount, and its dead router would rewrite the next module's URL.
    history.destroy()
    dropStyles()
    el.replaceChildren()
  })
  try {
    await module.mount(el)
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
