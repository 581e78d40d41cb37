import type { Off } from '@sunshine-aid/host-contract'

type Listener = (event: PopStateEvent) => void

const listeners = new Set<Listener>()

/**
 * Hears of every step back or forward before single-spa does. Browsers call listeners of the window in the order in
 * which they were added, and single-spa adds its own when it is imported; so ours is added here, by a module that is
 * imported before it (registerModules.ts), and decides later what it does.
 */
export function hearFirst(listener: Listener): Off {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

// Outside of a browser the kit is only asked about manifests.
if (typeof window !== 'undefined') {
  window.addEventListener('popstate', event => listeners.forEach(listener => listener(event)))
}
