import type { ManifestRoute, ReleasedModule } from '@sunshine-aid/host-contract'

export interface PortalPage {
  readonly module: ReleasedModule
  readonly route: ManifestRoute
}

/** The module's page under `path`, as the manifests tell it; `undefined` where there is none. */
export function pageAt(modules: readonly ReleasedModule[], path: string): PortalPage | undefined {
  const module = moduleAt(modules, path)
  const rest = module && segments(path).slice(segments(module.basePath).length)
  const route = rest && module.manifest.routes.find(candidate => matches(segments(candidate.path), rest))
  return route && { module, route }
}

/** The module to which `path` belongs, whether or not it has a page there. */
export function moduleAt(modules: readonly ReleasedModule[], path: string): ReleasedModule | undefined {
  return modules.find(({ basePath }) => `${path}/`.startsWith(basePath))
}

/** Patterns are plain: fixed words, and `:name` for one segment. */
function matches(pattern: readonly string[], path: readonly string[]): boolean {
  return (
    pattern.length === path.length && pattern.every((part, i) => part.startsWith(':') || part === path[i])
  )
}

function segments(path: string): string[] {
  return path.split('/').filter(part => part !== '')
}

export function mayOpen({ route }: PortalPage, can: (permission: string) => boolean): boolean {
  return route.permission === undefined || can(route.permission)
}
