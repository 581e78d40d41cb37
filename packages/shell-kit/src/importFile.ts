import { RETRY_ADDRESSES, retryAddress } from '@sunshine-aid/host-contract'

/** Imports the module script at `url`, whose bytes have this integrity. */
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
 * Tries three times before it gives up, and may be called again after that. From the second attempt on, the file is
 * fetched first, so that no further address is used up while the network is away.
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
      throw error
    }
  }

  return async (url, integrity) => {
    for (let number = 1; ; number += 1) {
      try {
        return await attempt(url, integrity)
      } catch (error) {
        if (number === ATTEMPTS) throw error
        await new Promise(resolve => setTimeout(resolve, PAUSE_MS))
      }
    }
  }
}

const browserNetwork: Network = {
  run: url => import(/* @vite-ignore */ url),
  async reach(url, integrity) {
    const response = await fetch(url, { cache: 'reload', ...(integrity !== undefined && { integrity }) })
    if (!response.ok) throw new Error(`${url} answered with status ${response.status}`)
    await response.arrayBuffer()
  },
}
