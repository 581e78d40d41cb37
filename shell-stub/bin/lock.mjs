import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

// Runs on plain Node 20 before anything is installed.

/**
 * Takes `file` as a lock, or says who holds it. A holder that was killed holds nothing: the file names
 * its process and when that started, so that neither a dead process nor a reused id counts.
 */
export function tryLock(file, note = {}) {
  mkdirSync(dirname(file), { recursive: true })
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid), ...note })
  for (;;) {
    if (create(file, mine)) return { release: () => releaseLock(file, mine) }
    const found = read(file)
    if (found === undefined) continue
    const holder = parse(found)
    if (holder && isRunning(holder)) return { holder }
    removeIfStill(file, found)
  }
}

/** Waits until the lock is free; `onWait` hears once who holds it. */
export async function waitForLock(file, onWait) {
  for (let told = false; ; told = true) {
    const lock = tryLock(file)
    if (lock.release) return lock
    if (!told) onWait(lock.holder)
    await sleep(300)
  }
}

/** Written aside and linked into place, so that nobody ever reads half a lock. */
function create(file, content) {
  const aside = `${file}.${process.pid}`
  writeFileSync(aside, content)
  try {
    linkSync(aside, file)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

function parse(content) {
  try {
    return JSON.parse(content)
  } catch {
    return undefined
  }
}

/** Two processes may find the same dead holder: only the file that was judged may go. */
function removeIfStill(file, judged) {
  const aside = `${file}.${process.pid}.dead`
  try {
    renameSync(file, aside)
  } catch (error) {
    if (error.code === 'ENOENT') return
    throw error
  }
  if (read(aside) !== judged) restore(aside, file)
  rmSync(aside, { force: true })
}

function restore(aside, file) {
  try {
    linkSync(aside, file)
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
}

function releaseLock(file, mine) {
  if (read(file) === mine) rmSync(file, { force: true })
}

function isRunning({ pid, started }) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return false
  }
  return startOf(pid) === started
}

/** When process `pid` started, in the system's own words; `''` where the system does not say, `undefined` when it is gone. */
function startOf(pid) {
  if (process.platform === 'win32') return ''
  if (process.platform !== 'linux') return startFromPs(pid)
  const stat = read(`/proc/${pid}/stat`)
  // The second field is the program's name in brackets, which may itself hold brackets and spaces.
  const [state, ...fields] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? []
  return state === undefined || state === 'Z' ? undefined : fields[18]
}

function startFromPs(pid) {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
}
