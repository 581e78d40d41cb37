import type { Recorder } from './recorder.ts'

type Watched = Record<symbol, { value: unknown; calls: number } | undefined>

/** Runs in the page: begins to listen to a signal of the host. */
export function watchSignal(name: 'locale' | 'theme'): void {
  const registry = globalThis as unknown as Record<symbol, Recorder> & Watched
  const signal = registry[Symbol.for('sunshine-aid.doctor')]!.mounts.at(-1)?.host[name] as {
    get: () => unknown
    subscribe: (listener: () => void) => void
  }
  const seen = { value: signal.get(), calls: 0 }
  ;(registry as Watched)[Symbol.for('sunshine-aid.watched')] = seen
  signal.subscribe(() => void (seen.calls += 1))
}

export interface SignalFacts {
  /** The signal told its listeners. */
  readonly hasTold: boolean
  /** `get()` gives another value than before. */
  readonly hasChanged: boolean
}

/** Runs in the page, after the shell's switch was used. */
export function readSignal(name: 'locale' | 'theme'): SignalFacts {
  const registry = globalThis as unknown as Record<symbol, Recorder> & Watched
  const signal = registry[Symbol.for('sunshine-aid.doctor')]!.mounts.at(-1)?.host[name] as {
    get: () => unknown
  }
  const seen = (registry as Watched)[Symbol.for('sunshine-aid.watched')]
  return { hasTold: (seen?.calls ?? 0) > 0, hasChanged: signal.get() !== seen?.value }
}
