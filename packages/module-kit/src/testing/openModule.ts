import type { MountedModule } from '@sunshine-aid/host-contract'
import { onTestFinished } from 'vitest'
import type { ModuleRoute } from '../defineModule.ts'
import { sampleModule } from './sampleModule.ts'
import type { Trail, TraceWatch } from './trace.ts'
import { createTestHost, type TestHost, type TestHostOptions } from './testHost.ts'

/** A host for the sample module. */
export function aHost(options: Partial<TestHostOptions> = {}): TestHost {
  const host = createTestHost({
    moduleId: 'sample',
    getToken: async () => 'token',
    permissions: [],
    user: { id: 'u1', name: 'u1', org: 'o1' },
    ...options,
  })
  onTestFinished(host.end)
  return host
}

/** The sample module with `routes` of the test, mounted until the test ends. */
export async function mounted(host: TestHost, ...routes: ModuleRoute[]): Promise<MountedModule> {
  const module = await sampleModule(routes).mount(host.ui.root, host)
  onTestFinished(() => module.unmount())
  return module
}

export const titleOf = (host: TestHost): string | null | undefined =>
  host.ui.root.querySelector('h1')?.textContent

/** What has grown, but for the timers that jsdom makes for itself when a document gets the focus. */
export const leftOn = (trace: TraceWatch): readonly Trail[] =>
  trace.growth().filter(({ by }) => !by[0]?.includes('/jsdom/'))
