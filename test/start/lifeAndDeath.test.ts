import { existsSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type PortalProcess, runCommand, temporaryDataFolder } from '../support/portalProcess.ts'

// One portal and one data folder; each test finds what the one before left.

let folder: string
let portal: PortalProcess
let url: string

beforeAll(async () => {
  folder = await temporaryDataFolder()
  await start('--students', '60')
})
afterAll(async () => {
  await portal.stop()
  await rm(folder, { recursive: true, force: true })
})

it('says on lines of their own where the portal and its OpenAPI document are, and whom to sign in as', async () => {
  expect(portal.lines).toContain(`openapi: ${url}api/openapi.json`)
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
  for (const role of ['classTeacher', 'aidOfficer', 'panelMember', 'schoolHead', 'countyAdmin', 'auditor']) {
    expect(portal.lines.some(line => line.includes(role))).toBe(true)
  }
  expect((await fetch(`${url}api/openapi.json`)).status).toBe(200)
})

it('a second start on the same data folder says where the first one runs, and disturbs nothing', async () => {
  const second = runCommand('start', ['--no-open', '--data-dir', folder])
  expect(await second.ended).toBe(1)
  expect(second.lines.join('\n')).toContain(`runs at ${url} (process ${portalPid()})`)
  expect((await fetch(url)).status).toBe(200)
})

it('a token is alone on standard output, and the API knows its owner', async () => {
  const token = await tokenOf(anAccount())
  expect((await me(token)).status).toBe(200)
  expect((await me(`${token}x`)).status).toBe(401)
})

it('a token for somebody unknown lists the accounts instead', async () => {
  const run = runCommand('token', ['nobody-of-this-name', '--data-dir', folder])
  expect(await run.ended).toBe(1)
  expect(run.lines[0]).toContain('There is no account "nobody-of-this-name"')
  expect(run.lines.join('\n')).toContain(anAccount())
})

it('the audit chains verify while the portal runs', async () => {
  const officer = await tokenOf('taicang-officer-1')
  expect((await get('students', officer)).status).toBe(200)
  const run = runCommand('verify', ['--data-dir', folder])
  expect(await run.ended).toBe(0)
  expect(run.lines.at(-1)).toMatch(/^[1-9]\d* chains with [1-9]\d* events: whole$/)
})

it('killed together with its parent, it starts again within seconds on the same data and adopts the database', async () => {
  const database = databasePid()
  process.kill(portalPid(), 'SIGKILL')
  await portal.stop('SIGKILL')
  const before = portal.lines.find(line => line.includes('classTeacher'))
  const began = performance.now()
  await start()
  expect(performance.now() - began).toBeLessThan(15_000)
  expect(portal.lines).toContain(before)
  expect(databasePid()).toBe(database)
})

it('leaves no process when only the process that npm started is killed', async () => {
  const pids = [portalPid(), databasePid()]
  await portal.stop('SIGKILL')
  await gone(pids)
  await start()
})

it('Ctrl-C ends it with 0 and leaves no process, and the data folder is free again', async () => {
  const pids = [portalPid(), databasePid()]
  expect(await portal.stop('SIGINT')).toBe(0)
  await gone(pids)
  expect(existsSync(join(folder, 'portal.lock'))).toBe(false)
  expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false)
})

it('a fresh start begins anew: what was written before is not there', async () => {
  const key = readFileSync(join(folder, 'keys'), 'utf8')
  await start('--fresh', '--students', '30')
  expect(readFileSync(join(folder, 'keys'), 'utf8')).not.toBe(key)
  expect((await me(await tokenOf(anAccount()))).status).toBe(200)
})

async function start(...options: string[]): Promise<void> {
  portal = runCommand('start', ['--no-open', '--data-dir', folder, ...options])
  url = await portal.printed('portal: http').then(rest => `http${rest}`)
  await portal.printed('Ctrl-C')
}

/** The first account that the portal printed below the heading. */
function anAccount(): string {
  const heading = portal.lines.findIndex(line => /^account\s+role/.test(line))
  return portal.lines[heading + 1]?.split(/\s/)[0] ?? ''
}

async function tokenOf(account: string): Promise<string> {
  const run = runCommand('token', [account, '--data-dir', folder])
  expect(await run.ended).toBe(0)
  expect(run.lines).toHaveLength(1)
  return run.lines[0] ?? ''
}

function me(token: string): Promise<Response> {
  return get('me', token)
}

function get(path: string, token: string): Promise<Response> {
  return fetch(`${url}api/v1/${path}`, { headers: { authorization: `Bearer ${token}` } })
}

function portalPid(): number {
  return (JSON.parse(readFileSync(join(folder, 'portal.lock'), 'utf8')) as { pid: number }).pid
}

function databasePid(): number {
  return Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
}

async function gone(pids: readonly number[]): Promise<void> {
  for (let waited = 0; waited < 15_000 && pids.some(isAlive); waited += 100) await sleep(100)
  expect(pids.filter(isAlive)).toEqual([])
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
