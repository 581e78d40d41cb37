import { lstat, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../database/embedded.ts'

export interface TestServer {
  readonly url: string
  readonly stop: () => Promise<void>
}

/**
 * The server for tests: the one that `DATABASE_URL` names, else one of our own in the temporary folder. It is
 * shared by runs at the same time, taken over from a killed run, and stopped by the last run that ends.
 */
export async function startTestServer(databaseUrl = process.env.DATABASE_URL): Promise<TestServer> {
  if (databaseUrl) return { url: databaseUrl, stop: () => Promise.resolve() }
  return startEmbedded({ dataDir: await privateFolder(), log: () => undefined })
}

async function privateFolder(): Promise<string> {
  const uid = process.getuid?.()
  const folder = join(tmpdir(), `sunshine-aid-test-${uid ?? 'user'}`)
  await mkdir(folder, { recursive: true, mode: 0o711 })
  const { uid: owner } = await lstat(folder)
  // Anybody may make a folder of this name in /tmp; it would hold the password.
  if (uid !== undefined && owner !== uid) throw new Error(`${folder} belongs to somebody else: remove it`)
  return folder
}
