import { createApi, type ApiOptions } from '@sunshine-aid/api-client'
import { getMe } from '@sunshine-aid/api-contract'
import type { Locale } from '@sunshine-aid/host-contract'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { onTestFinished } from 'vitest'
import { createMemoryHistory, type Router } from 'vue-router'
import { MODULE_CONTEXT } from '../context.ts'
import type { ModuleDefinition } from '../defineModule.ts'
import { ModuleRoot } from '../ModuleRoot.ts'
import { wireModule } from '../moduleWiring.ts'
import { createTestHost, type TestHost, type TestHostOptions } from './testHost.ts'
import { watchTraffic } from './traffic.ts'

/** The API in this process; `testApi()` of `api-server/testing` is one. */
export interface PageApi {
  readonly baseUrl: string
  readonly adapter: NonNullable<ApiOptions['adapter']>
  readonly token: (subject: string) => Promise<string>
}

export interface PageOptions {
  readonly api: PageApi
  /** `sub` of the account that looks at the page. */
  readonly as: string
  /** Below the module's base path: `/`, `/42/visits?tab=all`. */
  readonly path: string
  readonly locale?: Locale
  readonly intents?: TestHostOptions['intents']
}

export interface MountedPage {
  readonly wrapper: VueWrapper
  readonly host: TestHost
  readonly router: Router
  /** Resolves when no request is under way and everything that followed is on the page. */
  readonly idle: () => Promise<void>
  /** The module goes out of sight, and comes back; its elements stay, since nobody looks. */
  readonly park: () => void
  readonly unpark: () => void
  readonly unmount: () => void
}

/**
 * Mounts a module at one of its pages against the real API, as somebody who holds that account's permissions, and
 * waits until it is idle. Everything goes away at the end of the test.
 */
export async function mountPage(module: ModuleDefinition, options: PageOptions): Promise<MountedPage> {
  const { api, as, path, locale } = options
  const { spec } = module
  const traffic = watchTraffic(api.adapter)
  const getToken = () => traffic.during(api.token(as))
  const me = await createApi({
    baseUrl: api.baseUrl,
    adapter: api.adapter,
    getToken,
    unknownKeys: 'refuse',
  }).call(getMe)
  const host = createTestHost({
    moduleId: spec.id,
    baseUrl: api.baseUrl,
    getToken,
    permissions: me.permissions,
    user: { id: me.accountId, name: me.name, org: me.assignments[0]?.orgName ?? '' },
    ...(locale && { locale }),
    ...(options.intents && { intents: options.intents }),
  })
  const wiring = wireModule({ spec, version: '0.0.0' }, host, {
    history: createMemoryHistory(host.nav.basePath),
    api: { adapter: traffic.adapter, unknownKeys: 'refuse' },
  })
  await wiring.router.push(path)
  const wrapper = mount(ModuleRoot, {
    props: { spec },
    attachTo: host.ui.root,
    global: {
      plugins: [wiring.pinia, wiring.router],
      provide: { [MODULE_CONTEXT as symbol]: wiring.context },
      config: { errorHandler: wiring.handleError },
    },
  })
  const idle = async () => {
    do {
      await traffic.idle()
      await flushPromises()
    } while (traffic.isBusy())
  }
  const unmount = () => {
    host.end()
    wrapper.unmount()
    wiring.dispose()
  }
  onTestFinished(unmount)
  await idle()
  const { router, stay } = wiring
  return { wrapper, host, router, idle, park: stay.end, unpark: stay.begin, unmount }
}
