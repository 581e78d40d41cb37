import type { HostV1, ModuleEntry, MountedModule } from '@sunshine-aid/host-contract'
import { hostWithin, pageRoot } from '../hostWithin.ts'

interface Props {
  readonly container: HTMLElement
  readonly host: HostV1
}

/** The lifecycles that qiankun looks for in the global variable. */
export function serve(module: ModuleEntry) {
  let mounted: MountedModule | undefined
  return {
    bootstrap: () => Promise.resolve(),
    async mount({ container, host }: Props) {
      const root = pageRoot(container)
      mounted = await module.mount(root, hostWithin(host, root, host.nav.basePath))
    },
    async unmount() {
      await mounted?.unmount()
      mounted = undefined
    },
  }
}
