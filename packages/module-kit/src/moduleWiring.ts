import { createApi, type ApiOptions } from '@sunshine-aid/api-client'
import type { HostV1 } from '@sunshine-aid/host-contract'
import { createPinia, type Pinia } from 'pinia'
import { ref, watch, type App } from 'vue'
import type { Router, RouterHistory } from 'vue-router'
import type { ModuleContext } from './context.ts'
import type { BuiltModule, ModuleSpec } from './defineModule.ts'
import { createFailureDesk } from './failureDesk.ts'
import { failureHandler } from './failureHandler.ts'
import { textsIn } from './messages.ts'
import { createModuleRouter, routePattern } from './moduleRouter.ts'
import { observedApi } from './observedApi.ts'
import { signalRef } from './signalRef.ts'
import { createStay, type OwnStay } from './stay.ts'

/** What the one Vue application of a mount is made of, besides its components. */
export interface ModuleWiring {
  readonly router: Router
  readonly pinia: Pinia
  readonly context: ModuleContext
  readonly stay: OwnStay
  readonly handleError: NonNullable<App['config']['errorHandler']>
  /** Says the title again, after another module had its own. */
  readonly tellTitle: () => void
  /** Lets go of the host; to be called when the application is unmounted. */
  readonly dispose: () => void
}

export interface WiringOptions {
  readonly history: RouterHistory
  /** How the API is reached where it is not the host's network: in tests, the same process. */
  readonly api?: Partial<ApiOptions>
}

/** A router, a pinia and an API client of their own for one mount, wired to `host`. */
export function wireModule(
  { spec, version }: BuiltModule,
  host: HostV1,
  options: WiringOptions,
): ModuleWiring {
  const locale = signalRef(host.locale)
  const theme = signalRef(host.theme)
  const stay = createStay(host.signal)
  const router = createModuleRouter(spec, host, { history: options.history, stay })
  const desk = createFailureDesk({ host, id: spec.id, version, route: () => routePattern(router) })
  const context: ModuleContext = {
    host,
    api: observedApi(apiOf(host, options.api), { stay, desk, telemetry: host.telemetry }),
    locale: locale.value,
    theme: theme.value,
    pageTitle: ref(),
    stay,
    desk,
    crashed: ref(false),
  }
  const failures = failureHandler(context)
  router.onError(failures.navigation)
  const title = () => context.pageTitle.value ?? routeTitle(spec, context, router)
  const tellTitle = (text = title()) => {
    if (text && !stay.isParked()) host.ui.setTitle(text)
  }
  const stopTitle = watch(title, tellTitle)
  return {
    router,
    pinia: createPinia(),
    context,
    stay,
    handleError: failures.component,
    tellTitle: () => tellTitle(),
    dispose() {
      stopTitle()
      locale.off()
      theme.off()
      // vue-router keeps two window listeners after unmount, and its dead router would rewrite the next module's URL.
      options.history.destroy()
    },
  }
}

function apiOf(host: HostV1, options: Partial<ApiOptions> = {}) {
  return createApi({
    baseUrl: host.api.baseUrl,
    getToken: request => host.auth.getToken(request),
    signal: host.signal,
    locale: () => host.locale.get(),
    ...options,
  })
}

function routeTitle(spec: ModuleSpec, { locale }: ModuleContext, router: Router): string | undefined {
  const key = router.currentRoute.value.meta.title
  const title = key === undefined ? undefined : textsIn(spec.messages, locale.value)[key]
  return typeof title === 'string' ? title : undefined
}
