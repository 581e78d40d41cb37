import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createKeyring, openDatabase, parseKeys, type OpenDatabase } from '@sunshine-aid/api-server'
import { UnsafeDatabaseError } from '@sunshine-aid/api-server/src/database/safety.ts'
import { recountCoverage } from '@sunshine-aid/api-server/src/coverage/recount.ts'
import { inFullScope } from '@sunshine-aid/api-server/src/database/scope.ts'
import { addAccount, plantOrgTree } from '@sunshine-aid/api-server/src/testing/orgTree.ts'
import { testIssuer } from '@sunshine-aid/api-server/src/testing/issuer.ts'
import { chinaDay } from '@sunshine-aid/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addStudents } from '../security/world/children.ts'
import { temporaryDataFolder } from '../support/portalProcess.ts'
import { startApi, untilReady, type ApiProcess } from './apiProcess.ts'
import { durability, killServer, startServer } from './database.ts'
import { judge } from './judge.ts'
import { numberIn, startTypist, type Typist } from './typist.ts'
import { again, startWriters, write, type Sent, type WriterOptions } from './writers.ts'

// Promise G17: acknowledged means kept. The API and the database are killed while several people write; the judge
// reads only the file of acknowledged replies, the database and the audit chain.

const SUBJECTS = ['officer1', 'officer2', 'officer3', 'officer4', 'officer5', 'officer6']
const READY_WITHIN_MS = 10_000
const SUNSHINE_KEYS = `fault:${randomBytes(32).toString('base64')}`

let folder: string
let server: Awaited<ReturnType<typeof startServer>>
let database: OpenDatabase
let keys: Server
let api: ApiProcess
let settings: Record<string, string>
let writing: WriterOptions
let typist: Typist

beforeAll(async () => {
  folder = await temporaryDataFolder()
  server = await startServer(folder)
  const keyring = createKeyring(parseKeys(SUNSHINE_KEYS))
  database = await openDatabase({ ownerUrl: server.url, keyring })
  const tree = await plantOrgTree(database.owner)
  const children = await inFullScope(database.owner, new Date(), async trx => {
    const added = await addStudents(trx, tree, keyring, new Date())
    // Without an episode a request can be written for them.
    await trx.deleteFrom('episode').where('student_id', '=', added.sameSchool.studentId).execute()
    return added
  })
  for (const subject of SUBJECTS)
    await addAccount(database.owner, subject, [{ role: 'aidOfficer', at: tree.c1k1s1 }])
  await recountCoverage(database.owner, { now: new Date() })
  const issuer = await testIssuer(() => new Date())
  keys = createServer((_, reply) => reply.end(JSON.stringify(issuer.config.jwks))).listen(0, '127.0.0.1')
  await once(keys, 'listening')
  settings = {
    DATABASE_URL: server.url,
    DATA_DIR: folder,
    SUNSHINE_KEYS,
    // Six programs write faster than six people.
    REQUESTS_PER_MINUTE: '1000000',
    TOKEN_ISSUER: issuer.config.issuer,
    TOKEN_AUDIENCE: issuer.config.audience,
    TOKEN_JWKS_URL: `http://127.0.0.1:${(keys.address() as AddressInfo).port}/`,
  }
  api = await startApi(settings)
  writing = {
    apiUrl: api.url,
    subjects: SUBJECTS,
    studentIds: [children.mine.studentId, children.sameSchool.studentId],
    token: subject => issuer.token(subject),
    today: chinaDay(new Date()),
    acknowledgedFile: join(folder, 'acknowledged.txt'),
  }
  typist = await startTypist({ ...writing, subject: 'officer1', studentId: children.sameSchool.studentId })
}, 120_000)
afterAll(async () => {
  await typist.stop()
  await api.kill()
  await database.close()
  await server.stop()
  keys.close()
  await rm(folder, { recursive: true, force: true })
})

