import type { Signal } from '@sunshine-aid/host-contract'
import { createSignal, type BadgeBoard } from '@sunshine-aid/shell-kit'

export interface Badges extends BadgeBoard {
  /** Address of an entry of the menu → how much waits there; entries where nothing waits are left out. */
  readonly counts: Signal<ReadonlyMap<string, number>>
  /** For the next person. */
  readonly clear: () => void
}

/** The numbers beside the entries of the menu, as the modules report them. */
export function createBadges(): Badges {
  const counts = createSignal<ReadonlyMap<string, number>>(new Map())
  return {
    counts,
    set(href, count) {
      const next = new Map(counts.get())
      if (count > 0) next.set(href, count)
      else next.delete(href)
      counts.set(next)
    },
    clear: () => counts.set(new Map()),
  }
}
