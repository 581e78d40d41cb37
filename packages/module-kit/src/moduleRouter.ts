import type { HostV1 } from '@sunshine-aid/host-contract'
import {
  createRouter,
  START_LOCATION,
  type Router,
  type RouterHistory,
  type RouteRecordRaw,
} from 'vue-router'
import type { ModuleSpec } from './defineModule.ts'
import { arrive } from './arrival.ts'
import type { Stay } from './stay.ts'
import { NotAllowed, NotFound } from './standIns.ts'

declare module 'vue-router' {
  interface RouteMeta {
    title?: string
    permission?: string
  }
}

/** Routes of the module, plus the page for addresses that it does not know. */
export function createModuleRouter(
  spec: ModuleSpec,
  host: HostV1,
  { history, stay }: { readonly history: RouterHistory; readonly stay: Stay },
): Router {
  const unknown = { path: '/:unknown(.*)*', component: spec.parts?.notFound ?? NotFound }
  const notAllowed = spec.parts?.notAllowed ?? NotAllowed
  const routes = spec.routes.map(({ meta, ...route }): RouteRecordRaw => {
    const allowed = meta.permission === undefined || host.auth.can(meta.permission)
    const component = allowed ? route.component : notAllowed
    return { ...route, meta: { ...meta }, component }
  })
  const router = createRouter({ history, routes: [...routes, unknown] })
  // A page that goes on by itself, for instance after a late answer, must not do so out of sight.
  router.beforeEach(() => !stay.isParked())
  // Back and forward: the browser itself brings the scroll position back.
  let isReturn = false
  history.listen(() => (isReturn = true))
  router.afterEach((to, from, failure) => {
    if (!failure && from !== START_LOCATION && to.path !== from.path) {
      if (!isReturn) window.scrollTo(0, 0)
      void arrive(host, stay.signal())
    }
    isReturn = false
  })
  return router
}

/** Pattern of the page that is shown, never its parameters: they may say which record was open. */
export function routePattern(router: Router): string | undefined {
  return router.currentRoute.value.matched.at(-1)?.path.replace(/\(.*$/, '')
}
