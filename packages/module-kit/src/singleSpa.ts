import type { ModuleEntry, MountedModule, SingleSpaLifecycles } from '@sunshine-aid/host-contract'

/** The lifecycles that single-spa wants, derived from the neutral `mount`. */
export function singleSpaOf(mount: ModuleEntry['mount']): SingleSpaLifecycles {
  let mounted: MountedModule | undefined
  return {
    bootstrap: () => Promise.resolve(),
    async mount({ host }) {
      mounted = await mount(host.ui.root, host)
    },
    async unmount() {
      const leaving = mounted
      mounted = undefined
      await leaving?.unmount()
    },
    async update() {
      await mounted?.update()
    },
  }
}
