import type { Page } from 'playwright-core'
import { watchLeaks, type Leak, type LeakWatch } from './leakWatch.ts'

export interface Walk {
  /** From a page without any module to a module and back. Its first runs load what stays for good. */
  readonly round: () => Promise<void>
  readonly rounds: number
  /** Rounds before anything is counted in memory: compiled code and first use of shared files are no growth. */
  readonly warmUp?: number
}

/** Of the 100 switches that the guarantee speaks of. */
const MOST_DETACHED = 100

/**
 * Walks `rounds` times and resolves to all that has been left: what is on the page that was not there before the
 * module came for the first time, calls of the browser's history while nobody was there, and nodes that are held in
 * memory. What cannot be told of who left it is asked for by more rounds.
 */
export async function tracesOf(page: Page, { round, rounds, warmUp = 3 }: Walk): Promise<readonly Leak[]> {
  const watch = await watchLeaks(page)
  for (let done = 0; done < warmUp; done += 1) await round()
  const held = await watch.detachedNodes()
  for (let done = 0; done < rounds; done += 1) await round()
  const left = await watch.leaks()
  return [
    ...(await explained(watch, left, round)),
    ...(await historyCalls(page, watch)),
    ...(await heldNodes(watch, held, round)),
  ]
}

/** A router that still listens answers to a step in the browser's history, also to one that is nobody's page. */
async function historyCalls(page: Page, watch: LeakWatch): Promise<Leak[]> {
  await watch.takeHistoryCalls()
  await page.evaluate(async () => {
    const stepDone = () => new Promise(resolve => addEventListener('popstate', resolve, { once: true }))
    const there = stepDone()
    location.hash = 'elsewhere'
    await there
    const backAgain = stepDone()
    history.back()
    await backAgain
    await new Promise(requestAnimationFrame)
  })
  return (await watch.takeHistoryCalls()).map(({ what, by }) => ({ kind: 'history call', what, by }))
}

async function explained(watch: LeakWatch, left: readonly Leak[], round: Walk['round']): Promise<Leak[]> {
  const globals = left.filter(({ kind, by }) => kind === 'global' && by.length === 0)
  if (globals.length === 0) return [...left]
  for (const { what } of globals) await watch.trapGlobal(what)
  await round()
  const setters = await Promise.all(globals.map(({ what }) => watch.setterOf(what)))
  return left.map(leak => {
    const setter = setters[globals.indexOf(leak)]
    return setter === undefined ? leak : { ...leak, by: placesIn(setter) }
  })
}

/** Some nodes of the page that was left last are always held. It is growth when every further round holds more. */
async function heldNodes(watch: LeakWatch, before: number, round: Walk['round']): Promise<Leak[]> {
  const counts = [before, await watch.detachedNodes()]
  const isGrowing = () => counts.every((count, at) => count > (counts[at - 1] ?? -1))
  while (isGrowing() && counts.length < 5) {
    await round()
    counts.push(await watch.detachedNodes())
  }
  if (!isGrowing() && Math.max(...counts) <= MOST_DETACHED) return []
  await watch.traceMakers()
  await round()
  const first = await watch.makersOfDetached()
  await round()
  const second = Object.entries(await watch.makersOfDetached())
  const makers = second
    .filter(([stack, count]) => count > (first[stack] ?? 0))
    .map(([stack]) => placesIn(stack))
  const what = counts.join(', then ')
  return (makers.length > 0 ? makers : [[]]).map(by => ({ kind: 'detached nodes', what, by }))
}

/** `address:line:column` of each call of a stack, the innermost first. */
function placesIn(stack: string): string[] {
  return [...stack.matchAll(/([^\s()]+:\d+:\d+)\)?$/gm)].map(([, place = '']) => place).filter(isOfPage)
}

function isOfPage(place: string): boolean {
  return /^https?:/.test(place)
}
