import type { Off, Signal } from '@sunshine-aid/host-contract'

/** Something that is kept out of sight and may be taken away at any time. */
export interface Parked {
  readonly evict: () => Promise<void>
}

/** Where modules stand that were left and may come back as they were. */
export interface Parking {
  readonly add: (parked: Parked) => void
  readonly remove: (parked: Parked) => void
  /** Takes all of them away. */
  readonly clear: () => void
  readonly stop: Off
}

/**
 * @param most how many may be parked; whoever has waited longest goes first
 * @param person when another one sits here, or none, nothing of the first is kept
 */
export function createParking(most: number, person: Signal<unknown>): Parking {
  const all = new Set<Parked>()
  const evict = (parked: Parked) => {
    all.delete(parked)
    void parked.evict()
  }
  const clear = () => [...all].forEach(evict)
  return {
    add(parked) {
      all.add(parked)
      for (const oldest of [...all].slice(0, Math.max(0, all.size - most))) evict(oldest)
    },
    remove: parked => void all.delete(parked),
    clear,
    stop: person.subscribe(clear),
  }
}
