import { kilobytes, median, milliseconds, quantile, times } from '../support/figures.ts'
import { printTable } from '../support/printTable.ts'
import type { Held } from './memory.ts'
import type { Visit } from './visits.ts'
import { chainOf, type Transfer } from './watchNetwork.ts'
import type { Switch } from './whenReady.ts'

/** All that was measured of one portal. */
export interface Measured {
  readonly title: string
  /** Rounds through all modules from nothing, without latency. */
  readonly near: readonly (readonly Visit[])[]
  /** The same at 150 ms. */
  readonly far: readonly (readonly Visit[])[]
  readonly walk?: Walk
}

/** Round after round through all modules, in one page. */
export interface Walk {
  readonly switches: readonly Switch[]
  /** Of one switch, a figure for each round. */
  readonly threadMs: readonly number[]
  readonly before: Held
  readonly after: Held
  readonly detached: number
}

type Unit = (value: number) => string

/** A cell with its ratio to the floor's. */
const beside = (value: number, floor: number, unit: Unit): string =>
  floor > 0 ? `${unit(value)} · ${times(value, floor)}` : unit(value)

/** The middle half of what was measured stands in brackets. */
function spread(values: readonly number[], floor: readonly number[]): string {
  const range = [0.25, 0.75].map(share => quantile(values, share).toFixed(0)).join('–')
  return `${milliseconds(median(values))} (${range}) · ${times(median(values), median(floor))}`
}

function table<T extends { readonly title: string }>(
  measured: readonly T[],
  head: readonly string[],
  row: (one: T, floor: T) => string[],
): void {
  const [floor] = measured
  if (!floor) return
  printTable(
    head,
    measured.map(one => [one.title, ...row(one, floor)]),
  )
}

const files = (transfers: readonly Transfer[]) => transfers.filter(({ kind }) => kind === 'file')
const size = (transfers: readonly Transfer[]) => transfers.reduce((total, { bytes }) => total + bytes, 0)
const isVisited = ({ far }: Measured) => far.length > 0
const further = (visits: readonly Visit[]) => visits.slice(1)
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** Files alone: the answers of the API are the same everywhere. Chains are those at 150 ms, where they show. */
export function printFiles(all: readonly Measured[]): void {
  const measured = all.filter(isVisited)
  const of = ({ far }: Measured, figure: (visits: readonly Visit[]) => number) => median(far.map(figure))
  const first = (figure: (transfers: readonly Transfer[]) => number) => (visits: readonly Visit[]) =>
    figure(files(visits[0]?.transfers ?? []))
  const each = (figure: (transfers: readonly Transfer[]) => number) => (visits: readonly Visit[]) =>
    mean(further(visits).map(({ transfers }) => figure(files(transfers))))
  const longest = (visits: readonly Visit[]) =>
    Math.max(...further(visits).map(({ transfers }) => chainOf(files(transfers))))
  const every = (visits: readonly Visit[]) => size(files(visits.flatMap(({ transfers }) => transfers)))
  table(
    measured,
    ['files', 'first module', 'requests', 'chain', 'each further one', 'requests', 'chain', 'all four'],
    (one, floor) => {
      const bytes = (figure: (visits: readonly Visit[]) => number) =>
        beside(of(one, figure), of(floor, figure), kilobytes)
      const count = (figure: (visits: readonly Visit[]) => number) => shortest(of(one, figure))
      return [
        bytes(first(size)),
        count(first(({ length }) => length)),
        count(first(chainOf)),
        bytes(each(size)),
        count(each(({ length }) => length)),
        count(longest),
        bytes(every),
      ]
    },
  )
}

const shortest = (value: number) => String(Math.round(value * 10) / 10)

export function printTimes(all: readonly Measured[]): void {
  const measured = all.filter(isVisited)
  const first = (rounds: readonly (readonly Visit[])[]) => rounds.flatMap(([visit]) => visit?.usableMs ?? [])
  const next = (rounds: readonly (readonly Visit[])[]) =>
    rounds.flatMap(further).map(({ usableMs }) => usableMs)
  table(
    measured,
    ['until usable', 'first module', 'first module, 150 ms', 'further one', 'further one, 150 ms'],
    (one, floor) => [
      spread(first(one.near), first(floor.near)),
      spread(first(one.far), first(floor.far)),
      spread(next(one.near), next(floor.near)),
      spread(next(one.far), next(floor.far)),
    ],
  )
}

interface Walked extends Walk {
  readonly title: string
}

const walked = (measured: readonly Measured[]) =>
  measured.flatMap(({ title, walk }): Walked[] => (walk ? [{ title, ...walk }] : []))

export function printSwitches(measured: readonly Measured[]): void {
  const rows = ({ switches }: Walk) => switches.map(({ rowsMs }) => rowsMs)
  const painted = ({ switches }: Walk) => switches.map(({ paintedMs }) => paintedMs)
  table(
    walked(measured),
    ['a switch back to a module', 'rows are there', 'rows are painted', 'work of the page’s thread'],
    (one, floor) => [
      spread(rows(one), rows(floor)),
      spread(painted(one), painted(floor)),
      beside(median(one.threadMs), median(floor.threadMs), value => `${value.toFixed(1)} ms`),
    ],
  )
}

/** In brackets what it grew by since the walk began. */
export function printHeld(measured: readonly Measured[]): void {
  const walks = walked(measured)
  const cell = (one: Walk, floor: Walk, figure: (held: Held) => number, unit: Unit) => {
    const growth = figure(one.after) - figure(one.before)
    const sign = growth < 0 ? '−' : '+'
    return `${beside(figure(one.after), figure(floor.after), unit)} (${sign}${unit(Math.abs(growth))})`
  }
  table(
    walks,
    [`after ${walks[0]?.switches.length ?? 0} switches`, 'heap', 'nodes', 'listeners', 'detached nodes'],
    (one, floor) => [
      cell(one, floor, ({ heapBytes }) => heapBytes, kilobytes),
      cell(one, floor, ({ nodes }) => nodes, String),
      cell(one, floor, ({ listeners }) => listeners, String),
      String(one.detached),
    ],
  )
}
