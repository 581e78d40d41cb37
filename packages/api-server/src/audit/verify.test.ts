import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inScope } from '../database/scope.ts'
import { loadPrincipal, type Principal } from '../database/principal.ts'
import { testDatabase, type TestDatabase } from '../testing/database.ts'
import { addAccount, plantOrgTree, type OrgTree } from '../testing/orgTree.ts'
import { createAnchorer } from './anchorHeads.ts'
import { appendAudit } from './append.ts'
import type { AuditEvent } from './event.ts'
import { runVerify } from './runVerify.ts'
import { verifyAudit } from './verify.ts'

const now = new Date('2026-11-21T08:00:00.123Z')
let database: TestDatabase
let tree: OrgTree
let officer: Principal
let folder = ''
let anchorFile = ''

beforeAll(async () => {
  database = await testDatabase()
  // The intruder has every right on the database.
  await sql`alter table audit_event no force row level security`.execute(database.db.owner)
  tree = await plantOrgTree(database.db.owner)
  await addAccount(database.db.owner, 'officer', [{ role: 'aidOfficer', at: tree.c1k1s1 }])
  officer = (await loadPrincipal(database.db.app, 'officer', now)).principal!
})
afterAll(() => database.drop())

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anchors-'))
  anchorFile = join(folder, 'anchors.jsonl')
  const { owner } = database.db
  await sql`truncate audit_event, audit_head, audit_anchor`.execute(owner)
  for (let n = 0; n < 6; n += 1) await record(n % 2 === 0 ? tree.c1k1s1.id : tree.c1k1s2.id)
  await createAnchorer(owner, anchorFile).anchor(now)
})
afterEach(() => rm(folder, { recursive: true }))

function anEvent(chain: string): AuditEvent {
  return {
    chain,
    orgPath: tree.c1k1s1.path,
    at: now,
    accountId: officer.accountId,
    role: 'aidOfficer',
    action: 'listStudents',
    outcome: 'done',
    subjectKind: 'student',
    subjectId: null,
    count: 12,
    digest: 'ab'.repeat(32),
    requestId: randomUUID(),
    purpose: null,
  }
}

function record(chain: string): Promise<void> {
  return inScope(database.db.app, officer, now, trx => appendAudit(trx, anEvent(chain)))
}

const verify = () => verifyAudit(database.db.owner, { anchorFile })
const faults = async () => (await verify()).map(({ fault }) => fault)

it('a trail that was written by requests is whole, and goes on being whole', async () => {
  expect(await verify()).toEqual([])
  await record(tree.c1k1s1.id)
  expect(await verify()).toEqual([])
  await createAnchorer(database.db.owner, anchorFile).anchor(now)
  expect(await verify()).toEqual([])
})

it('events are kept or lost together with what they record', async () => {
  const failed = inScope(database.db.app, officer, now, async trx => {
    await appendAudit(trx, anEvent(tree.c1k1s1.id))
    throw new Error('the change was refused')
  })
  await expect(failed).rejects.toThrow('refused')
  expect(await verify()).toEqual([])
  expect(await database.db.owner.selectFrom('audit_event').selectAll().execute()).toHaveLength(6)
})

it('writers of one chain at the same time wait for each other', async () => {
  await Promise.all(Array.from({ length: 40 }, () => record(tree.c1k1s1.id)))
  await Promise.all(Array.from({ length: 10 }, () => record(tree.c2k1s1.id)))
  expect(await verify()).toEqual([])
})

