import { readPassport } from '@sunshine-aid/host-contract'
import type { TelemetryRecord } from '@sunshine-aid/shell-kit'

/**
 * Tells the stub of a failure that somebody may call about; `npm run passport` finds it again. A real portal sends
 * every record to its own telemetry.
 */
export function sendFailure({ kind, attributes }: TelemetryRecord): void {
  const passport = kind === 'error' ? readPassport(attributes) : undefined
  if (!passport) return
  const request = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(passport),
    keepalive: true,
  }
  fetch('/stub/failures', request).catch(() => undefined)
}
