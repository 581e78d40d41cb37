import { describe, expect } from 'vitest'
import { test } from '../support/e2e.ts'

describe('a page of the portal', () => {
  test('opens without a fault', async ({ page, watch }) => {
    await page.goto('/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(watch.faults()).toEqual([])
  })

  // What the other tests rely on: each kind of fault is seen.
  const faults: readonly (readonly [what: string, fault: () => void, pattern: RegExp])[] = [
    ['an error on the console', () => reportError(new Error('reported')), /uncaught: Error: reported/],
    [
      'a rejection that nobody caught',
      () => void Promise.reject(new Error('not caught')),
      /uncaught: Error: not caught/,
    ],
    ['a picture from another place', addPicture, /content security policy violation: img-src/],
    [
      'a request to another place',
      () => void fetch('http://127.0.0.1:9/').catch(() => null),
      /violation: connect-src/,
    ],
  ]
  test.for(faults)('shows %s as a fault', async ([, fault, pattern], { page, watch }) => {
    watch.expect(/./s)
    await page.goto('/')
    await page.evaluate(fault)
    await expect.poll(() => watch.seen().join('\n')).toMatch(pattern)
  })
})

/** Runs in the page. */
function addPicture(): void {
  new Image().src = 'https://example.invalid/pixel.png'
}
