import { openOwner } from '../database/connect.ts'
import { startEmbedded } from '../database/embedded.ts'
import { readVerifySettings, type VerifySettings } from './config.ts'
import { runVerify } from './runVerify.ts'

// Verifies the audit trail of an API that runs alone: `node audit/main.ts [--data-dir <folder>] [--anchors <file>]`.
// `npm run verify` does it for the portal.
const settings = readVerifySettings(process.argv.slice(2))
const { url, stop } = await serverOf(settings)
const owner = openOwner(url)
try {
  process.exitCode = await runVerify(owner, settings.anchorFile, line => process.stdout.write(`${line}\n`))
} finally {
  await owner.destroy()
  await stop()
}

function serverOf({
  databaseUrl,
  dataDir,
}: VerifySettings): Promise<{ url: string; stop: () => Promise<void> }> {
  if (databaseUrl === undefined) return startEmbedded({ dataDir, log: () => undefined })
  return Promise.resolve({ url: databaseUrl, stop: () => Promise.resolve() })
}
