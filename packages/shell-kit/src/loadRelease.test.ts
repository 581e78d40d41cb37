import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { fetchRelease, releaseInPage } from './loadRelease.ts'
import { aModule, aRelease } from './testing/samples.ts'

const published = { ...aRelease([{ ...aModule('mentors'), base: './mentors/1/', basePath: 'mentors/' }]) }

function aPageWith(textContent: string) {
  const element = document.body.appendChild(document.createElement('script'))
  Object.assign(element, { type: 'application/json', id: 'release', textContent })
  onTestFinished(() => element.remove())
}

/** A network that answers every request in this way. */
function answering(answer: (signal: AbortSignal) => Promise<Response>) {
  const original = globalThis.fetch
  globalThis.fetch = (_, init) => answer(init!.signal!)
  onTestFinished(() => void (globalThis.fetch = original))
}

const because = (reason: string) => expect.objectContaining({ name: 'ReleaseError', reason }) as Error

describe('a release in the page', () => {
  it('is resolved to where it came from and where the portal lives', () => {
    aPageWith(JSON.stringify(published))
    const release = releaseInPage({ url: '/files/release.json', portalBase: '/portal/' })
    expect(release.modules[0]).toMatchObject({ base: '/files/mentors/1/', basePath: '/portal/mentors/' })
    expect(release.place).toEqual({ url: '/files/release.json', portalBase: '/portal/' })
  })

  it('is missing where there is none', () => {
    expect(() => releaseInPage()).toThrow(because('missing'))
  })

  it('is refused when it is cut off', () => {
    aPageWith(JSON.stringify(published).slice(0, 60))
    expect(() => releaseInPage()).toThrow(because('not_json'))
  })
})

describe('a release that is fetched', () => {
  it('has the addresses of its folder', async () => {
    answering(async () => Response.json(published))
    const { modules } = await fetchRelease('https://cdn.example/mf/release.json')
    expect(modules[0]).toMatchObject({ base: 'https://cdn.example/mf/mentors/1/', basePath: '/mentors/' })
  })

  it.each<[string, () => Promise<Response>, string]>([
    ['there is nothing', async () => new Response('', { status: 404 }), 'missing'],
    ['the server fails', async () => new Response('', { status: 502 }), 'unreachable'],
    ['nothing answers', () => Promise.reject(new TypeError('Failed to fetch')), 'unreachable'],
    ['a page comes instead', async () => new Response('<!doctype html><p>'), 'html'],
    ['it is cut off', async () => new Response(JSON.stringify(published).slice(0, 60)), 'not_json'],
    ['it is for a later shell', async () => Response.json({ ...published, schema: 2 }), 'from_future'],
    ['it is something else', async () => Response.json([]), 'malformed'],
  ])('is refused when %s', async (_, answer, reason) => {
    answering(answer)
    await expect(fetchRelease('/mf/release.json')).rejects.toThrow(because(reason))
  })

  it('is late after eight seconds, and not waited for any longer', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    let isGivenUp = false
    answering(
      signal => new Promise(() => signal.addEventListener('abort', () => (isGivenUp = true), { once: true })),
    )
    const outcome = expect(fetchRelease('/mf/release.json')).rejects.toThrow(because('late'))
    await vi.advanceTimersByTimeAsync(8_000)
    await outcome
    expect(isGivenUp).toBe(true)
  })
})
