import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { measureImport } from './lists/measureImport.ts'
import { measureLists } from './lists/measureLists.ts'
import { measureReads } from './lists/measureReads.ts'
import { measureReports } from './lists/measureReports.ts'
import { openClient } from './lists/openClient.ts'
import { openProvince } from './lists/province.ts'
import { printMachine } from './support/machine.ts'
import { CACHE } from './support/cache.ts'
import { openDemo } from './support/openDemo.ts'
import { printTable } from './support/printTable.ts'

// Lists, reports and an import in a large province, each beside the SQL that somebody would write by hand. The
// first run makes the province, which takes some minutes.

const { values } = parseArgs({
  options: {
    'data-dir': { type: 'string', default: join(CACHE, 'province') },
    students: { type: 'string', default: '102700' },
    schools: { type: 'string', default: '14000' },
    /** Share of the students who have a request, 0 to 1. */
    share: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '200' },
  },
})
const rounds = Number(values.rounds)
const now = new Date()

const size = {
  students: Number(values.students),
  applicationShare: Number(values.share),
  inLargeSchool: 5_000,
  schools: Number(values.schools),
}
const province = await openProvince(values['data-dir'], size, now)
try {
  printMachine({ ...province.facts, rounds: String(rounds) })
  const client = await openClient(province)
  const lists = await measureLists(province, client, rounds)
  printTable(
    [
      'page of 50, in ms',
      'SQL p50',
      'SQL p95',
      'in its scope p50',
      'API p50',
      'API p95',
      'API / SQL p50',
      'API / SQL p95',
    ],
    lists,
  )
  printTable(
    ['in ms', 'SQL p50', 'SQL p95', 'API p50', 'API p95', 'API / SQL p50', 'API / SQL p95'],
    await measureReads(province, client, rounds),
  )
  printTable(
    ['in ms', 'SQL p50', 'SQL p95', 'API p50', 'API p95', 'API / SQL p50', 'p95 is'],
    await measureReports(province, client, rounds),
  )
  await client.close()
} finally {
  await province.close()
}

const folder = await mkdtemp(join(tmpdir(), 'sunshine-bench-'))
await chmod(folder, 0o711) // root lends it to another account, which has to be able to enter it
try {
  const demo = await openDemo(folder, { students: 300, applicationShare: 0.15 }, now)
  printTable(['import', 'time'], await measureImport(demo).finally(demo.close))
} finally {
  await rm(folder, { recursive: true, force: true })
}
