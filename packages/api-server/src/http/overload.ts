import { monitorEventLoopDelay } from 'node:perf_hooks'
import { ProblemError } from '@sunshine-aid/api-contract'
import type { FastifyInstance } from 'fastify'
import type { Limits } from './limits.ts'

const SAMPLE_MS = 20
const LOOK_EVERY_MS = 1_000
const NS_PER_MS = 1e6
const RETRY_AFTER_SECONDS = 2

/**
 * Sends new requests away with 503 and `Retry-After` while too many are being worked on, the event loop lags or
 * the server is stopping, so that those already accepted are finished in time.
 */
export function shedLoad(app: FastifyInstance, limits: Limits): void {
  const delay = monitorEventLoopDelay({ resolution: SAMPLE_MS })
  delay.enable()
  let lagging = false
  const timer = setInterval(() => {
    lagging = delay.mean / NS_PER_MS - SAMPLE_MS > limits.maxEventLoopDelayMs
    delay.reset()
  }, LOOK_EVERY_MS).unref()
  app.addHook('onClose', () => {
    clearInterval(timer)
    delay.disable()
  })

  let stopping = false
  app.addHook('preClose', done => {
    stopping = true
    done()
  })

  let inFlight = 0
  app.addHook('onRequest', (_request, reply, next) => {
    inFlight += 1
    reply.raw.once('close', () => (inFlight -= 1))
    const tooMuch = stopping || lagging || inFlight > limits.maxInFlight
    next(
      tooMuch ? new ProblemError('unavailable', 'overload', { retryAfter: RETRY_AFTER_SECONDS }) : undefined,
    )
  })
}
