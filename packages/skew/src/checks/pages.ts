import type { ManifestRoute, Release } from '@sunshine-aid/host-contract'
import { finding, type Finding } from '../finding.ts'
import type { Pair } from './pair.ts'

/** What those who use the pages notice: addresses, permissions, languages, whole modules. */
export function checkPages({ candidate, running }: Pair): Finding[] {
  const [next, before] = [candidate.release, running.release]
  return [...goneModules(next, before), ...routeFindings(next, before), ...languageFindings(next, before)]
}

function goneModules(next: Release, before: Release): Finding[] {
  return before.modules
    .filter(({ manifest }) => !moduleIn(next, manifest.id))
    .map(({ manifest }) => finding('SK-21', { module: manifest.id }))
}

function routeFindings(next: Release, before: Release): Finding[] {
  const pages = pagesOf(next)
  return [...pagesOf(before)].flatMap(([address, { module, path, route }]) => {
    if (!moduleIn(next, module)) return [] // said once for the whole module
    const page = pages.get(address)
    if (!page) return [finding('SK-14', { module, path })]
    const [then, now] = [route.permission ?? '-', page.route.permission ?? '-']
    return then === now ? [] : [finding('SK-15', { module, path, before: then, after: now })]
  })
}

interface Page {
  readonly module: string
  readonly path: string
  readonly route: ManifestRoute
}

/** By their addresses; how a parameter is called makes no difference to a bookmark. */
function pagesOf({ modules }: Release): Map<string, Page> {
  const pages = modules.flatMap(({ basePath, manifest }) =>
    manifest.routes.map((route): [string, Page] => {
      const path = basePath + route.path.slice(1)
      return [path.replace(/:\w+/g, ':'), { module: manifest.id, path, route }]
    }),
  )
  return new Map(pages)
}

/** A module has the languages that it had; a new one has those of the others. */
function languageFindings(next: Release, before: Release): Finding[] {
  const usual = before.modules.flatMap(({ manifest }) => manifest.locales)
  return next.modules.flatMap(({ manifest }) => {
    const wanted = new Set(moduleIn(before, manifest.id)?.manifest.locales ?? usual)
    const missing = [...wanted].filter(locale => !manifest.locales.includes(locale))
    return missing.length === 0 ? [] : [finding('SK-20', { module: manifest.id, names: missing.join(', ') })]
  })
}

function moduleIn({ modules }: Release, id: string) {
  return modules.find(({ manifest }) => manifest.id === id)
}
