import { deferred } from './deferred.ts'

/** Somebody who waits for work that may never be done, and decides how long. */
export interface Patience {
  /** Rejects when the work does. */
  readonly outcome: Promise<'done' | 'given-up'>
  /** Waits on: `onSlow` is called again after the same time. */
  readonly goOn: () => void
  /** Waits no longer. The work itself goes on: its owner must undo it. */
  readonly giveUp: () => void
}

/** @param onSlow called when the work has taken `ms` milliseconds and is not done */
export function waitFor(work: Promise<unknown>, ms: number, onSlow: () => void): Patience {
  const givenUp = deferred<'given-up'>()
  let timer = setTimeout(onSlow, ms)
  const done = work.then(() => 'done' as const)
  return {
    outcome: Promise.race([done, givenUp.promise]).finally(() => clearTimeout(timer)),
    goOn() {
      clearTimeout(timer)
      timer = setTimeout(onSlow, ms)
    },
    giveUp: () => givenUp.resolve('given-up'),
  }
}
