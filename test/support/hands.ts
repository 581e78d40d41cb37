import type { Locator } from 'playwright-core'

/** What a task took somebody on a phone. */
export interface Effort {
  /** Things that had to be answered: typed, ticked or chosen. */
  readonly fields: number
  readonly taps: number
  /** Characters that had to be typed. */
  readonly characters: number
  /** By the keystroke-level model, without free text and without waiting for the machine; see `docs/usability.md`. */
  readonly seconds: number
}

/** Seconds of the keystroke-level model (Card, Moran and Newell 1983), with a thumb on a phone. */
const TAP = 1.1
const DECIDE = 1.35
const CHARACTER = 0.84

/** Somebody's thumbs: does what a page asks for, and counts it. */
export function thumbs() {
  let fields = 0
  let taps = 0
  let characters = 0
  let searched = 0

  async function tap(target: Locator): Promise<void> {
    taps += 1
    await target.tap()
  }
  return {
    tap,
    /** A box that is ticked, one of several that is chosen. */
    async tick(target: Locator): Promise<void> {
      fields += 1
      await tap(target)
    },
    /** Types where the cursor already stands; a search is short, and counts. */
    async search(target: Locator, text: string): Promise<void> {
      fields += 1
      searched += text.length
      await target.pressSequentially(text)
    },
    /** A text of one's own, behind a tap. */
    async write(target: Locator, text: string): Promise<void> {
      fields += 1
      characters += text.length
      await tap(target)
      await target.fill(text)
    },
    /** One of a list that opens: a tap that opens it, and one that chooses. */
    async select(target: Locator, label: string): Promise<void> {
      fields += 1
      taps += 2
      await target.selectOption({ label })
    },
    effort: (): Effort => ({
      fields,
      taps,
      characters: characters + searched,
      seconds: Math.round(taps * TAP + fields * DECIDE + searched * CHARACTER),
    }),
  }
}
