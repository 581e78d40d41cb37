import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../support/chromium.ts'
import { openPortals } from './embedding/comparedPortals.ts'
import { detachedNodes, heldBy } from './embedding/memory.ts'
import {
  printFiles,
  printHeld,
  printSwitches,
  printTimes,
  type Measured,
  type Walk,
} from './embedding/report.ts'
import { openWalker, ROUND, visitAll, type Visit } from './embedding/visits.ts'
import type { Switch } from './embedding/whenReady.ts'
import { CACHE } from './support/cache.ts'
import { printMachine } from './support/machine.ts'
import { openDemo } from './support/openDemo.ts'

// What embedding costs: the portal as released beside the same code as one plain page, which is the floor, and as
// four applications under the frameworks that portals use today. All in one run, in turn.

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '9' },
    rounds: { type: 'string', default: '25' },
  },
})
const runs = Number(values.runs)
const rounds = Number(values.rounds)
const dataDir = join(CACHE, 'small')

const demo = await openDemo(dataDir, { students: 600, applicationShare: 0.15 }, new Date())
const portals = await openPortals({ demo, dataDir }, line => console.log(line))
const browser = await launchBrowser()
try {
  printMachine({
    chromium: browser.version(),
    runs: `${runs} first loads at each latency, ${rounds * ROUND.length} switches`,
  })
  const near = await visitInTurn(browser, 0)
  const far = await visitInTurn(browser, 150)
  const walks = await walkInTurn(browser)
  const measured = portals.map(({ title }): Measured => {
    const walk = walks.get(title)
    return { title, near: near.get(title) ?? [], far: far.get(title) ?? [], ...(walk && { walk }) }
  })
  printFiles(measured)
  printTimes(measured)
  printSwitches(measured)
  printHeld(measured)
} finally {
  await browser.close()
  await Promise.all(portals.map(({ close }) => close()))
  await demo.close()
}

/**
 * One after the other in turn, so that whatever else the machine does meets all; the first turn warms up.
 * @returns title → rounds
 */
async function visitInTurn(within: Browser, latencyMs: number): Promise<Map<string, Visit[][]>> {
  const visited = portals.filter(({ only }) => only !== 'switches')
  const all = new Map(visited.map(({ title }): [string, Visit[][]] => [title, []]))
  for (let run = 0; run <= runs; run++) {
    for (const { title, url } of visited) {
      const visits = await visitAll(within, url, latencyMs)
      if (run > 0) all.get(title)?.push(visits)
    }
  }
  return all
}

/** @returns title → what was seen */
async function walkInTurn(within: Browser): Promise<Map<string, Walk>> {
  const switched = portals.filter(({ only }) => only !== 'visits')
  const walks = await inTurn(switched, async ({ title, url }) => {
    const walker = await openWalker(within, url)
    return {
      title,
      walker,
      switches: [] as Switch[],
      threadMs: [] as number[],
      before: await heldBy(walker.session),
    }
  })
  for (let round = 0; round < rounds; round++) {
    for (const { walker, switches, threadMs } of walks) {
      const seen = await walker.walk()
      switches.push(...seen.switches)
      threadMs.push(seen.threadMs)
    }
  }
  const ends = await inTurn(walks, async ({ title, walker: { session, close }, ...walk }) => {
    const after = await heldBy(session)
    const detached = await detachedNodes(session)
    await close()
    return [title, { ...walk, after, detached }] as const
  })
  return new Map(ends)
}

async function inTurn<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const one of all) results.push(await work(one))
  return results
}
