import type { Package } from './workspace.ts'

/**
 * Which packages the product code of a package may import; `module` stands for every module. A layer knows only
 * layers below it, and a module never knows another: they meet through the API and through intents.
 */
const arrows: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  matching: [],
  'host-contract': [],
  'ui-kit': [],
  'api-contract': ['domain'],
  'api-client': ['domain', 'api-contract'],
  'api-server': ['domain', 'matching', 'api-contract'],
  'module-kit': ['domain', 'host-contract', 'api-contract', 'api-client', 'ui-kit'],
  'shell-kit': ['host-contract'],
  doctor: ['host-contract'],
  skew: ['host-contract', 'shell-kit'],
  module: ['domain', 'matching', 'host-contract', 'api-contract', 'ui-kit', 'module-kit'],
}

const layers: Readonly<Record<string, number>> = {
  domain: 0,
  matching: 0,
  'host-contract': 0,
  'api-contract': 1,
  'api-client': 2,
  'ui-kit': 2,
  'api-server': 2,
  'module-kit': 3,
  'shell-kit': 3,
  doctor: 4,
  skew: 4,
  module: 4,
  'shell-stub': 5,
  test: 6,
}

/** Has the architecture a place for this package? A new shared package gets its line in the two tables above. */
export function hasLayer(candidate: Package): boolean {
  return kindOf(candidate) in layers
}

/**
 * May `from` import `to`? Tests and the code that serves tests may reach any lower layer (a page is mounted against
 * the real API); product code follows the table of arrows, and the top layers follow the layers.
 */
export function mayImport(from: Package, to: Package, inTest: boolean): boolean {
  if (from.id === to.id) return true
  const listed = arrows[kindOf(from)]
  return inTest || !listed ? layerOf(to) < layerOf(from) : listed.includes(to.id)
}

const kindOf = (candidate: Package) => (candidate.isModule ? 'module' : candidate.id)

const layerOf = (candidate: Package) => layers[kindOf(candidate)] ?? Infinity
