import type { ApiClient } from '@sunshine-aid/api-client'
import type { HostTelemetry } from '@sunshine-aid/host-contract'
import type { EndpointSpec } from '@sunshine-aid/api-contract'
import type { FailureDesk } from './failureDesk.ts'
import { isAbort } from './failure.ts'
import type { Stay } from './stay.ts'

/**
 * The API as pages see it: a request ends with the stay in which it began, a failed one is reported, and each is
 * timed under its operation's name.
 */
export function observedApi(
  api: ApiClient,
  { stay, desk, telemetry }: { stay: Stay; desk: FailureDesk; telemetry: HostTelemetry },
): ApiClient {
  const observe =
    <A extends unknown[], R>(send: (endpoint: EndpointSpec, ...input: A) => Promise<R>) =>
    async (endpoint: EndpointSpec, ...input: A): Promise<R> => {
      try {
        return await telemetry.span(`request ${endpoint.id}`, () =>
          send(endpoint, ...bound(input, stay.signal())),
        )
      } catch (error) {
        if (!isAbort(error)) desk.report(error, 'request')
        throw error
      }
    }
  return { call: observe(api.call), download: observe(api.download) } as ApiClient
}

/** The call's input, with the signal of the stay beside the caller's own. */
function bound<A extends unknown[]>([input]: A, stay: AbortSignal): A {
  const given = (input ?? {}) as { readonly signal?: AbortSignal }
  return [{ ...given, signal: given.signal ? AbortSignal.any([given.signal, stay]) : stay }] as unknown as A
}
