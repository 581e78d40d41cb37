import { writeGate, type HeldWrite, type WriteGate } from './writeGate.ts'

/** No override outlives a day's work. */
export const MOST_HOURS = 8

/** What the ribbon shows. */
export interface OverrideStatus {
  readonly module: string
  /** Address of the deployed shell. */
  readonly shell: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
  readonly isActive: boolean
  readonly held: readonly HeldWrite[]
}

export interface OverrideState {
  readonly status: () => OverrideStatus
  readonly gate: WriteGate
  /** From now on the shell is served as it is. */
  readonly end: () => void
  /** Hears of every change until the result is called. */
  readonly subscribe: (listener: () => void) => () => void
}

export interface StateOptions {
  readonly module: string
  readonly shell: string
  /** How long it lasts; `MOST_HOURS` at the most. */
  readonly hours: number
  readonly asksBeforeWrites: boolean
  readonly now?: () => number
}

export function overrideState({
  module,
  shell,
  hours,
  asksBeforeWrites,
  now = Date.now,
}: StateOptions): OverrideState {
  const listeners = new Set<() => void>()
  const tell = () => [...listeners].forEach(listener => listener())
  const expiresAt = now() + Math.min(hours, MOST_HOURS) * 3_600_000
  let isEnded = false
  const gate = writeGate(asksBeforeWrites, tell)
  // The clock is asked as well: a timer stands still while the machine sleeps.
  const isActive = () => !isEnded && now() < expiresAt
  const end = () => {
    isEnded = true
    gate.answer(false)
    tell()
  }
  setTimeout(end, expiresAt - now()).unref()
  return {
    status: () => ({ module, shell, expiresAt, isActive: isActive(), held: gate.held }),
    gate,
    end,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
