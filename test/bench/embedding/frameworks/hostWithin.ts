import type { HostV1 } from '@sunshine-aid/host-contract'

/** The portal's host for an application whose own page is `root`, and whose own address is `basePath`. */
export function hostWithin(host: HostV1, root: HTMLElement, basePath: string): HostV1 {
  return { ...host, ui: { ...host.ui, root }, nav: { ...host.nav, basePath } }
}

/** The application's page has this element. */
export function pageRoot(within: ParentNode = document): HTMLElement {
  const root = within.querySelector<HTMLElement>('#app')
  if (!root) throw new Error('The page of the application has no #app.')
  return root
}
