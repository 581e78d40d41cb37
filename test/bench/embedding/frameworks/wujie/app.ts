import type { HostV1, ModuleEntry, MountedModule } from '@sunshine-aid/host-contract'
import { hostWithin, pageRoot } from '../hostWithin.ts'

interface WujieWindow {
  __WUJIE_MOUNT?: () => void
  __WUJIE_UNMOUNT?: () => void
  readonly $wujie: { readonly props: { readonly host: HostV1 } }
  readonly __WUJIE: { readonly mount: () => void }
}

/** The functions that wujie calls; `mount` at the end, as its example for Vite has it. */
export function serve(module: ModuleEntry) {
  const own = window as unknown as WujieWindow
  let mounting: Promise<MountedModule> | undefined
  own.__WUJIE_MOUNT = () => {
    const root = pageRoot()
    mounting = module.mount(root, hostWithin(own.$wujie.props.host, root, location.pathname))
  }
  own.__WUJIE_UNMOUNT = () => void mounting?.then(mounted => mounted.unmount())
  own.__WUJIE.mount()
  return {}
}
