import { execFile } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The account of the operating system that PostgreSQL runs as, when that is not the caller's own. */
export interface ServerAccount {
  readonly uid: number
  readonly gid: number
}

const NAME = 'postgres'

/** `null` for an ordinary user. PostgreSQL refuses to run as root, so root lends it the account `postgres`. */
export async function serverAccount(): Promise<ServerAccount | null> {
  if (process.getuid?.() !== 0) return null
  const known = await lookUp(NAME)
  if (known) return known
  await run('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    NAME,
  ]).catch(() => undefined)
  // Where accounts cannot be added (a read-only image), the one that owns nothing will do.
  const account = (await lookUp(NAME)) ?? (await lookUp('nobody'))
  if (account) return account
  throw new Error('PostgreSQL cannot run as root, and no other account exists: start as an ordinary user')
}

async function lookUp(name: string): Promise<ServerAccount | undefined> {
  const accounts = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const [, , uid, gid] =
    accounts
      .split('\n')
      .find(line => line.startsWith(`${name}:`))
      ?.split(':') ?? []
  return uid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) }
}

/** Whether the account may enter `folder` and every folder above it; `/root`, for one, is closed to others. */
export async function canEnter({ uid, gid }: ServerAccount, folder: string): Promise<boolean> {
  const { mode, uid: owner, gid: group } = await stat(folder)
  const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001
  if ((mode & bit) === 0) return false
  const above = dirname(folder)
  return above === folder || canEnter({ uid, gid }, above)
}
