import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../support/chromium.ts'
import { openPortals, type ComparedPortal } from './embedding/comparedPortals.ts'
import { detachedNodes, heldBy } from './embedding/memory.ts'
import { printFiles, printHeld, printSwitches, printTimes, type Measured } from './embedding/report.ts'
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
  const measured = portals.map(({ title }, index): Measured => {
    const at = <T>(all: readonly T[]) => all[index] as T
    return { title, near: at(near), far: at(far), walk: at(walks) }
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

/** One after the other in turn, so that whatever else the machine does meets all; the first turn warms up. */
async function visitInTurn(within: Browser, latencyMs: number): Promise<Visit[][][]> {
  const all = portals.map((): Visit[][] => [])
  for (let run = 0; run <= runs; run++) {
    for (const [index, { url, isOnlySwitched }] of portals.entries()) {
      if (isOnlySwitched) continue
      const visits = await visitAll(within, url, latencyMs)
      if (run > 0) all[index]?.push(visits)
    }
  }
  return all
}

async function walkInTurn(within: Browser): Promise<Measured['walk'][]> {
  const walkers = await inTurn(portals, ({ url }: ComparedPortal) => openWalker(within, url))
  const begun = await inTurn(walkers, ({ session }) => heldBy(session))
  const walks = walkers.map(() => ({ switches: [] as Switch[], threadMs: [] as number[] }))
  for (let round = 0; round < rounds; round++) {
    for (const [index, walker] of walkers.entries()) {
      const { switches, threadMs } = await walker.walk()
      walks[index]?.switches.push(...switches)
      walks[index]?.threadMs.push(threadMs)
    }
  }
  return inTurn([...walkers.entries()], async ([index, { session, close }]) => {
    const held = { before: begun[index]!, after: await heldBy(session) }
    const detached = await detachedNodes(session)
    await close()
    return { ...walks[index]!, ...held, detached }
  })
}

async function inTurn<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const one of all) results.push(await work(one))
  return results
}
