import {
  createApiPlugin,
  demoAccounts,
  keepCounting,
  keepCountingStuck,
  keepExpiring,
  MigrationError,
  readLimits,
  serverOptions,
} from '@sunshine-aid/api-server'
import type { FastifyInstance } from 'fastify'
import type { PortalOptions } from '../../portalServer.ts'
import { openFailureLog } from '../../serve/failures/failureLog.ts'
import { openStubIssuer } from '../../serve/stubIssuer.ts'
import { Refusal } from '../commandLine.ts'
import { accountTable } from './accountTable.ts'
import { anchorAudit } from './anchorAudit.ts'
import { choosePort } from './choosePort.ts'
import { claimDataFolder, noteUrl } from './dataFolder.ts'
import { openBrowser } from './openBrowser.ts'
import { openData } from './openData.ts'
import { seedFirstData } from './seedFirstData.ts'
import { openServerLog } from './serverLog.ts'
import type { Settings } from './settings.ts'
import { isEnding, listenForTheEnd, onShutDown, shutDown } from './shutDown.ts'

export type Portal = {
  /** Makes the server; runs beside the opening of the database. */
  readonly prepare: () => Promise<(options: PortalOptions) => Promise<FastifyInstance>>
  /** Refuse replies that are not exactly as the contract says, instead of trimming them. */
  readonly strict: boolean
}

/** Everything from an empty folder to an open portal; it runs until the process is asked to stop. */
export async function runPortal(settings: Settings, portal: Portal): Promise<void> {
  listenForTheEnd()
  try {
    await start(settings, portal)
  } catch (error) {
    if (isEnding()) return
    console.error(complaint(error))
    await shutDown(1)
  }
}

async function start(settings: Settings, { prepare, strict }: Portal): Promise<void> {
  const { dataDir } = settings
  const limits = readLimits()
  await claimDataFolder(dataDir, settings.fresh)
  const port = await choosePort(settings)
  const [make, { database, keyring }] = await Promise.all([prepare(), openFilledData(settings)])
  const { migrations } = database
  const issuer = await openStubIssuer(dataDir)
  const log = openServerLog(dataDir)
  const portal = await make({
    apiPlugin: async app => {
      await app.register(
        createApiPlugin({ db: database.app, keyring, token: issuer.config, migrations, strict, limits }),
      )
    },
    serverOptions: serverOptions({ log }),
    issuer,
    listAccounts: () => demoAccounts(database.owner),
    failures: openFailureLog(dataDir),
  })
  onShutDown(() => portal.close())
  const origin = await portal.listen({ host: '127.0.0.1', port })
  noteUrl(dataDir, `${origin}/`)
  announce(`${origin}/`, log.path, accountTable(await demoAccounts(database.owner)))
  if (settings.open) openBrowser(`${origin}/`)
}

function complaint(error: unknown): unknown {
  if (error instanceof Refusal) return error.message
  if (!(error instanceof MigrationError) || error.cause !== undefined) return error
  return `The database does not fit this version of the portal: ${error.message}. --fresh begins anew, without its data.`
}

async function openFilledData({ dataDir, students }: Settings) {
  const data = await openData(dataDir, line => console.log(line))
  await seedFirstData(data, dataDir, students)
  await anchorAudit(data.database.owner, dataDir)
  onShutDown(
    keepCounting(
      data.database.owner,
      () => new Date(),
      error => {
        console.error(`coverage: the new period could not be counted: ${String(error)}`)
      },
    ),
  )
  onShutDown(
    keepExpiring(
      data.database.owner,
      () => new Date(),
      error => {
        console.error(`provisional: what is past its last day could not be ended: ${String(error)}`)
      },
    ),
  )
  onShutDown(
    keepCountingStuck(
      data.database.owner,
      () => new Date(),
      error => {
        console.error(`worklist: what is stuck could not be counted: ${String(error)}`)
      },
    ),
  )
  return data
}

function announce(url: string, log: string, accounts: readonly string[]): void {
  const lines = [`portal: ${url}`, `openapi: ${url}api/openapi.json`, `log: ${log}`, '', ...accounts, '']
  console.log(['', ...lines, 'Ctrl-C stops it.'].join('\n'))
}
