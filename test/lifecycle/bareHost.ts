import type { Release } from '@sunshine-aid/host-contract'
import { mountModule } from '@sunshine-aid/examples/host'
import { openPortal } from '@sunshine-aid/examples/portal'

/** Of a page that has nothing but the contract: no single-spa, no shell-kit, no framework. */
export interface BareHost {
  /** Mounts a module of the release at its first page. */
  readonly mount: (id: string) => Promise<void>
  readonly unmount: () => Promise<void>
}

/** @param release a resolved one, whose import map stands in the page */
export async function openBareHost({ modules }: Release): Promise<BareHost> {
  const portal = await openPortal(modules, (path, { replace }) => {
    history[replace ? 'replaceState' : 'pushState'](null, '', path)
  })
  let unmount = () => Promise.resolve()
  return {
    async mount(id) {
      const module = modules.find(({ manifest }) => manifest.id === id)
      const place = document.querySelector<HTMLElement>('#main')
      if (!module || !place) throw new Error(`The page has no place for ${id}.`)
      history.replaceState(null, '', module.basePath)
      unmount = await mountModule(module, place, portal)
    },
    async unmount() {
      await unmount()
      history.replaceState(null, '', '/')
    },
  }
}
