import { rm } from 'node:fs/promises'
import { runCommand, temporaryDataFolder } from '../support/portalProcess.ts'
import { median } from './support/figures.ts'
import { printMachine } from './support/machine.ts'
import { printTable } from './support/printTable.ts'

// How long `npm start` takes until the portal answers: with an empty data folder, and again afterwards.

const AGAIN = 5
const folder = await temporaryDataFolder()

async function start(): Promise<number> {
  const begun = performance.now()
  const portal = runCommand('start', ['--no-open', '--data-dir', folder])
  try {
    // A line before that may tell of a port that is taken.
    await fetch(`http${await portal.printed('portal: http')}`)
    return performance.now() - begun
  } finally {
    await portal.stop()
  }
}

try {
  await start() // installs and builds what is missing, so that the first figure is that of the data alone
  await rm(folder, { recursive: true })
  printMachine()
  const first = await start()
  const again: number[] = []
  for (let run = 0; run < AGAIN; run++) again.push(await start())
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
  printTable(
    ['npm start, until the first page is answered', 'time'],
    [
      ['empty data folder: database, migrations, 3,000 students', seconds(first)],
      [`again, median of ${AGAIN}`, seconds(median(again))],
    ],
  )
} finally {
  await rm(folder, { recursive: true, force: true })
}
