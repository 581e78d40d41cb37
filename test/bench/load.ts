import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { resolveRelease } from '@sunshine-aid/shell-kit/pages'
import { buildRelease } from '@sunshine-aid/shell-stub'
import { launchBrowser } from '../support/chromium.ts'
import { firstLoad, openWalker, type FirstLoad, type Switches } from './load/measure.ts'
import { buildPlainPage } from './load/plainPage.ts'
import { serveRelease, servePlainPage } from './load/serve.ts'
import { chainOf, type Transfer } from './load/watchNetwork.ts'
import { kilobytes, median, milliseconds, times } from './support/figures.ts'
import { printMachine } from './support/machine.ts'
import { CACHE, openDemo } from './support/openDemo.ts'
import { printTable } from './support/printTable.ts'

// What embedding costs: the portal as released beside the same code built as one plain page, in one run.

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '9' }, laps: { type: 'string', default: '9' } },
})
const runs = Number(values.runs)
const laps = Number(values.laps)

const releaseDir = join(CACHE, 'release')
const plainDir = join(CACHE, 'plain')
const dataDir = join(CACHE, 'small')

console.log('building the release and the plain page')
const published = await buildRelease({ outDir: releaseDir })
const { modules } = resolveRelease(published, { url: '/mf/release.json', portalBase: '/' })
const page = await buildPlainPage(plainDir, modules)
const demo = await openDemo(dataDir, { students: 600, applicationShare: 0.15 }, new Date())
const released = await serveRelease(releaseDir, demo, dataDir)
const plain = await servePlainPage(plainDir, page, demo, dataDir)
const browser = await launchBrowser()
try {
  printMachine({ chromium: browser.version(), runs: `${runs} loads, ${laps} laps; medians` })
  const near = await loadInTurn(0)
  const far = await loadInTurn(150)
  printBytes(near, far)
  printTimes(near, far)
  printSwitches(await walkInTurn())
} finally {
  await browser.close()
  await Promise.all([released.close(), plain.close()])
  await demo.close()
}

interface Pair<T> {
  readonly plain: T
  readonly released: T
}

/** Loads one after the other in turn, so that whatever else the machine does meets both; the first pair warms up. */
async function loadInTurn(latencyMs: number): Promise<Pair<FirstLoad[]>> {
  const pair: Pair<FirstLoad[]> = { plain: [], released: [] }
  for (let run = 0; run <= runs; run++) {
    pair.plain.push(await firstLoad(browser, plain.url, latencyMs))
    pair.released.push(await firstLoad(browser, released.url, latencyMs))
  }
  return { plain: pair.plain.slice(1), released: pair.released.slice(1) }
}

async function walkInTurn(): Promise<Pair<Switches>> {
  const pair = {
    plain: await openWalker(browser, plain.url),
    released: await openWalker(browser, released.url),
  }
  for (let lap = 0; lap < laps; lap++) {
    await pair.plain.walk()
    await pair.released.walk()
  }
  return { plain: await pair.plain.end(), released: await pair.released.end() }
}

function printBytes(near: Pair<FirstLoad[]>, far: Pair<FirstLoad[]>): void {
  const of = ({ released, plain }: Pair<FirstLoad[]>, figure: (transfers: readonly Transfer[]) => number) =>
    [released, plain].map(loads => median(loads.map(({ transfers }) => figure(transfers)))) as [
      number,
      number,
    ]
  const bytes = (...kinds: Transfer['kind'][]) =>
    of(near, all => sum(all.filter(({ kind }) => kinds.includes(kind))))
  const isFile = ({ kind }: Transfer) => kind === 'page' || kind === 'script' || kind === 'style'
  const isCounted = (transfer: Transfer) => isFile(transfer) || transfer.kind === 'api'
  const count = ([a, b]: [number, number]) => [String(a), String(b), times(a, b)]
  const size = ([a, b]: [number, number]) => [kilobytes(a), kilobytes(b), b > 0 ? times(a, b) : '–']
  printTable(
    ['first load of applications', 'release', 'plain page', 'ratio'],
    [
      ['page', ...size(bytes('page'))],
      ['scripts', ...size(bytes('script'))],
      ['style sheets', ...size(bytes('style'))],
      ['page, scripts and style sheets', ...size(bytes('page', 'script', 'style'))],
      ['replies of the API and the issuer', ...size(bytes('api'))],
      ['Chinese font, where none is installed', ...size(bytes('font'))],
      ['requests for files', ...count(of(near, all => all.filter(isFile).length))],
      [
        'requests with those to the API and the issuer',
        ...count(of(near, all => all.filter(isCounted).length)),
      ],
      ['chain of requests for files', ...count(of(far, all => chainOf(all.filter(isFile))))],
      ['chain with the API and the issuer', ...count(of(far, all => chainOf(all.filter(isCounted))))],
    ],
  )
}

function printTimes(near: Pair<FirstLoad[]>, far: Pair<FirstLoad[]>): void {
  const row = (name: string, { released, plain }: Pair<FirstLoad[]>) => {
    const [a, b] = [released, plain].map(loads => median(loads.map(({ usableMs }) => usableMs))) as [
      number,
      number,
    ]
    return [name, milliseconds(a), milliseconds(b), times(a, b)]
  }
  printTable(
    ['until heading and first row are painted', 'release', 'plain page', 'ratio'],
    [row('without latency', near), row('150 ms latency', far)],
  )
}

function printSwitches({ plain, released }: Pair<Switches>): void {
  const row = (name: string, figure: (switches: Switches) => number, unit = milliseconds) => {
    const [a, b] = [figure(released), figure(plain)]
    return [name, unit(a), unit(b), times(a, b)]
  }
  const wall = Object.keys(plain.wallMs)
  printTable(
    ['switching modules', 'release', 'plain page', 'ratio'],
    [
      ...wall.map(name => row(`to ${name}`, ({ wallMs }) => median(wallMs[name] ?? []))),
      row('one switch', ({ wallMs }) => median(Object.values(wallMs).flat())),
      row('work on the page’s thread, one switch', ({ threadMs }) => median(threadMs)),
      row('files of all four modules', ({ bytes }) => bytes, kilobytes),
      row('heap after the last lap', ({ heapBytes }) => heapBytes, kilobytes),
    ],
  )
}

function sum(transfers: readonly Transfer[]): number {
  return transfers.reduce((total, { bytes }) => total + bytes, 0)
}
