import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbedded } from '@sunshine-aid/api-server'
import pg from 'pg'

/** Ends the server and all of its processes at once, by their ids, as a power cut does. */
export async function killServer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query<{ pid: number; file: string }>(
    `select pid, pg_read_file('postmaster.pid') as file from pg_stat_activity where pid <> pg_backend_pid()`,
  )
  const postmaster = Number(rows[0]?.file.split('\n', 1)[0])
  for (const pid of [postmaster, ...rows.map(row => row.pid)]) kill(pid)
  await client.end().catch(() => undefined)
  while (isAlive(postmaster)) await sleep(20)
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself in between.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** The server of the folder again, at the same address. */
export function startServer(dataDir: string): ReturnType<typeof startEmbedded> {
  return startEmbedded({ dataDir, log: () => undefined })
}

/** Settings without which "acknowledged" would not mean "kept". */
export async function durability(url: string): Promise<Readonly<Record<string, string>>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const names = ['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums']
  const { rows } = await client.query<{ name: string; setting: string }>(
    'select name, setting from pg_settings where name = any ($1) order by name',
    [names],
  )
  await client.end()
  return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))
}
