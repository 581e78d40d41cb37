import type { ModuleVersion } from '@sunshine-aid/host-contract'

/** Versions that did not work here, for as long as the tab lives: nobody waits for them twice. */
export interface Quarantine {
  readonly has: (version: ModuleVersion) => boolean
  readonly add: (version: ModuleVersion) => void
}

const KEY = 'sunshine-aid:quarantine'

/** Remembers `id@version`, and nothing else. */
export function sessionQuarantine(storage: () => Storage = () => sessionStorage): Quarantine {
  const names = new Set(read(storage))
  return {
    has: version => names.has(nameOf(version)),
    add(version) {
      names.add(nameOf(version))
      write(storage, [...names])
    },
  }
}

/** By the folder, whose name tells two builds of one version apart: `mentors@1.4.0-0a1b2c`. */
function nameOf({ base, manifest }: ModuleVersion): string {
  return `${manifest.id}@${base.split('/').at(-2) ?? manifest.version}`
}

function read(storage: () => Storage): string[] {
  try {
    const kept: unknown = JSON.parse(storage().getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter(name => typeof name === 'string') : []
  } catch {
    return []
  }
}

/** Where the browser keeps nothing, the page still does. */
function write(storage: () => Storage, names: readonly string[]): void {
  try {
    storage().setItem(KEY, JSON.stringify(names))
  } catch {
    return
  }
}
