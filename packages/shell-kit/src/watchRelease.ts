import { issuePassport } from '@sunshine-aid/host-contract'
import type { ShellServices } from './createHost.ts'
import { fetchRelease } from './loadRelease.ts'
import type { ResolvedRelease } from './readRelease.ts'
import type { RegisteredModules } from './registerWith.ts'
import { ReleaseError } from './releaseError.ts'

export interface WatchOptions {
  readonly release: ResolvedRelease
  readonly modules: Pick<RegisteredModules, 'apply' | 'onFailedLoad'>
  readonly services: Pick<ShellServices, 'record'>
  /** Milliseconds between two looks. Default: five minutes. */
  readonly everyMs?: number
  /** Reads the release file anew; default: over the network, past the cache. */
  readonly read?: (signal: AbortSignal) => Promise<ResolvedRelease>
}

export interface ReleaseWatch {
  /** Looks now; never rejects. */
  readonly check: () => Promise<void>
  readonly stop: () => void
}

const EVERY_MS = 5 * 60_000
/** Somebody who goes to and fro between windows does not ask each time. */
const REST_MS = 30_000

/**
 * Looks for a new release: from time to time, when somebody comes back to the page, and when a program did not
 * arrive. A release that cannot be read changes nothing: the page goes on with the one that it has, and says so once.
 */
export function watchRelease({ release, modules, services, ...options }: WatchOptions): ReleaseWatch {
  const { url, portalBase } = release.place
  const { everyMs = EVERY_MS, read = signal => fetchRelease(url, { portalBase, signal }) } = options
  const end = new AbortController()
  let known = release.id
  let reported: string | undefined
  let checkedAt = Date.now()
  let checking: Promise<void> | undefined

  async function look() {
    checkedAt = Date.now()
    try {
      const found = await read(end.signal)
      reported = undefined
      if (end.signal.aborted || found.id === known) return
      known = found.id
      modules.apply(found)
    } catch (error) {
      if (!end.signal.aborted) report(error)
    }
  }

  function report(error: unknown) {
    const reason = error instanceof ReleaseError ? error.reason : 'unreachable'
    if (reason === reported) return
    reported = reason
    const attributes = issuePassport({ module: 'portal', phase: 'load', problem: reason })
    services.record({
      moduleId: 'portal',
      version: known,
      kind: 'error',
      name: 'release_unusable',
      attributes,
    })
  }

  function check(): Promise<void> {
    checking ??= look().finally(() => (checking = undefined))
    return checking
  }

  const onReturn = () => {
    if (document.visibilityState === 'visible' && Date.now() - checkedAt > REST_MS) void check()
  }
  const timer = setInterval(() => void check(), everyMs)
  window.addEventListener('focus', onReturn)
  document.addEventListener('visibilitychange', onReturn)
  const offFailures = modules.onFailedLoad(() => void check())

  return {
    check,
    stop() {
      end.abort()
      offFailures()
      clearInterval(timer)
      window.removeEventListener('focus', onReturn)
      document.removeEventListener('visibilitychange', onReturn)
    },
  }
}
