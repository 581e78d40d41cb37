import { join } from 'node:path'
import { createAnchorer, type Db } from '@sunshine-aid/api-server'
import { onShutDown } from './shutDown.ts'

const EVERY = 10 * 60_000

/** Where the ends of the audit chains are written down, outside of the database. */
export const anchorFile = (dataDir: string) => join(dataDir, 'audit-anchors.jsonl')

/** Anchors the audit chains now, every ten minutes (threat T9) and at the end. */
export async function anchorAudit(owner: Db, dataDir: string): Promise<void> {
  const anchorer = createAnchorer(owner, anchorFile(dataDir))
  await anchorer.anchor(new Date())
  const report = (error: unknown) =>
    console.error(`audit: the chains could not be anchored: ${String(error)}`)
  const timer = setInterval(() => void anchorer.anchor(new Date()).catch(report), EVERY)
  onShutDown(async () => {
    clearInterval(timer)
    await anchorer.anchor(new Date())
  })
}
