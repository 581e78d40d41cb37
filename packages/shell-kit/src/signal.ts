import type { Signal } from '@sunshine-aid/host-contract'

export interface WritableSignal<T> extends Signal<T> {
  readonly set: (value: T) => void
}

/** A value that tells its listeners when it becomes another one. */
export function createSignal<T>(initial: T): WritableSignal<T> {
  const listeners = new Set<(value: T) => void>()
  let current = initial
  return {
    get: () => current,
    set(value) {
      if (Object.is(value, current)) return
      current = value
      for (const listener of [...listeners]) listener(value)
    },
    subscribe(listener) {
      // A function of one's own for each call, so that the same listener may subscribe twice.
      const own = (value: T) => listener(value)
      listeners.add(own)
      return () => listeners.delete(own)
    },
  }
}
