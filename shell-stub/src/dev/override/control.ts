import type { IncomingMessage, ServerResponse } from 'node:http'
import type { OverrideState } from './overrideState.ts'

/** Where the ribbon talks to the proxy. */
export const CONTROL = '/@dev/'

/** A page of another origin cannot send this header without asking first, and is refused then. */
export const CONTROL_HEADER = 'x-dev-override'

/** Answers what the ribbon asks; `false` when the address is none of its own. */
export function control(state: OverrideState, request: IncomingMessage, response: ServerResponse): boolean {
  const path = (request.url ?? '').replace(/\?.*$/, '')
  if (path === `${CONTROL}events`) {
    streamStatus(state, response)
    return true
  }
  const act = COMMANDS[path]
  if (!act) return false
  if (request.method !== 'POST' || request.headers[CONTROL_HEADER] === undefined) {
    response.writeHead(403).end()
    return true
  }
  act(state)
  response.writeHead(204).end()
  return true
}

const COMMANDS: Readonly<Record<string, (state: OverrideState) => void>> = {
  [`${CONTROL}end`]: state => state.end(),
  [`${CONTROL}allow-writes`]: state => state.gate.answer(true),
  [`${CONTROL}refuse-writes`]: state => state.gate.answer(false),
}

/** The status now and after every change, as server-sent events. */
function streamStatus(state: OverrideState, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  const send = () => void response.write(`data: ${JSON.stringify(state.status())}\n\n`)
  send()
  response.on('close', state.subscribe(send))
}
