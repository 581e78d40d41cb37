import type { Off } from '@sunshine-aid/host-contract'

/** Whether a module is on screen or parked. Pages that listen, ask or wait do so only during a stay on screen. */
export interface Stay {
  readonly isParked: () => boolean
  /** Aborted when the present stay ends; while parked it is aborted already. */
  readonly signal: () => AbortSignal
  /** Called after each end and before each new beginning of a stay. */
  readonly subscribe: (listener: (isParked: boolean) => void) => Off
}

export interface OwnStay extends Stay {
  readonly end: () => void
  readonly begin: () => void
}

/**
 * Why a signal of a stay is aborted. One for all: an error that is made at the end of a stay keeps the stack of that
 * moment, and with it, in Chromium, the page that is being left.
 */
const ENDED = new DOMException('the page was left', 'AbortError')

/** @param mount aborted when the module is unmounted, which ends every stay */
export function createStay(mount: AbortSignal): OwnStay {
  const listeners = new Set<(isParked: boolean) => void>()
  let present = new AbortController()
  let signal = AbortSignal.any([mount, present.signal])
  const tell = () => [...listeners].forEach(listener => listener(present.signal.aborted))
  return {
    isParked: () => present.signal.aborted,
    signal: () => signal,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    end() {
      if (present.signal.aborted) return
      present.abort(ENDED)
      tell()
    },
    begin() {
      if (!present.signal.aborted) return
      present = new AbortController()
      signal = AbortSignal.any([mount, present.signal])
      tell()
    },
  }
}
