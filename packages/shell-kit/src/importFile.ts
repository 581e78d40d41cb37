import { RETRY_ADDRESSES, retryAddress } from '@sunshine-aid/host-contract'
import { LoadError } from './loadError.ts'
import { reachFile } from './reachFile.ts'

/**
 * Imports the module script at `url`, whose bytes have this integrity.
 * @throws {LoadError}
 */
export type ImportFile = (url: string, integrity?: string) => Promise<unknown>

export interface Network {
  /** Runs the script; a failure is remembered by the browser for as long as the page lives. */
  readonly run: (url: string) => Promise<unknown>
  /** Rejects unless the bytes arrive and are the right ones; nothing remembers a failure. */
  readonly reach: (url: string, integrity: string | undefined) => Promise<unknown>
}

const ATTEMPTS = 3
const PAUSE_MS = 400

/**
 * Tries three times before it gives up, unless what is wrong is certain, and may be called again after that. From the
 * second attempt on, the file is fetched first, so that no further address is used up while the network is away.
 */
export function importFile(network: Network = browserNetwork): ImportFile {
  const failures = new Map<string, number>()

  async function attempt(url: string, integrity: string | undefined): Promise<unknown> {
    const failed = failures.get(url) ?? 0
    if (failed > 0) await network.reach(url, integrity)
    try {
      return await network.run(failed === 0 ? url : retryAddress(url, Math.min(failed, RETRY_ADDRESSES)))
    } catch (error) {
      failures.set(url, failed + 1)
      throw reasoned(url, error, failed > 0)
    }
  }

  return async (url, integrity) => {
    for (let number = 1; ; number += 1) {
      try {
        return await attempt(url, integrity)
      } catch (error) {
        if (number === ATTEMPTS || isCertain(error)) throw error
        await new Promise(resolve => setTimeout(resolve, PAUSE_MS))
      }
    }
  }
}

const browserNetwork: Network = {
  run: url => import(/* @vite-ignore */ url),
  reach: reachFile,
}

/** What browsers say when the file, or one that it imports, did not arrive; in their words, there is no code. */
const NOT_FETCHED = /dynamically imported module|Importing a module script failed/i

/** @param isThere whether the file itself has just been reached */
function reasoned(url: string, cause: unknown, isThere: boolean): LoadError {
  if (cause instanceof LoadError) return cause
  const isFetching = cause instanceof TypeError && NOT_FETCHED.test(cause.message)
  if (!isFetching) return new LoadError('script_failed', `${url} fails when it is run.`, { cause })
  return isThere
    ? new LoadError('shared_unreachable', `Something that ${url} imports did not arrive.`, { cause })
    : new LoadError('unreachable', `${url} did not arrive.`, { cause })
}

function isCertain(error: unknown): boolean {
  return error instanceof LoadError && error.reason !== 'unreachable' && error.reason !== 'shared_unreachable'
}
