/** A request that would change something. */
export interface HeldWrite {
  readonly method: string
  /** Without the query. */
  readonly path: string
}

/** Holds writes back until somebody has said that they may change real data. */
export interface WriteGate {
  readonly held: readonly HeldWrite[]
  /** Whether the request may go on; settles when somebody has answered, or with `false` when it is given up. */
  readonly mayGo: (write: HeldWrite, signal: AbortSignal) => Promise<boolean>
  /** Yes lets all of them go from now on; no refuses those that wait, and the next one is asked about again. */
  readonly answer: (allowed: boolean) => void
}

const READING = ['GET', 'HEAD', 'OPTIONS']

export function isWrite(method: string): boolean {
  return !READING.includes(method)
}

export function writeGate(asks: boolean, changed: () => void): WriteGate {
  let isOpen = !asks
  const waiting = new Map<HeldWrite, (allowed: boolean) => void>()
  return {
    get held() {
      return [...waiting.keys()]
    },
    mayGo(write, signal) {
      if (isOpen) return Promise.resolve(true)
      return new Promise(resolve => {
        const settle = (allowed: boolean) => {
          waiting.delete(write)
          resolve(allowed)
          changed()
        }
        waiting.set(write, settle)
        signal.addEventListener('abort', () => settle(false), { once: true })
        changed()
      })
    },
    answer(allowed) {
      isOpen ||= allowed
      for (const settle of [...waiting.values()]) settle(allowed)
    },
  }
}
