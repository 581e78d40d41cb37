import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { examine, VisitError, type ExamineOptions } from '@sunshine-aid/doctor'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { runCommand } from '../support/portalProcess.ts'
import { LIMITS } from './examineShells.ts'
import { servePlainShell } from './plainShell/servePlainShell.ts'

const portalUrl = inject('portalUrl')
let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/** Why the doctor could not visit a server that answers like that. */
async function problemOf(answer: RequestListener, options: Partial<ExamineOptions> = {}) {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const problem = await examine({ url, browser, limits: { ...LIMITS, openMs: 1_000 }, ...options }).catch(
    (error: unknown) => error,
  )
  server.closeAllConnections()
  server.close()
  return problem
}

describe('a shell', () => {
  it('that is not there cannot be visited', async () => {
    const problem = await examine({ url: 'http://127.0.0.1:9/', browser }).catch((error: unknown) => error)
    expect(problem).toMatchObject({ problem: 'unreachable' })
    expect((problem as VisitError).label['zh-CN']).toContain('连不上')
  })

  it.each([
    ['answers 500', 'server-error', (_, response) => response.writeHead(500).end('<p>oops</p>')],
    ['answers 404', 'refused', (_, response) => response.writeHead(404).end()],
    ['never answers', 'never-loads', () => undefined],
    [
      'never finishes its page',
      'never-loads',
      (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).write('<!doctype html><p>'),
    ],
    [
      'has no module of ours',
      'no-module',
      (_, response) =>
        response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>Hello'),
    ],
  ] as const satisfies readonly (readonly [string, string, RequestListener])[])(
    'that %s cannot be visited: %s',
    async (_, problem, answer) => {
      const seen = await problemOf(answer)
      expect(seen).toBeInstanceOf(VisitError)
      expect(seen).toMatchObject({ problem })
    },
  )

  it('that knows no such account says how else to sign in', async () => {
    const problem = await problemOf((_, response) => response.writeHead(404).end(), { account: 'nobody' })
    expect(problem).toMatchObject({ problem: 'not-signed-in' })
    expect((problem as VisitError).label.en).toContain('--storage-state')
  })
})

describe('npm run doctor', () => {
  const ACCOUNT = ['--account', 'taicang-officer-1']

  it('ends with 0 where nothing is wrong, and says what it does', async () => {
    const shell = await servePlainShell({ portalUrl })
    const doctor = runCommand('doctor', [shell.url, ...ACCOUNT, '--lang', 'zh-CN', '--only', 'host'])
    const code = await doctor.ended
    await shell.stop()
    expect(doctor.lines).toContain('没有发现问题')
    expect(doctor.lines).toContain('… 对照宿主契约')
    expect(code).toBe(0)
  })

  it('ends with 1 where something is, and writes a JUnit file', async () => {
    const shell = await servePlainShell({
      portalUrl,
      change: texts => ({ ...texts, styles: '.bar { position: fixed; z-index: 5000 }' }),
    })
    const file = join(tmpdir(), `doctor-${process.pid}.xml`)
    const doctor = runCommand('doctor', [shell.url, ...ACCOUNT, '--junit', file, '--only', 'host'])
    const code = await doctor.ended
    const xml = await readFile(file, 'utf8')
    await Promise.all([shell.stop(), rm(file)])
    expect(code).toBe(1)
    expect(xml).toMatch(/DR-14[^<]*"[^>]*><failure/)
  })

  it('ends with 2 and a sentence in both languages where nothing can be visited', async () => {
    const doctor = runCommand('doctor', ['http://127.0.0.1:9/'])
    expect(await doctor.ended).toBe(2)
    expect(doctor.lines.join('\n')).toMatch(/连不上这个地址.*Nothing answers at this address/)
  })

  it.skipIf(process.platform !== 'linux')('leaves no browser behind when it is cancelled', async () => {
    const server = createServer(() => undefined).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const doctor = runCommand('doctor', [`http://127.0.0.1:${(server.address() as AddressInfo).port}/`])
    await once(server, 'connection')
    const started = descendantsOf(doctor.child.pid ?? 0)
    expect(started.filter(isBrowser).length).toBeGreaterThan(0)
    const code = await doctor.stop('SIGINT')
    server.closeAllConnections()
    server.close()
    expect(code).toBe(2)
    for (let i = 0; i < 50 && started.some(isAlive); i += 1) await pause(100)
    expect(started.filter(isAlive)).toEqual([])
  })
})

/** Ids of all processes that `pid` has started, and those that they have. */
function descendantsOf(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(name => [Number(name), Number(/^PPid:\s*(\d+)/m.exec(contentOf(`/proc/${name}/status`))?.[1])])
  const below = (one: number): number[] =>
    parents.flatMap(([child = 0, parent]) => (parent === one ? [child, ...below(child)] : []))
  return below(pid)
}

const isBrowser = (pid: number) => /chrom/i.test(contentOf(`/proc/${pid}/cmdline`))

/** Ended ones that nobody has asked about yet are no longer there. */
const isAlive = (pid: number) => /^State:\s*[^ZX\s]/m.test(contentOf(`/proc/${pid}/status`))

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return '' // it has just ended
  }
}
