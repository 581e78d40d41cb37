import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import {
  describePassport,
  issuePassport,
  parsePassportCode,
  type PassportFacts,
} from '@sunshine-aid/host-contract'
import { expect, it, onTestFinished } from 'vitest'
import { findPassports, nearestCodes, openFailureLog } from './failureLog.ts'
import { failuresPlugin } from './failuresPlugin.ts'

const pages = new Map([['applications', ['/', '/:applicationId/visits']]])
const facts: PassportFacts = {
  module: 'applications',
  version: '0.1.0',
  phase: 'request',
  route: '/:applicationId/visits',
  problem: 'stale_version',
}

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'failures-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function aServer(now?: () => Date) {
  const folder = await aFolder()
  const app = Fastify()
  onTestFinished(() => app.close())
  await app.register((scope, _, done) => {
    failuresPlugin(scope, { log: openFailureLog(folder, now), pages })
    done()
  })
  const post = (url: string, body: unknown, type = 'application/json') =>
    app.inject({ method: 'POST', url, payload: JSON.stringify(body), headers: { 'content-type': type } })
  return { folder, post }
}

async function stored(folder: string): Promise<unknown[]> {
  const names = await readdir(join(folder, 'failures')).catch(() => [])
  const texts = await Promise.all(names.map(name => readFile(join(folder, 'failures', name), 'utf8')))
  return texts.flatMap(text => text.trim().split('\n')).map(line => JSON.parse(line) as unknown)
}

it('a failure is kept and found by its code', async () => {
  const { folder, post } = await aServer()
  const passport = issuePassport(facts)
  expect((await post('/stub/failures', passport)).statusCode).toBe(204)
  expect(await findPassports(folder, parsePassportCode(passport.code)!)).toEqual([passport])
})

it.each([
  ['a member that is not known', { name: '张三' }, {}],
  ['a page that no module has', { route: '/zhangsan' }, { route: undefined }],
  ['a code that the API does not give', { problem: 'zhangsan' }, { problem: undefined }],
  ['a version that is none', { version: '13812345678' }, { version: undefined }],
])('%s is dropped before anything is kept', async (_, sent, kept) => {
  const { folder, post } = await aServer()
  const passport = issuePassport(facts)
  await post('/stub/failures', { ...passport, ...sent })
  expect(await stored(folder)).toEqual([JSON.parse(JSON.stringify({ ...passport, ...kept }))])
})

it.each([
  ['no passport', { message: '张三' }],
  ['one of a module that is not in the portal', issuePassport({ ...facts, module: 'zhangsan' })],
  ['a text', 'APP-7F3K-0412'],
])('nothing is kept of %s, and the answer does not tell', async (_, body) => {
  const { folder, post } = await aServer()
  expect((await post('/stub/failures', body)).statusCode).toBe(204)
  expect(await stored(folder)).toEqual([])
})

it('a failure cannot be sent from another site, nor be long', async () => {
  const { folder, post } = await aServer()
  const passport = issuePassport(facts)
  expect((await post('/stub/failures', passport, 'text/plain')).statusCode).toBe(204)
  expect((await post('/stub/failures', { ...passport, more: 'x'.repeat(5000) })).statusCode).toBe(413)
  expect(await stored(folder)).toEqual([])
})

it('of a report on the policies only the policy is kept', async () => {
  const { folder, post } = await aServer()
  const report = {
    type: 'csp-violation',
    body: { effectiveDirective: 'script-src-elem', documentURL: '/archives/42' },
  }
  await post(
    '/stub/reports',
    [report, { type: 'integrity-violation', body: {} }, null],
    'application/reports+json',
  )
  await post('/stub/reports', '{', 'application/reports+json')
  expect(await stored(folder)).toEqual([
    { refused: 'script-src-elem', time: expect.any(String) as string },
    { refused: 'integrity-violation', time: expect.any(String) as string },
  ])
})

it('after thirty days a failure is forgotten', async () => {
  let now = new Date('2026-03-01T02:00:00Z')
  const folder = await aFolder()
  const old = issuePassport(facts, now)
  await openFailureLog(folder, () => now).add(old)
  now = new Date('2026-03-31T02:00:00Z')
  await openFailureLog(folder, () => now).add(issuePassport(facts, now))
  expect(await findPassports(folder, parsePassportCode(old.code)!)).toEqual([old])
  now = new Date('2026-04-01T02:00:00Z')
  await openFailureLog(folder, () => now).add(issuePassport(facts, now))
  expect(await findPassports(folder, parsePassportCode(old.code)!)).toEqual([])
})

it('a day takes no more than its share of the disk', async () => {
  const now = new Date('2026-03-01T02:00:00Z')
  const folder = await aFolder()
  const log = openFailureLog(folder, () => now)
  await log.add(issuePassport(facts, now))
  const file = join(folder, 'failures', '2026-03-01.jsonl')
  await writeFile(file, 'x'.repeat(4 * 1024 * 1024))
  await log.add(issuePassport(facts, now))
  expect(await readFile(file, 'utf8')).toHaveLength(4 * 1024 * 1024)
})

it('a code that was misread leads to the nearest of that day', async () => {
  const now = new Date('2026-03-01T02:00:00Z')
  const folder = await aFolder()
  const { code } = issuePassport(facts, now)
  const log = openFailureLog(folder, () => now)
  await log.add({ ...issuePassport(facts, now), code })
  const misread = parsePassportCode(
    code.replace(/-(.)/, (_, first: string) => (first === '7' ? '-8' : '-7')),
  )!
  expect(await nearestCodes(folder, misread)).toEqual([code])
})

it('a line that was cut off by a crash is passed over', async () => {
  const folder = await aFolder()
  const passport = issuePassport(facts)
  await openFailureLog(folder).add(passport)
  const [name = ''] = await readdir(join(folder, 'failures'))
  const line = await readFile(join(folder, 'failures', name), 'utf8')
  await writeFile(join(folder, 'failures', name), `${line}${line.slice(0, 40)}`)
  const [found] = await findPassports(folder, parsePassportCode(passport.code)!)
  expect(describePassport(found!, 'en')).toContain(passport.code)
})
