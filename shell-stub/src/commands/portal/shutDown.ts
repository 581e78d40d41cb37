/** Stops one thing that the command started. */
type Stop = () => unknown

const DEADLINE = 15_000
/** npm, the terminal and the bootstrap each pass on the same Ctrl-C; a second press comes later than that. */
const SAME_PRESS = 700

const stops: Stop[] = []
let asked: number | undefined

/** Remembers how to undo what was just started; the last one started is stopped first. */
export function onShutDown(stop: Stop): void {
  stops.push(stop)
}

/**
 * Stops everything on Ctrl-C, on a polite kill, and when the process that started this one is gone.
 * A second Ctrl-C does not wait.
 */
export function listenForTheEnd(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void shutDown(0))
  process.once('disconnect', () => void shutDown(0))
  process.channel?.unref()
}

/** Has the process been asked to end? What fails from then on fails because of that. */
export function isEnding(): boolean {
  return asked !== undefined
}

/** Stops everything, in order, and ends the process with `code`. */
export async function shutDown(code: number): Promise<void> {
  if (asked !== undefined) {
    if (performance.now() - asked > SAME_PRESS) process.exit(130)
    return
  }
  asked = performance.now()
  setTimeout(() => process.exit(1), DEADLINE).unref()
  for (const stop of stops.reverse()) await attempt(stop)
  process.exit(code)
}

/** One thing that does not stop keeps nothing else running. */
async function attempt(stop: Stop): Promise<void> {
  try {
    await stop()
  } catch (error) {
    console.error(error)
  }
}
