import type { BrowserContext, Page } from 'playwright-core'
import { whatIsLeftBehind, wordsIn } from './leftBehind.ts'

/** What went wrong in the pages of browser contexts, beside what a test said to expect. */
export type Watch = {
  /** Watches the pages of one more context. */
  also(context: BrowserContext): Promise<void>
  /** Lines that match are not counted as faults, earlier ones included. */
  expect(pattern: RegExp): void
  faults(): string[]
  /** Looks at what the pages that are still open show beside their content, and counts personal data there as faults. */
  lookBehind(names: readonly string[]): Promise<void>
  /** Everything that was seen, expected or not. */
  seen(): readonly string[]
}

const VIOLATION = 'content security policy violation'

/**
 * Collects errors and warnings of the console, uncaught errors, refusals by the content security policy and by the
 * integrity policy, failed requests, answers of 500 and above, and words in any address, from every page of `context`
 * that is opened afterwards.
 */
export async function watchPages(context: BrowserContext): Promise<Watch> {
  const seen: string[] = []
  const expected: RegExp[] = []
  const contexts: BrowserContext[] = []
  async function also(one: BrowserContext): Promise<void> {
    contexts.push(one)
    await one.addInitScript(reportViolations, VIOLATION)
    one.on('page', page => watchPage(page, line => seen.push(line)))
  }
  await also(context)
  return {
    also,
    expect: pattern => expected.push(pattern),
    seen: () => seen,
    faults: () => seen.filter(line => !expected.some(pattern => pattern.test(line))),
    async lookBehind(names) {
      for (const page of contexts.flatMap(one => one.pages()))
        seen.push(...(await whatIsLeftBehind(page, names)))
    },
  }
}

function watchPage(page: Page, note: (line: string) => void): void {
  page.on('console', message => {
    const type = message.type()
    if (type === 'error' || type === 'warning')
      note(`console ${type}: ${message.text()} (${message.location().url})`)
  })
  page.on('pageerror', error => note(`uncaught: ${error.stack ?? error.message}`))
  page.on('request', request => {
    const words = wordsIn(request.url())
    if (words) note(`words in an address: ${request.method()} ${words}`)
  })
  page.on('requestfailed', request => {
    const reason = request.failure()?.errorText ?? ''
    // The browser says so when a page is left while it still loads; a module that is left aborts its requests.
    if (reason !== 'net::ERR_ABORTED') note(`request failed: ${request.method()} ${request.url()} ${reason}`)
  })
  page.on('response', response => {
    if (response.status() >= 500)
      note(`answer ${response.status()}: ${response.request().method()} ${response.url()}`)
  })
}

/** Runs in the page. What the page's policies refuse is an event; what the integrity policy refuses only a report. */
function reportViolations(name: string): void {
  document.addEventListener('securitypolicyviolation', event => {
    console.error(`${name}: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`)
  })
  const observer = new ReportingObserver(
    reports => {
      for (const { body } of reports) {
        const { blockedURL = '', destination = '' } = body as { blockedURL?: string; destination?: string }
        console.error(`integrity policy violation: ${destination} ${blockedURL}`)
      }
    },
    { buffered: true, types: ['integrity-violation'] },
  )
  observer.observe()
}
