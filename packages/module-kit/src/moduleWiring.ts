import { createApi, type ApiOptions } from '@sunshine-aid/api-client'
import type { HostV1 } from '@sunshine-aid/host-contract'
import { createPinia, type Pinia } from 'pinia'
import { ref, watch } from 'vue'
import type { Router, RouterHistory } from 'vue-router'
import type { ModuleContext } from './context.ts'
import type { ModuleSpec } from './defineModule.ts'
import { textsIn } from './messages.ts'
import { createModuleRouter } from './moduleRouter.ts'
import { signalRef } from './signalRef.ts'

/** What the one Vue application of a mount is made of, besides its components. */
export interface ModuleWiring {
  readonly router: Router
  readonly pinia: Pinia
  readonly context: ModuleContext
  readonly reportError: (error: unknown) => void
  /** Lets go of the host; to be called when the application is unmounted. */
  readonly dispose: () => void
}

export interface WiringOptions {
  readonly history: RouterHistory
  /** How the API is reached where it is not the host's network: in tests, the same process. */
  readonly api?: Partial<ApiOptions>
}

/** A router, a pinia and an API client of their own for one mount, wired to `host`. */
export function wireModule(spec: ModuleSpec, host: HostV1, options: WiringOptions): ModuleWiring {
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
  const report = (error: unknown) => reportError(host, router, error)
  router.onError(report)
  const stopTitle = watch(
    () => pageTitle.value ?? routeTitle(spec, context, router),
    title => {
      if (title) host.ui.setTitle(title)
    },
  )
  return {
    router,
    pinia: createPinia(),
    context,
    reportError: report,
    dispose() {
      stopTitle()
      locale.off()
      theme.off()
      // vue-router keeps two window listeners after unmount, and its dead router would rewrite the next module's URL.
      options.history.destroy()
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
  host.telemetry.error(error, { phase: 'render', route })
}
