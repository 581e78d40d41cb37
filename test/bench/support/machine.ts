import { cpus, loadavg, totalmem } from 'node:os'

/** Prints on what was measured, and a warning where something else was running. */
export function printMachine(facts: Readonly<Record<string, string>> = {}): void {
  const [busy = 0] = loadavg()
  const all = {
    cores: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    node: process.version,
    ...facts,
    load: busy.toFixed(1),
  }
  for (const [name, value] of Object.entries(all)) console.log(`${name}: ${value}`)
  if (busy > 1) console.log('The machine was busy with other work: times are longer than they would be.')
}
