import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, inject } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { newContext, signIn, test } from '../support/e2e.ts'
import { openSecondPortal } from '../support/secondPortal.ts'
import { releaseWith } from './fixtureModules.ts'
import { faults } from './fixtures/faulty/src/faults.ts'
import { tracesOf } from './leaveNoTrace.ts'
import { sourceNames } from './sourceNames.ts'
import { openHome, visitAndLeave } from './walk.ts'

type Fault = keyof typeof faults

const FIXTURES = join('test', 'lifecycle', 'fixtures')
/** What the gate has to say of each fault, and how many lines below its function's first one it stands. */
const expected: Readonly<Record<Fault, readonly [what: string, line: number | 'untold']>> = {
  application: ['vue-app Vue application', 2],
  attribute: ['attribute body[data-scroll="locked"]', 'untold'],
  channel: ['channel BroadcastChannel', 1],
  element: ['element <aside>', 1],
  frames: ['timer requestAnimationFrame', 1],
  global: ['global leftover', 1],
  interval: ['timer setInterval', 1],
  listener: ['listener window popstate', 1],
  lock: ['lock forgotten', 'untold'],
  nodes: ['detached nodes', 1],
  observer: ['observer MutationObserver', 1],
  request: ['request fetch /stub/never', 1],
  router: ['history call replaceState /', 2],
  sheet: ['style sheet aside { color: red; }', 1],
  stored: ['stored key forgotten = here', 'untold'],
  style: ['style <style>', 1],
}

/** What the gate says of a walk over all of the faults, a line for each. */
let said: readonly string[]

beforeAll(async () => {
  const release = await releaseWith(join(process.cwd(), FIXTURES), ['faulty'])
  const [portalUrl, dataDir] = [inject('portalUrl'), inject('portalDataDir')]
  const never = () => new Promise(() => undefined)
  const portal = await openSecondPortal({
    releaseDir: release.dir,
    portalUrl,
    dataDir,
    prepare: app => app.get('/stub/never', never),
  })
  const browser = await launchBrowser()
  const page = await (await newContext(browser, portal.url)).newPage()
  await signIn(page, 'taicang-officer-1')
  await openHome(page)
  const round = async () => {
    for (const fault of Object.keys(faults)) await visitAndLeave(page, `/faulty/${fault}`)
  }
  const found = await tracesOf(page, { round, rounds: 1, warmUp: 1 })
  const sources = sourceNames(release.dir)
  const lines = found.map(async ({ kind, what, by }) => {
    const name = kind === 'detached nodes' ? kind : `${kind} ${what}`
    return `${name} by ${await sources.nameOf(by)}`
  })
  said = await Promise.all(lines)
  await browser.close()
  await portal.close()
  await release.remove()
})

describe('the leak gate', () => {
  test.for(Object.entries(expected))('catches and names: %s', ([fault, [what, line]]) => {
    const path = `${FIXTURES}/faulty/src/faults/${fault}.ts`
    const lines = readFileSync(path, 'utf8').split('\n')
    const first = lines.findIndex(text => text.startsWith('export function')) + 1
    const by = line === 'untold' ? 'a place that the browser does not tell' : `${path}:${first + line}`
    expect(said).toContain(`${what} by ${by}`)
  })

  test('says nothing of anybody else', () => {
    // What holds on to a module's application holds nodes that the framework made.
    const others = said.filter(line => !/^detached nodes|faulty\/src|does not tell$/.test(line))
    expect(others).toEqual([])
  })
})
