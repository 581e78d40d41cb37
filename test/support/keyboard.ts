import type { Page } from 'playwright-core'

/** Presses Tab until the focus is on something with this name; as people do who cannot point. */
export async function tabTo(page: Page, name: string | RegExp, key = 'Tab'): Promise<void> {
  const isIt = (text: string) => (typeof name === 'string' ? text === name : name.test(text))
  const seen: string[] = []
  for (let presses = 0; presses < 150; presses += 1) {
    await page.keyboard.press(key)
    const focused = await page.evaluate(nameOfFocus)
    if (isIt(focused)) return
    seen.push(focused)
  }
  throw new Error(`no way by ${key} to ${String(name)}; it led over ${seen.join(' | ')}`)
}

/** Runs in the page: what the focused element is called. */
export function nameOfFocus(): string {
  const element = document.activeElement
  if (!element) return ''
  const ids = element.getAttribute('aria-labelledby')?.split(' ') ?? []
  const labels: (Element | null)[] = ids.map(id => document.getElementById(id))
  labels.push(element.closest('label') ?? document.querySelector(`label[for="${element.id}"]`))
  const label = labels.map(each => each?.textContent ?? '').join(' ')
  const name = element.getAttribute('aria-label') ?? label
  return (name.trim() || element.textContent).replaceAll('*', '').trim()
}

/** Goes to something with this name and presses Enter on it. */
export async function enter(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, name)
  await page.keyboard.press('Enter')
}

/** Goes to a box or to the first of several, and takes the one with this name. */
export async function tick(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, name)
  await page.keyboard.press('Space')
}

/** Goes to a field and writes into it. */
export async function write(page: Page, name: string | RegExp, text: string): Promise<void> {
  await tabTo(page, name)
  await page.keyboard.insertText(text)
}

/** Goes to a list that opens, and down to what is called `choice`. */
export async function pick(page: Page, name: string | RegExp, choice: string): Promise<void> {
  await tabTo(page, name)
  for (let presses = 0; presses < 30; presses += 1) {
    if ((await page.evaluate(chosenInFocus)) === choice) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`there is no choice ${choice}`)
}

/** Runs in the page. */
function chosenInFocus(): string {
  const focused = document.activeElement
  return focused instanceof HTMLSelectElement ? (focused.selectedOptions[0]?.textContent.trim() ?? '') : ''
}
