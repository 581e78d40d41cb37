import type { Release, ReleasedModule } from '@sunshine-aid/host-contract'

/** The module to which `path` belongs, whether or not it has a page there. */
export function moduleAt(release: Release, path: string): ReleasedModule | undefined {
  return release.modules.find(({ basePath }) => `${path}/`.startsWith(basePath))
}

/** Whether `path` is a page of the portal: a wrong address is answered with 404, and the portal's own page for it. */
export function isKnownPage(release: Release, path: string): boolean {
  if (path === '/') return true
  const module = moduleAt(release, path)
  if (!module) return false
  const rest = `/${path.slice(module.basePath.length)}`
  return module.manifest.routes.some(route => matches(route.path, rest))
}

/** Patterns are plain: fixed words and `:name` for one segment. */
function matches(pattern: string, path: string): boolean {
  const wanted = segments(pattern)
  const given = segments(path)
  return wanted.length === given.length && wanted.every((part, i) => part.startsWith(':') || part === given[i])
}

function segments(path: string): string[] {
  return path.split('/').filter(part => part !== '')
}