describe('verification on the database finds', () => {
  it.each([
    ['an edit', sql`update audit_event set count = 1 where seq = 2`, 'altered'],
    [
      'a moment moved by a millisecond',
      sql`update audit_event set at = at + interval '1 ms' where seq = 2`,
      'altered',
    ],
    ['a deletion', sql`delete from audit_event where seq = 2`, 'missing'],
    ['a head set back', sql`update audit_head set seq = 2`, 'headDiffers'],
    [
      'a tail cut off with its head',
      sql`with cut as (delete from audit_event where seq = 3)
        update audit_head head set seq = 2, hash = (select hash from audit_event e where e.chain = head.chain and e.seq = 2)`,
      'cutOff',
    ],
    ['a trail that was emptied', sql`truncate audit_event, audit_head`, 'cutOff'],
    ['two chains that changed places', swapChains(), 'altered'],
  ] as const)('%s', async (_, tamper, fault) => {
    await tamper.execute(database.db.owner)
    expect(await faults()).toContain(fault)
  })

  it('a chain that was written anew from its first event', async () => {
    const chain = tree.c1k1s1.id
    await sql`delete from audit_event where chain = ${chain}::uuid`.execute(database.db.owner)
    await sql`delete from audit_head where chain = ${chain}::uuid`.execute(database.db.owner)
    for (let n = 0; n < 3; n += 1) await record(chain)
    expect(await faults()).toEqual(['rewritten'])
  })

  it('an anchor file that was changed', async () => {
    const text = await readFile(anchorFile, 'utf8')
    await writeFile(anchorFile, text.replace(/\[3,/, '[2,'))
    expect(await faults()).toContain('anchorBroken')
  })
})

function swapChains() {
  return sql`update audit_event set chain = case chain
    when (select min(chain::text)::uuid from audit_head) then (select max(chain::text)::uuid from audit_head)
    else (select min(chain::text)::uuid from audit_head) end, seq = seq + 10`
}

describe('the anchor file', () => {
  it('gets a line only when something moved, with the chains that moved', async () => {
    const anchorer = createAnchorer(database.db.owner, anchorFile)
    expect(await anchorer.anchor(now)).toBe(0)
    await record(tree.c1k1s1.id)
    expect(await anchorer.anchor(now)).toBe(1)
    expect((await readFile(anchorFile, 'utf8')).trimEnd().split('\n')).toHaveLength(2)
  })

  it('survives a line that a crash cut short', async () => {
    await appendFile(anchorFile, '{"n":2,"at":')
    expect(await verify()).toEqual([])
    await record(tree.c1k1s1.id)
    await createAnchorer(database.db.owner, anchorFile).anchor(now)
    expect(await verify()).toEqual([])
    expect((await readFile(anchorFile, 'utf8')).trimEnd().split('\n')).toHaveLength(2)
  })

  it('may be written by two processes', async () => {
    const [a, b] = [
      createAnchorer(database.db.owner, anchorFile),
      createAnchorer(database.db.owner, anchorFile),
    ]
    for (const anchorer of [a, b, a, a, b]) {
      await record(tree.c1k1s1.id)
      await anchorer.anchor(now)
    }
    expect(await verify()).toEqual([])
  })

  it('begins anew when it was put away', async () => {
    const anchorer = createAnchorer(database.db.owner, anchorFile)
    await anchorer.anchor(now)
    await rm(anchorFile)
    expect(await anchorer.anchor(now)).toBe(2)
    expect(await verify()).toEqual([])
    expect(await verifyAudit(database.db.owner)).toEqual([])
  })

  it('does not forget what was cut off when it is written again', async () => {
    const { owner } = database.db
    await sql`truncate audit_event, audit_head`.execute(owner)
    await record(tree.c1k1s1.id)
    await createAnchorer(owner, anchorFile).anchor(now)
    expect(await faults()).toContain('cutOff')
  })
})

it('without a file, the copy in the database serves', async () => {
  const { owner } = database.db
  expect(await verifyAudit(owner)).toEqual([])
  await sql`truncate audit_event, audit_head`.execute(owner)
  expect((await verifyAudit(owner)).map(({ fault }) => fault)).toEqual(['cutOff', 'cutOff'])
})

describe('the command', () => {
  const run = async (file = anchorFile) => {
    const lines: string[] = []
    return { code: await runVerify(database.db.owner, file, line => lines.push(line)), lines }
  }

  it('prints each chain, and ends with 0 when all are whole', async () => {
    const { code, lines } = await run()
    expect(code).toBe(0)
    expect(lines).toContain(`${tree.c1k1s1.id}: 3 events, 0 findings`)
    expect(lines.at(-1)).toBe('2 chains, 6 events, 0 findings')
  })

  it('says what is wrong, and ends with 1', async () => {
    const chain = tree.c1k1s1.id
    await sql`update audit_event set count = 1 where chain = ${chain}::uuid and seq = 2`.execute(
      database.db.owner,
    )
    const { code, lines } = await run()
    expect(code).toBe(1)
    expect(lines).toContain(`altered: event 2 of chain ${chain} was changed after it was written`)
  })

  it('says when it has no anchors but the database’s own', async () => {
    const { code, lines } = await run(join(folder, 'elsewhere'))
    expect(code).toBe(0)
    expect(lines[0]).toMatch(/^no anchors in .*elsewhere: only the database's own copy is compared$/)
  })

  it('runs as a process of its own', async () => {
    const script = join(import.meta.dirname, 'main.ts')
    const env = { ...process.env, DATABASE_URL: database.ownerUrl }
    const verify = () => promisify(execFile)(process.execPath, [script, '--anchors', anchorFile], { env })
    expect((await verify()).stdout).toContain('2 chains, 6 events, 0 findings')
    await sql`delete from audit_event where seq = 2`.execute(database.db.owner)
    await expect(verify()).rejects.toMatchObject({ code: 1 })
  })
})
