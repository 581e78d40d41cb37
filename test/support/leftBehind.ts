import type { Page } from 'playwright-core'

const WORDS = /\p{Script=Han}+/u
/** What a student who looks over somebody's shoulder need not read (D5); the portal's own name is not ours. */
const AID_WORDS = /贫困|困难|帮扶|资助(?!平台)/u

/** What was typed or read by people, in a URL: names and texts are Chinese, ids, codes and filters are not. */
export function wordsIn(url: string): string | undefined {
  if (!/^https?:/.test(url)) return undefined
  return WORDS.exec(decoded(url))?.[0]
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url)
  } catch {
    return url
  }
}

/**
 * Faults of privacy in what a page shows to somebody who only looks at the browser, or leaves on the computer: one of
 * `names` or a word of aid in the title, words in its address or in what it stored.
 */
export async function whatIsLeftBehind(page: Page, names: readonly string[]): Promise<string[]> {
  if (page.isClosed()) return []
  const seen = await page.evaluate(readTraces).catch(() => undefined)
  if (!seen) return []
  const faults: string[] = []
  if (names.some(name => seen.title.includes(name))) faults.push('a name in the title of the window')
  if (AID_WORDS.test(seen.title)) faults.push('the title of the window speaks of aid')
  if (wordsIn(page.url())) faults.push('words in the address of the page')
  for (const [key, value] of seen.stored)
    if (WORDS.test(decoded(value))) faults.push(`words are stored as ${key}`)
  return faults
}

/** Runs in the page. */
function readTraces(): { title: string; stored: [string, string][] } {
  const stored = [localStorage, sessionStorage].flatMap(
    storage => Object.entries(storage) as [string, string][],
  )
  return { title: document.title, stored }
}
