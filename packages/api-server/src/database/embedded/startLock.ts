import { open, readFile, rm, stat } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'

const LOOK_EVERY_MS = 100
/** Longer than making a cluster and recovering it takes; whoever holds the lock longer is gone. */
const STALE_MS = 180_000

/** Turns within this process; the file only knows processes. */
const turns = new Map<string, Promise<unknown>>()

/** Runs `fn` while nobody else runs theirs under the same file. The lock of a killed process is broken. */
export function underLock<T>(path: string, fn: () => Promise<T>): Promise<T> {
  const turn = (turns.get(path) ?? Promise.resolve()).then(() => alone(path, fn))
  turns.set(
    path,
    turn.catch(() => undefined),
  )
  return turn
}

async function alone<T>(path: string, fn: () => Promise<T>): Promise<T> {
  while (!(await take(path))) await wait(LOOK_EVERY_MS)
  try {
    return await fn()
  } finally {
    await rm(path, { force: true })
  }
}

async function take(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600)
    await file.writeFile(String(process.pid))
    await file.close()
    return true
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  if (await isStale(path)) await rm(path, { force: true })
  return false
}

async function isStale(path: string): Promise<boolean> {
  const age = await stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  )
  if (age > STALE_MS) return true
  const pid = Number(await readFile(path, 'utf8').catch(() => ''))
  // A lock without a process id is just being written.
  return pid > 0 ? pid === process.pid || !isAlive(pid) : age > 2_000
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
