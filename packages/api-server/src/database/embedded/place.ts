import { createHash } from 'node:crypto'
import { chmod, cp, mkdir, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { binariesIn, packagedBinaries, type Binaries } from './binaries.ts'
import { canEnter, serverAccount, type ServerAccount } from './serverAccount.ts'

/** Where a cluster lives, and who runs it. */
export interface Place {
  readonly account: ServerAccount | null
  readonly binaries: Binaries
  /** Folder around the cluster, entered by the server's account. */
  readonly base: string
  /** The cluster itself (`PGDATA`). */
  readonly cluster: string
}

/** Used by root when the data folder or the program lies where no other account may enter, such as `/root`. */
const OPEN_BASE = '/var/lib/sunshine-aid'

export async function placeOf(folder: string): Promise<Place> {
  await mkdir(folder, { recursive: true, mode: 0o711 })
  const dataDir = await realpath(folder)
  const account = await serverAccount()
  const base = account ? await openBase(account, dataDir) : dataDir
  const binaries = account ? await openBinaries(account, packagedBinaries()) : packagedBinaries()
  return { account, binaries, base, cluster: join(base, 'postgres') }
}

async function openBase(account: ServerAccount, dataDir: string): Promise<string> {
  if (await canEnter(account, dataDir)) return dataDir
  const digest = createHash('sha256').update(dataDir).digest('hex')
  return makeOpen(join(OPEN_BASE, `data-${digest.slice(0, 12)}`))
}

async function openBinaries(account: ServerAccount, binaries: Binaries): Promise<Binaries> {
  if (await canEnter(account, join(binaries.root, 'bin'))) return binaries
  const copy = binariesIn(join(await makeOpen(OPEN_BASE), await versionedName(binaries.root)))
  if (await exists(copy.root)) return copy
  const partial = `${copy.root}.${process.pid}`
  await cp(binaries.root, partial, { recursive: true, verbatimSymlinks: true })
  // Another process may have been faster; its copy is as good.
  await rename(partial, copy.root).catch(() => rm(partial, { recursive: true, force: true }))
  return copy
}

/** A name that changes with the version, so that an update is copied anew. */
async function versionedName(root: string): Promise<string> {
  const { mtimeMs, size } = await stat(join(root, 'bin', 'postgres'))
  return `server-${size}-${Math.round(mtimeMs)}`
}

async function makeOpen(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  for (const part of [folder, ...(folder === OPEN_BASE ? [] : [dirname(folder)])]) await chmod(part, 0o711)
  return folder
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
