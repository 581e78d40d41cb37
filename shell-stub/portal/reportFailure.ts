import { readPassport, type Release } from '@sunshine-aid/host-contract'
import type { TelemetryRecord } from '@sunshine-aid/shell-kit'

/** More wait only while the network is away, and then they are all of one kind. */
const MOST_WAITING = 50

/**
 * Tells the stub of the failures that somebody may call about; `npm run passport` finds them again. While offline
 * they wait. A real portal sends every record to its own telemetry.
 */
export function failureReporter(
  release: Pick<Release, 'modules' | 'train'>,
): (record: TelemetryRecord) => void {
  const waiting: string[] = []

  async function send() {
    for (let body = waiting.shift(); body !== undefined; body = waiting.shift()) {
      if (await isTaken(body)) continue
      waiting.unshift(body)
      return
    }
  }

  window.addEventListener('online', () => void send())
  return record => {
    const { kind, attributes } = record
    const passport = readPassport({ train: trainOf(release, record), ...attributes })
    if (kind !== 'error' || !passport || waiting.length >= MOST_WAITING) return
    waiting.push(JSON.stringify(passport))
    void send()
  }
}

/** `keepalive`: a failure on the way out of the page is told as well. */
async function isTaken(body: string): Promise<boolean> {
  try {
    const headers = { 'content-type': 'application/json' }
    await fetch('/stub/failures', { method: 'POST', body, headers, keepalive: true })
    return true
  } catch {
    return false
  }
}

/** The module does not know on which shared files it runs; the release does. */
function trainOf(
  { modules, train }: Pick<Release, 'modules' | 'train'>,
  { moduleId, version }: TelemetryRecord,
): string | undefined {
  const module = modules.find(({ manifest }) => manifest.id === moduleId)
  if (!module) return moduleId === 'portal' ? train : undefined
  return module.previous?.manifest.version === version && module.manifest.version !== version
    ? module.previous.train
    : module.train
}
