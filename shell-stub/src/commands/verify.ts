import { existsSync } from 'node:fs'
import { verifyAudit } from '@sunshine-aid/api-server'
import { readArguments } from './commandLine.ts'
import { anchorFile } from './portal/anchorAudit.ts'
import { openExistingData } from './portal/openData.ts'
import { fromRoot } from './portal/settings.ts'
import { listenForTheEnd, shutDown } from './portal/shutDown.ts'

// `npm run verify`: reads every audit chain from its first event on and compares it with what was anchored outside.

const { values } = readArguments({
  usage: `npm run verify [-- --data-dir <folder>] [--anchors <file>]

  --anchors <file>  a copy of the anchors from another machine (default: the data folder's own)

Ends with 0 when every chain is whole, with 1 and a line a finding when one is not.`,
  options: { 'data-dir': { type: 'string', default: '.data' }, anchors: { type: 'string' } },
})
const dataDir = fromRoot(values['data-dir'])
const anchors = fromRoot(values.anchors ?? anchorFile(dataDir))

listenForTheEnd()
const { database } = await openExistingData(dataDir)
let chains = 0
let events = 0
const findings = await verifyAudit(database.owner, {
  ...(existsSync(anchors) && { anchorFile: anchors }),
  onChain: report => {
    chains += 1
    events += report.events
  },
})
for (const { chain, seq, fault } of findings) console.log(`${fault}: ${chain ?? 'anchors'}, event ${seq}`)
if (!existsSync(anchors))
  console.log('No anchors outside of the database: only its own copy was compared, which proves less.')
console.log(
  `${chains} chains with ${events} events: ${findings.length === 0 ? 'whole' : `${findings.length} findings`}`,
)
await shutDown(findings.length === 0 ? 0 : 1)
