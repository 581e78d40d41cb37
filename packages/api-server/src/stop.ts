import { errorFacts } from './http/logging.ts'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'

/** Longest time for what was already accepted, in ms; a supervisor kills after ten seconds as a rule. */
const FINISH_WITHIN_MS = 9_000

/**
 * Ends the process in good order: on SIGTERM or SIGINT with 0, on an error that nobody handled with 1 (its state
 * is unknown, so nothing new is taken). What was accepted is finished, then `close` releases the rest.
 */
export function stopGracefully(app: FastifyInstance, close: () => Promise<void>): void {
  const stop = once(async (exitCode: number) => {
    setTimeout(() => process.exit(1), FINISH_WITHIN_MS).unref()
    await app.close()
    await close()
    process.exit(exitCode)
  })
  process.on('SIGTERM', () => stop(0))
  process.on('SIGINT', () => stop(0))
  for (const event of ['unhandledRejection', 'uncaughtException'] as const) {
    process.on(event, (error: unknown) => {
      fault(app.log, event, error)
      stop(1)
    })
  }

  function once(fn: (exitCode: number) => Promise<void>): (exitCode: number) => void {
    let stopping = false
    return exitCode => {
      if (stopping) return
      stopping = true
      fn(exitCode).catch((error: unknown) => {
        fault(app.log, 'stopFailed', error)
        process.exit(1)
      })
    }
  }
}

function fault(log: FastifyBaseLogger, event: string, error: unknown): void {
  log.fatal({ event, ...errorFacts(error) })
}
