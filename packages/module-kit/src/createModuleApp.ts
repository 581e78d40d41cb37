import { createApi, type ApiOptions } from '@sunshine-aid/api-client'
import type { HostV1 } from '@sunshine-aid/host-contract'
import { createPinia, type Pinia } from 'pinia'
import { createApp, ref, watch, type App } from 'vue'
import type { Router, RouterHistory } from 'vue-router'
import { MODULE_CONTEXT, type ModuleContext } from './context.ts'
import type { ModuleSpec } from './defineModule.ts'
import { textsIn } from './messages.ts'
import { createModuleRouter } from './moduleRouter.ts'
import { ModuleRoot } from './ModuleRoot.ts'
import { signalRef } from './signalRef.ts'

export interface ModuleApp {
  readonly app: App
  readonly router: Router
  readonly pinia: Pinia
  readonly context: ModuleContext
  mount(el: HTMLElement): Promise<void>
  unmount(): void
}

export interface ModuleAppOptions {
  readonly history: RouterHistory
  /** How the API is reached where it is not the host's network: in tests, the same process. */
  readonly api?: Partial<ApiOptions>
}

/** One Vue application with its own pinia and router, wired to `host`. */
export function createModuleApp(spec: ModuleSpec, host: HostV1, options: ModuleAppOptions): ModuleApp {
  const locale = signalRef(host.locale)
  const theme = signalRef(host.theme)
  const pageTitle = ref<string>()
  const api = createApi({
    baseUrl: host.api.baseUrl,
    getToken: request => host.auth.getToken(request),
    signal: host.signal,
    locale: () => host.locale.get(),
    ...options.api,
  })
  const context: ModuleContext = { host, api, locale: locale.value, theme: theme.value, pageTitle }
  const router = createModuleRouter(spec, host, options.history)
  const pinia = createPinia()
  const app = createApp(ModuleRoot, { spec })
  app.provide(MODULE_CONTEXT, context)
  app.use(pinia).use(router)
  app.config.errorHandler = error => reportError(host, router, error)
  const stopTitle = watch(
    () => pageTitle.value ?? routeTitle(spec, context, router),
    title => title && host.ui.setTitle(title),
  )

  return {
    app,
    router,
    pinia,
    context,
    async mount(el) {
      await router.isReady()
      app.mount(el)
    },
    unmount() {
      stopTitle()
      locale.off()
      theme.off()
      app.unmount()
    },
  }
}

function routeTitle(spec: ModuleSpec, { locale }: ModuleContext, router: Router): string | undefined {
  const key = router.currentRoute.value.meta.title
  const title = key === undefined ? undefined : textsIn(spec.messages, locale.value)[key]
  return typeof title === 'string' ? title : undefined
}

/** The route's pattern, never its parameters: they may say which record was open. */
function reportError(host: HostV1, router: Router, error: unknown): void {
  const route = router.currentRoute.value.matched.at(-1)?.path ?? 'unknown'
  host.telemetry.error(error, { module: host.moduleId, phase: 'render', route })
}
