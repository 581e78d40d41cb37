import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { ResolvedRelease } from './readRelease.ts'
import { ReleaseError } from './releaseError.ts'
import { aRelease, someServices } from './testing/samples.ts'
import { watchRelease } from './watchRelease.ts'

beforeEach(() => {
  vi.useFakeTimers()
  return () => void vi.useRealTimers()
})

const place = { url: '/mf/release.json', portalBase: '/' }
const named = (id: string): ResolvedRelease => ({ ...aRelease([]), id, place, refused: [] })

function aWatch() {
  const answers: (ResolvedRelease | ReleaseError)[] = []
  const applied: string[] = []
  const services = someServices([])
  let tellFailure: (id: string) => void = () => undefined
  let asked = 0
  const watch = watchRelease({
    release: named('r1'),
    services,
    modules: {
      apply: release => applied.push(release.id),
      onFailedLoad: listener => {
        tellFailure = listener
        return () => (tellFailure = () => undefined)
      },
    },
    everyMs: 60_000,
    async read() {
      asked += 1
      const answer = answers.shift() ?? named('r1')
      if (answer instanceof ReleaseError) throw answer
      return answer
    },
  })
  onTestFinished(watch.stop)
  return { watch, answers, applied, services, asked: () => asked, fail: () => tellFailure('one') }
}

describe('watching the release', () => {
  it('finds a new one at its interval, and applies it once', async () => {
    const { answers, applied, asked } = aWatch()
    answers.push(named('r1'), named('r2'), named('r2'))
    await vi.advanceTimersByTimeAsync(180_000)
    expect([asked(), applied]).toEqual([3, ['r2']])
  })

  it('looks when somebody comes back to the page, but not at every turn of the head', async () => {
    const { asked } = aWatch()
    window.dispatchEvent(new Event('focus'))
    await vi.advanceTimersByTimeAsync(31_000)
    expect(asked()).toBe(0)
    window.dispatchEvent(new Event('focus'))
    document.dispatchEvent(new Event('visibilitychange'))
    await vi.advanceTimersByTimeAsync(0)
    expect(asked()).toBe(1)
  })

  it('looks when a program did not arrive', async () => {
    const { answers, applied, fail } = aWatch()
    answers.push(named('r2'))
    fail()
    await vi.advanceTimersByTimeAsync(0)
    expect(applied).toEqual(['r2'])
  })

  it('goes on with what the page has when the release cannot be read, and reports that once', async () => {
    const { answers, applied, services } = aWatch()
    const bad = new ReleaseError('html', 'x')
    answers.push(bad, bad, named('r2'))
    await vi.advanceTimersByTimeAsync(180_000)
    expect(applied).toEqual(['r2'])
    expect(services.records).toMatchObject([
      { moduleId: 'portal', name: 'release_unusable', attributes: { problem: 'html', phase: 'load' } },
    ])
    expect(services.records[0]!.attributes['code']).toMatch(/^POR-/)
  })

  it('ends with the shell', async () => {
    const { watch, asked, fail } = aWatch()
    watch.stop()
    await vi.advanceTimersByTimeAsync(180_000)
    window.dispatchEvent(new Event('focus'))
    fail()
    expect(asked()).toBe(0)
  })
})
