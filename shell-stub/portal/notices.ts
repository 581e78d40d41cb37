import type { Notice, Signal } from '@sunshine-aid/host-contract'
import { createSignal } from '@sunshine-aid/shell-kit'

export interface ShownNotice extends Notice {
  readonly key: number
}

export interface Notices {
  readonly shown: Signal<readonly ShownNotice[]>
  readonly add: (notice: Notice) => void
  readonly remove: (key: number) => void
  readonly clear: () => void
}

const SHOWN_MS = 6_000
const MOST = 4

/** Messages at the edge of the page. They go by themselves, except errors, which wait to be read. */
export function createNotices(): Notices {
  const shown = createSignal<readonly ShownNotice[]>([])
  let last = 0
  const remove = (key: number) => shown.set(shown.get().filter(notice => notice.key !== key))
  return {
    shown,
    remove,
    add(notice) {
      last += 1
      const key = last
      shown.set([...shown.get(), { ...notice, key }].slice(-MOST))
      if (notice.kind !== 'error') setTimeout(() => remove(key), SHOWN_MS)
    },
    clear: () => shown.set([]),
  }
}
