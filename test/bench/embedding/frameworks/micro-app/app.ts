import type { HostV1, ModuleEntry, MountedModule } from '@sunshine-aid/host-contract'
import { hostWithin, pageRoot } from '../hostWithin.ts'

interface MicroAppWindow {
  mount?: (data: { readonly host: HostV1 }) => Promise<void>
  unmount?: () => Promise<void>
}

/** The functions that micro-app looks for, by which an application is mounted again without being run again. */
export function serve(module: ModuleEntry) {
  const own = window as unknown as MicroAppWindow
  let mounted: MountedModule | undefined
  own.mount = async ({ host }) => {
    const root = pageRoot()
    mounted = await module.mount(root, hostWithin(host, root, host.nav.basePath))
  }
  own.unmount = async () => {
    await mounted?.unmount()
    mounted = undefined
  }
  return {}
}
