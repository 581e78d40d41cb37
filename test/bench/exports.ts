import { mkdtemp, chmod, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureExport } from './exports/measureExport.ts'
import { allowRows, plantRows } from './exports/plantRows.ts'
import { openExporter } from './exports/openExporter.ts'
import { printMachine } from './support/machine.ts'
import { openDemo } from './support/openDemo.ts'
import { printTable } from './support/printTable.ts'

// Workbooks of a school that is asked for more and more rows, from the approval to the last byte: how long it takes,
// how large the file is, and by how much the memory of this process grows. PostgreSQL runs in processes of its own.

const SIZES = [1_000, 10_000, 100_000]

const now = new Date()
const folder = await mkdtemp(join(tmpdir(), 'sunshine-bench-'))
await chmod(folder, 0o711) // root lends it to another account, which has to be able to enter it
try {
  const demo = await openDemo(folder, { students: 300, applicationShare: 0.15 }, now)
  try {
    const exporter = await openExporter(demo)
    await allowRows(demo.owner, 100_000)
    printMachine()
    const lines: string[][] = []
    // The first one loads the code and fills the pools; what it takes is not counted.
    await measureExport(exporter)
    for (const size of SIZES) {
      await plantRows(demo.owner, size)
      lines.push(await measureExport(exporter))
    }
    printTable(
      ['rows', 'written in', 'rows per second', 'file', 'downloaded in', 'growth of memory (RSS)'],
      lines,
    )
    await exporter.close()
  } finally {
    await demo.close()
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
