import type { HostV1 } from '@sunshine-aid/host-contract'
import { nextTick } from 'vue'
import {
  createRouter,
  START_LOCATION,
  type Router,
  type RouterHistory,
  type RouteRecordRaw,
} from 'vue-router'
import type { ModuleSpec } from './defineModule.ts'
import { NotAllowed, NotFound } from './standIns.ts'

declare module 'vue-router' {
  interface RouteMeta {
    title?: string
    permission?: string
  }
}

/** Routes of the module, plus the page for addresses that it does not know. */
export function createModuleRouter(spec: ModuleSpec, host: HostV1, history: RouterHistory): Router {
  const unknown = { path: '/:unknown(.*)*', component: spec.parts?.notFound ?? NotFound }
  const notAllowed = spec.parts?.notAllowed ?? NotAllowed
  const routes = spec.routes.map(({ meta, ...route }): RouteRecordRaw => {
    const allowed = meta.permission === undefined || host.auth.can(meta.permission)
    const component = allowed ? route.component : notAllowed
    return { ...route, meta: { ...meta }, component }
  })
  const router = createRouter({ history, routes: [...routes, unknown] })
  // Back and forward: the browser itself brings the scroll position back.
  let isReturn = false
  history.listen(() => (isReturn = true))
  router.afterEach((to, from, failure) => {
    if (!failure && from !== START_LOCATION && to.path !== from.path) {
      if (!isReturn) window.scrollTo(0, 0)
      void arrive(host)
    }
    isReturn = false
  })
  return router
}

/**
 * Hands the keyboard and the screen reader over to the new page, as a page load would: its heading gets the
 * focus and is read out. A page without a heading is announced by its title.
 */
export async function arrive(host: HostV1): Promise<void> {
  await nextTick()
  if (host.signal.aborted) return
  const heading = host.ui.root.querySelector<HTMLElement>('h1')
  if (!heading) {
    host.ui.announce(document.title)
    return
  }
  if (!heading.hasAttribute('tabindex')) heading.setAttribute('tabindex', '-1')
  heading.focus({ preventScroll: true })
}