/** Sends once more, under its key, what got no answer: afterwards everything is there exactly once. */
async function replay(open: readonly Sent[]): Promise<void> {
  for (const sent of open) {
    for (let tries = 0; !(await write(writing, again(sent))); tries += 1) {
      if (tries === 40) throw new Error('a write was not taken after the crash')
      await sleep(250)
    }
  }
}

async function expectNothingLost(): Promise<void> {
  const verdict = await judge(database.owner, writing.acknowledgedFile)
  const { acknowledged } = verdict
  expect(verdict).toEqual({
    acknowledged,
    lost: [],
    doubled: [],
    unaudited: [],
    chainFaults: [],
    drifted: [],
  })
}

/** So many writes are acknowledged in each of the four rounds before the kill. */
const BEFORE_KILL = 250

it('the server is set to keep what it confirms, and is refused if it were not', async () => {
  expect(await durability(server.url)).toEqual({
    data_checksums: 'on',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
  })
  const careless = new URL(database.appUrl)
  careless.searchParams.set('options', '-c synchronous_commit=off')
  const keyring = createKeyring(parseKeys(SUNSHINE_KEYS))
  await expect(openDatabase({ ownerUrl: server.url, appUrl: careless.href, keyring })).rejects.toThrow(
    UnsafeDatabaseError,
  )
})

describe('killed while six people write, it has lost, doubled and left unrecorded nothing:', () => {
  it.each([13, 57])('the API, %i ms after the last of 250 writes', async afterMs => {
    const writers = startWriters(writing)
    await writers.acknowledged(BEFORE_KILL)
    await sleep(afterMs)
    await api.kill()
    api = await startApi(settings, Number(new URL(api.url).port))
    await untilReady(api, READY_WITHIN_MS)
    await writers.acknowledged(BEFORE_KILL + SUBJECTS.length)
    await replay(await writers.stop())
    await typist.saved(3)
    await expectNothingLost()
  })

  it.each([29, 71])(
    'the database with all of its processes, %i ms after the last of 250 writes',
    async afterMs => {
      const writers = startWriters(writing)
      await writers.acknowledged(BEFORE_KILL)
      await sleep(afterMs)
      await killServer(server.url)
      server = await startServer(folder)
      expect(server.url).toBe(settings['DATABASE_URL'])
      await untilReady(api, READY_WITHIN_MS)
      await writers.acknowledged(BEFORE_KILL + SUBJECTS.length)
      await replay(await writers.stop())
      await typist.saved(3)
      await expectNothingLost()
    },
  )

  it('and the draft that somebody wrote all the while holds what was saved last', async () => {
    const { acknowledged, sent } = await typist.stop()
    const draft = await inFullScope(database.owner, new Date(), trx =>
      trx
        .selectFrom('application')
        .select(['facts_and_reasons', 'version'])
        .where('id', '=', typist.draftId)
        .executeTakeFirstOrThrow(),
    )
    const held = numberIn(draft.facts_and_reasons)
    expect(acknowledged).toBeGreaterThan(12)
    // What was on its way when the writing ended may have arrived.
    expect(held).toBeGreaterThanOrEqual(acknowledged)
    expect(held).toBeLessThanOrEqual(sent)
  })
})

it('the judge notices a write that was lost, one that was doubled and one that is not on record', async () => {
  const { owner } = database
  const [first, second, third] = await inFullScope(owner, new Date(), trx =>
    trx.selectFrom('home_visit').selectAll().orderBy('recorded_at', 'desc').limit(3).execute(),
  )
  await inFullScope(owner, new Date(), async trx => {
    await trx.deleteFrom('home_visit').where('id', '=', first!.id).execute()
    await trx
      .insertInto('home_visit')
      .values({ ...second!, id: randomUUID() })
      .execute()
    await trx.deleteFrom('audit_event').where('subject_id', '=', third!.student_id).execute()
  })
  const verdict = await judge(owner, writing.acknowledgedFile)
  expect(verdict.lost).toEqual([first!.record])
  expect(verdict.doubled).toEqual([second!.record])
  expect(verdict.unaudited.length).toBeGreaterThan(0)
  expect(verdict.chainFaults).toContain('missing')
})
