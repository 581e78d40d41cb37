import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { tryLock, waitForLock } from './lock.mjs'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
  file = join(folder, 'the.lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

it('a lock that is held names its holder and what the holder noted', () => {
  const lock = tryLock(file, { url: 'http://127.0.0.1:1' })
  expect(tryLock(file).holder).toMatchObject({ pid: process.pid, url: 'http://127.0.0.1:1' })
  lock.release?.()
})

it('a released lock can be taken again and leaves nothing behind', () => {
  tryLock(file).release?.()
  tryLock(file).release?.()
  expect(readdirSync(folder)).toEqual([])
})

it('a holder that was killed holds nothing', async () => {
  const holder = holdInAnotherProcess()
  await once(holder.stdout, 'data')
  expect(tryLock(file).holder).toMatchObject({ pid: holder.pid })
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  expect(tryLock(file).holder).toBeUndefined()
})

it('a process that was given the id of a dead holder does not hold its lock', () => {
  writeFileSync(file, JSON.stringify({ pid: process.pid, started: 'long ago' }))
  expect(tryLock(file).holder).toBeUndefined()
})

it('a lock file that was cut off counts for nothing', () => {
  writeFileSync(file, '{"pid":')
  expect(tryLock(file).holder).toBeUndefined()
})

it('whoever waits gets the lock when it is released, and hears once who holds it', async () => {
  const first = tryLock(file)
  const heard: number[] = []
  const second = waitForLock(file, ({ pid }) => heard.push(pid))
  setTimeout(() => first.release?.(), 400)
  ;(await second).release()
  expect(heard).toEqual([process.pid])
})

it('of many processes that find a dead holder, one gets the lock', async () => {
  writeFileSync(file, JSON.stringify({ pid: 2 ** 22 + 1, started: '0' }))
  const processes = Array.from({ length: 6 }, holdInAnotherProcess)
  const answers = await Promise.all(processes.map(({ stdout }) => once(stdout, 'data').then(String)))
  for (const child of processes) child.kill('SIGKILL')
  expect(answers.filter(answer => answer === 'held')).toHaveLength(1)
})

function holdInAnotherProcess() {
  const script = `
    import { tryLock } from ${JSON.stringify(import.meta.resolve('./lock.mjs'))}
    process.stdout.write(tryLock(${JSON.stringify(file)}).release ? 'held' : 'refused')
    setInterval(() => {}, 1000)`
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}
