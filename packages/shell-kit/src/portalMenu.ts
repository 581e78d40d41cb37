import type { Label, ReleasedModule } from '@sunshine-aid/host-contract'

export interface MenuLink {
  readonly href: string
  readonly label: Label
}

export interface MenuGroup {
  readonly id: string
  readonly title: Label
  readonly links: readonly MenuLink[]
}

/** The portal's navigation: the modules' pages that want to stand there and that the user may open. */
export function portalMenu(
  modules: readonly ReleasedModule[],
  can: (permission: string) => boolean,
): MenuGroup[] {
  return modules
    .map(module => ({ group: menuGroup(module, can), order: orderOf(module) }))
    .filter(({ group }) => group.links.length > 0)
    .sort((a, b) => a.order - b.order)
    .map(({ group }) => group)
}

function menuGroup({ manifest, basePath }: ReleasedModule, can: (permission: string) => boolean): MenuGroup {
  const links = manifest.routes
    .filter(({ nav, permission }) => nav !== undefined && (permission === undefined || can(permission)))
    .sort((a, b) => (a.nav ?? 0) - (b.nav ?? 0))
    .map(({ path, title }) => ({ href: basePath + path.replace(/^\//, ''), label: title }))
  return { id: manifest.id, title: manifest.title, links }
}

/** A module stands where its first page does. */
function orderOf({ manifest }: ReleasedModule): number {
  return Math.min(...manifest.routes.map(({ nav }) => nav ?? Infinity))
}
