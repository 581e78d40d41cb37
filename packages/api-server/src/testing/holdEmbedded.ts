import { startEmbedded } from '../database/embedded.ts'

// A process that uses the embedded server of a folder until it is told to stop: `node holdEmbedded.ts <folder>`.
const [, , dataDir = ''] = process.argv
const { url, stop } = await startEmbedded({ dataDir, log: () => undefined })
process.on('SIGTERM', () => void stop().then(() => process.exit(0)))
process.stdout.write(`${url}\n`)
