import type { Recorder } from './recorder.ts'

export interface SignalFacts {
  /** The signal told its listeners. */
  readonly hasTold: boolean
  /** `get()` gives another value than before. */
  readonly hasChanged: boolean
}

interface Signal {
  readonly get: () => unknown
  readonly subscribe: (listener: () => void) => void
}

/** Runs in the page: begins to listen to a signal of the host; the answer is for `readSignal`. */
export function watchSignal(name: 'locale' | 'theme'): void {
  const registry = globalThis as unknown as Record<symbol, unknown>
  const recorder = registry[Symbol.for('sunshine-aid.doctor')] as Recorder
  const signal = recorder.mounts.at(-1)?.host[name] as Signal
  const before = signal.get()
  let calls = 0
  signal.subscribe(() => (calls += 1))
  registry[Symbol.for('sunshine-aid.watched')] = (): SignalFacts => ({
    hasTold: calls > 0,
    hasChanged: signal.get() !== before,
  })
}

/** Runs in the page, after the shell's switch was used. */
export function readSignal(): SignalFacts {
  const registry = globalThis as unknown as Record<symbol, () => SignalFacts>
  const read = registry[Symbol.for('sunshine-aid.watched')]
  return read ? read() : { hasTold: false, hasChanged: false }
}
