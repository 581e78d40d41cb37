import { describe, expect, it, vi } from 'vitest'
import { importFile, type Network } from './importFile.ts'
import { LoadError } from './loadError.ts'

/** A browser that remembers which addresses have failed, over a network that works or does not. */
function aBrowser() {
  const browser = { isOnline: true, ran: [] as string[], remembered: new Set<string>() }
  const network: Network = {
    async run(url) {
      browser.ran.push(url)
      if (!browser.isOnline) browser.remembered.add(url)
      if (browser.remembered.has(url)) throw new TypeError('Failed to fetch dynamically imported module')
      return { url }
    },
    async reach() {
      if (!browser.isOnline) throw new LoadError('unreachable', 'x')
    },
  }
  return { browser, load: importFile(network) }
}

describe('importing a file', () => {
  it('asks once when all is well', async () => {
    const { browser, load } = aBrowser()
    await load('/m.js')
    expect(browser.ran).toEqual(['/m.js'])
  })

  it('recovers by itself when the network comes back within a second', async () => {
    vi.useFakeTimers()
    const { browser, load } = aBrowser()
    browser.isOnline = false
    const loading = load('/m.js')
    await vi.advanceTimersByTimeAsync(500)
    browser.isOnline = true
    await vi.advanceTimersByTimeAsync(500)
    expect(await loading).toEqual({ url: '/m.js?retry=1' })
    vi.useRealTimers()
  })

  it('works again whenever somebody retries, however long the network was away', async () => {
    vi.useFakeTimers()
    const { browser, load } = aBrowser()
    browser.isOnline = false
    for (let press = 0; press < 10; press += 1) {
      const outcome = load('/m.js').catch((error: unknown) => error)
      await vi.runAllTimersAsync()
      expect(await outcome).toMatchObject({ name: 'LoadError', reason: 'unreachable' })
    }
    browser.isOnline = true
    expect(await load('/m.js')).toEqual({ url: '/m.js?retry=1' })
    expect(browser.ran).toEqual(['/m.js', '/m.js?retry=1'])
    vi.useRealTimers()
  })
})

describe('what is certain', () => {
  const run = vi.fn<Network['run']>()
  const notFetched = new TypeError('Failed to fetch dynamically imported module: /m.js')

  it.each<[string, Error, Network['reach'], string, number]>([
    ['a program that fails', new SyntaxError('no export'), async () => undefined, 'script_failed', 1],
    [
      'bytes that are others',
      notFetched,
      () => Promise.reject(new LoadError('wrong_hash', 'x')),
      'wrong_hash',
      1,
    ],
    ['a shared file that is gone', notFetched, async () => undefined, 'shared_unreachable', 3],
  ])('is said at once: %s', async (_, error, reach, reason, runs) => {
    run.mockReset().mockRejectedValue(error)
    await expect(importFile({ run, reach })('/m.js')).rejects.toThrow(
      expect.objectContaining({ reason }) as Error,
    )
    expect(run).toHaveBeenCalledTimes(runs)
  })
})
