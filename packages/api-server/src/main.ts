import { join } from 'node:path'
import { createAnchorer, keepAnchoring } from './audit/anchorHeads.ts'
import { ANCHOR_FILE } from './audit/config.ts'
import { readConfig, readLimits, type ApiConfig } from './config.ts'
import { keepCounting } from './coverage/keepCounting.ts'
import { openKeyFile } from './crypto/keyFile.ts'
import { createKeyring, parseKeys } from './crypto/keyring.ts'
import { openDatabase } from './database/connect.ts'
import { startEmbedded } from './database/embedded.ts'
import { keepExpiring } from './provisional/keepExpiring.ts'
import { keepCountingStuck } from './worklist/recountStuck.ts'
import { buildApi } from './server.ts'
import { stopGracefully } from './stop.ts'

// Runs the API alone, for a portal that has its own shell and issuer. `npm start` runs it inside the stub instead.
const config = readConfig()
const limits = readLimits()
const say = (line: string) => process.stderr.write(`${line}\n`)

const { url, stop } = await databaseOf(config)
const keyring = createKeyring(await keysOf(config))
const database = await openDatabase({
  ownerUrl: url,
  ...(config.APP_DATABASE_URL !== undefined && { appUrl: config.APP_DATABASE_URL }),
  keyring,
  log: say,
})
const app = await buildApi({
  db: database.app,
  keyring,
  migrations: database.migrations,
  limits,
  token: {
    issuer: config.TOKEN_ISSUER,
    audience: config.TOKEN_AUDIENCE,
    jwks: new URL(config.TOKEN_JWKS_URL),
  },
})
const stopAnchoring = keepAnchoring(
  createAnchorer(database.owner, join(config.DATA_DIR, ANCHOR_FILE)),
  () => new Date(),
  () => say('audit: the chains could not be anchored'),
)
const stopCounting = keepCounting(
  database.owner,
  () => new Date(),
  () => {
    say('coverage: the new period could not be counted')
  },
)
const stopExpiring = keepExpiring(
  database.owner,
  () => new Date(),
  () => say('provisional: what is past its last day could not be ended'),
)
const stopCountingStuck = keepCountingStuck(
  database.owner,
  () => new Date(),
  () => say('worklist: what is stuck could not be counted'),
)
stopGracefully(app, async () => {
  await stopCountingStuck()
  await stopExpiring()
  await stopCounting()
  await stopAnchoring()
  await database.close()
  await stop()
})
say(`api: ${await app.listen({ host: config.HOST, port: config.PORT })}/api/v1`)

function databaseOf({
  DATABASE_URL,
  DATA_DIR,
}: ApiConfig): Promise<{ url: string; stop: () => Promise<void> }> {
  if (DATABASE_URL === undefined) return startEmbedded({ dataDir: DATA_DIR, log: say })
  return Promise.resolve({ url: DATABASE_URL, stop: () => Promise.resolve() })
}

async function keysOf({ SUNSHINE_KEYS, DATA_DIR }: ApiConfig) {
  return SUNSHINE_KEYS === undefined ? openKeyFile(join(DATA_DIR, 'keys')) : parseKeys(SUNSHINE_KEYS)
}
