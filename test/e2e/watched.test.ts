import { describe, expect } from 'vitest'
import { test } from '../support/e2e.ts'

/** As text: the test runner would put its own loader in the place of the browser's. */
const RUN_STRANGER = `import('/mf/stranger.js').catch(() => null)`

describe('a page of the portal', () => {
  test('opens without a fault', async ({ page, watch }) => {
    await page.goto('/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(watch.faults()).toEqual([])
  })

  // What the other tests rely on: each kind of fault is seen.
  const faults: readonly (readonly [what: string, fault: (() => void) | string, pattern: RegExp])[] = [
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
    ['what somebody typed in an address', askByName, /words in an address: GET 王/],
    ['a style in the markup', addStyle, /violation: style-src-attr/],
    ['markup from a text', addMarkup, /violation: require-trusted-types-for/],
    ['code from a text', runText, /violation: (?:script-src|require-trusted-types-for)/],
    [
      'a script that the release does not name',
      RUN_STRANGER,
      /integrity policy violation: script .*stranger/,
    ],
  ]
  test.for(faults)('shows %s as a fault', async ([, fault, pattern], { page, watch }) => {
    watch.expect(/./s)
    await page.goto('/')
    await (typeof fault === 'string' ? page.evaluate(fault) : page.evaluate(fault))
    await expect.poll(() => watch.seen().join('\n')).toMatch(pattern)
  })
})

describe('a look at what a page leaves behind', () => {
  const traces: readonly (readonly [what: string, trace: string, fault: string])[] = [
    ['a name in the title', `document.title = '王某某 · 申请'`, 'a name in the title of the window'],
    ['aid in the title', `document.title = '困难学生名单'`, 'the title of the window speaks of aid'],
    ['a word in the storage', `localStorage.setItem('last', '王某某')`, 'words are stored as last'],
    [
      'a word in the address',
      `history.replaceState(null, '', '/?q=王某某')`,
      'words in the address of the page',
    ],
  ]
  test.for(traces)('finds %s', async ([, trace, fault], { page, watch }) => {
    watch.expect(/./s)
    await page.goto('/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.evaluate(trace)
    await watch.lookBehind(['王某某'])
    expect(watch.seen()).toContain(fault)
  })
})

/** Runs in the page. */
function addPicture(): void {
  new Image().src = 'https://example.invalid/pixel.png'
}

/** Runs in the page. */
function askByName(): void {
  void fetch('/api/v1/students?name=王').catch(() => null)
}

/** Runs in the page. */
function addStyle(): void {
  document.body.setAttribute('style', 'color: red')
}

/** Runs in the page. */
function addMarkup(): void {
  try {
    document.createElement('iframe').srcdoc = '<b>bold</b>'
  } catch {
    return
  }
}

/** Runs in the page, and later by itself: what a test has the browser do may always run text. */
function runText(): void {
  setTimeout(() => void window.eval('1'))
}
