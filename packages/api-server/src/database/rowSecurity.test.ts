import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../testing/database.ts'
import { addAccount, plantOrgTree, type OrgTree, type Place, type TestRole } from '../testing/orgTree.ts'
import { openTables, unprotectedTables } from '../testing/protection.ts'
import { loadPrincipal } from './principal.ts'
import type { Trx } from './schema.ts'
import { inFullScope, inScope, withoutScope } from './scope.ts'

// What the database itself refuses, whatever the code above it forgets: nothing here has a `where`.

const now = new Date('2026-11-21T08:00:00Z')
const CLASSES = ['c1k1s1a1', 'c1k1s1a2', 'c1k1s2a1', 'c1k2s1a1', 'c2k1s1a1'] as const
const ours = randomUUID()
let database: TestDatabase
let tree: OrgTree

beforeAll(async () => {
  database = await testDatabase()
  const { owner } = database.db
  tree = await plantOrgTree(owner)
  await sql`
    create table note (place text, org_path ltree not null, student_id uuid not null);
    call app.protect_by_path('note', 'case');
    grant select, insert, update, delete on note to sunshine_app;
    create table figure (place text, org_path ltree not null, n integer not null default 0);
    call app.protect_by_path('figure', 'count');
    grant select, insert, update, delete on figure to sunshine_app`.execute(owner)
  await inFullScope(owner, now, async trx => {
    for (const place of CLASSES) {
      for (const student of [place === 'c1k1s1a1' ? ours : randomUUID(), randomUUID()]) {
        await sql`insert into note values (${place}, ${tree[place].path}::ltree, ${student}::uuid)`.execute(
          trx,
        )
      }
    }
    for (const place of ['c1k1s1', 'c1k1s2', 'c1k2s1', 'c2k1s1'] as const) {
      await sql`insert into figure values (${place}, ${tree[place].path}::ltree)`.execute(trx)
    }
  })
})
afterAll(() => database.drop())

async function as<T>(
  roles: readonly TestRole[],
  fn: (trx: Trx) => Promise<T>,
  student: string | null = null,
): Promise<T> {
  const subject = randomUUID()
  await addAccount(database.db.owner, subject, roles, student)
  const { principal } = await loadPrincipal(database.db.app, subject, now)
  return inScope(database.db.app, principal!, now, fn)
}

const placesIn = (table: 'note' | 'figure') => async (trx: Trx) => {
  const { rows } = await sql<{
    place: Place
  }>`select distinct place from ${sql.table(table)} order by 1`.execute(trx)
  return rows.map(({ place }) => place)
}

describe('without a scope', () => {
  it('no row of any table can be read, but for the list of migrations', async () => {
    const { rows: tables } = await sql<{ name: string }>`select relname as name from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace
        and has_table_privilege('sunshine_app', oid, 'select')`.execute(database.db.owner)
    await addAccount(database.db.owner, 'somebody', [{ role: 'mentor', at: tree.c1k1s1 }])
    const readable: string[] = []
    for (const { name } of tables) {
      const count = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(
        database.db.app,
      )
      if (count.rows[0]!.n > 0) readable.push(name)
    }
    expect(tables.length).toBeGreaterThan(5)
    expect(readable).toEqual(['schema_migration'])
  })

  it('no row can be written', async () => {
    const insert = sql`insert into note values ('x', 'p.c1', ${ours}::uuid)`
    await expect(withoutScope(database.db.app, now, trx => insert.execute(trx))).rejects.toThrow(
      'row-level security',
    )
    await expect(insert.execute(database.db.app)).rejects.toThrow('row-level security')
    const gone = await sql`delete from note`.execute(database.db.app)
    expect(gone.numAffectedRows).toBe(0n)
  })

  it('nothing of a scope is left on a pooled connection', async () => {
    await as([{ role: 'aidOfficer', at: tree.c1k1s1 }], placesIn('note'))
    const seen = await Promise.all(
      Array.from({ length: 8 }, () => sql`select from note`.execute(database.db.app)),
    )
    expect(seen.flatMap(({ rows }) => rows)).toEqual([])
  })
})

describe('personal records', () => {
  it.each([
    ['classTeacher', 'c1k1s1a1', ['c1k1s1a1']],
    ['aidOfficer', 'c1k1s1', ['c1k1s1a1', 'c1k1s1a2']],
    ['panelMember', 'c1k1s2', ['c1k1s2a1']],
    ['schoolHead', 'c2k1s1', ['c2k1s1a1']],
    ['mentor', 'c1k2s1', ['c1k2s1a1']],
    ['psychTeacher', 'c1k1s1', ['c1k1s1a1', 'c1k1s1a2']],
    ['auditor', 'c1k1', ['c1k1s1a1', 'c1k1s1a2', 'c1k1s2a1']],
    ['countyAdmin', 'c1k1', []],
    ['cityAdmin', 'c1', []],
    ['provinceAdmin', 'p', []],
  ] as const)('a %s at %s sees those of %j', async (role, at, places) => {
    expect(await as([{ role, at: tree[at] }], placesIn('note'))).toEqual(places)
  })

  it('somebody with roles at two places sees both', async () => {
    const roles = [
      { role: 'classTeacher', at: tree.c1k1s1a2 },
      { role: 'mentor', at: tree.c2k1s1 },
    ] as const
    expect(await as(roles, placesIn('note'))).toEqual(['c1k1s1a2', 'c2k1s1a1'])
  })

  const count = async (trx: Trx) => (await sql`select from note`.execute(trx)).rows.length

  it.each(['student', 'guardian'] as const)('a %s sees their own, not those of the class', async role => {
    expect(await as([{ role, at: tree.c1k1s1a1 }], count, ours)).toBe(1)
    expect(await as([{ role, at: tree.c1k1s1a1 }], count)).toBe(0)
    expect(await as([{ role, at: tree.c1k1s1a2 }], count, ours)).toBe(0)
  })

  it('a teacher whose child is at another school sees the class taught and the child', async () => {
    const roles = [
      { role: 'classTeacher', at: tree.c1k1s2a1 },
      { role: 'guardian', at: tree.c1k1s1a1 },
    ] as const
    expect(await as(roles, count, ours)).toBe(2 + 1)
  })

  it.each([
    ['put in outside', sql`insert into note values ('x', 'p.c1.c1k1.c1k1s2.c1k1s2a1', ${ours}::uuid)`],
    ['put in above', sql`insert into note values ('x', 'p.c1.c1k1', ${ours}::uuid)`],
    ['put in at the top', sql`insert into note values ('x', '', ${ours}::uuid)`],
    ['moved outside', sql`update note set org_path = 'p.c1.c1k1.c1k1s2.c1k1s2a1'`],
  ])('cannot be %s of the scope', async (_, statement) => {
    const attempt = as([{ role: 'aidOfficer', at: tree.c1k1s1 }], trx => statement.execute(trx))
    await expect(attempt).rejects.toThrow('row-level security')
  })

  it('outside of the scope are not changed by a statement without a where', async () => {
    const changed = await as([{ role: 'aidOfficer', at: tree.c1k1s1 }], trx =>
      sql`update note set place = place`.execute(trx),
    )
    expect(changed.numAffectedRows).toBe(4n)
  })
})

describe('figures', () => {
  it.each([
    ['classTeacher', 'c1k1s1a1', ['c1k1s1']],
    ['schoolHead', 'c1k1s2', ['c1k1s2']],
    ['countyAdmin', 'c1k1', ['c1k1s1', 'c1k1s2']],
    ['cityAdmin', 'c1', ['c1k1s1', 'c1k1s2', 'c1k2s1']],
    ['provinceAdmin', 'p', ['c1k1s1', 'c1k1s2', 'c1k2s1', 'c2k1s1']],
    ['student', 'c1k1s1a1', []],
  ] as const)('a %s at %s sees those of %j', async (role, at, places) => {
    expect(await as([{ role, at: tree[at] }], placesIn('figure'))).toEqual(places)
  })

  const add = (trx: Trx) => sql`update figure set n = n + 1`.execute(trx)

  it('move with the work of a class, in its own school only', async () => {
    expect((await as([{ role: 'classTeacher', at: tree.c1k1s1a1 }], add)).numAffectedRows).toBe(1n)
  })

  it('are not moved by those who only read them', async () => {
    expect((await as([{ role: 'countyAdmin', at: tree.c1k1 }], add)).numAffectedRows).toBe(0n)
    const insert = sql`insert into figure values ('x', ${tree.c1k1s1.path}::ltree)`
    const attempt = as([{ role: 'provinceAdmin', at: tree.p }], trx => insert.execute(trx))
    await expect(attempt).rejects.toThrow('row-level security')
  })
})

describe('organisations and staff', () => {
  const names = (trx: Trx) => trx.selectFrom('org').select('name').orderBy('name').execute()
  const subjects = (trx: Trx) => trx.selectFrom('account').select('subject').orderBy('subject').execute()

  it('places above and below are visible, those beside are not', async () => {
    const seen = await as([{ role: 'classTeacher', at: tree.c1k1s1a1 }], names)
    expect(seen.map(({ name }) => name)).toEqual(['c1', 'c1k1', 'c1k1s1', 'c1k1s1a1', 'c1k1s1a2', 'p'])
  })

  it('staff see colleagues and the families of their own classes; a county sees no family', async () => {
    const [head, family, stranger] = ['head', 'family', 'stranger'].map(
      name => `${name}-${randomUUID()}`,
    ) as [string, string, string]
    const { owner } = database.db
    await addAccount(owner, head, [{ role: 'schoolHead', at: tree.c1k2s1 }])
    await addAccount(owner, family, [{ role: 'guardian', at: tree.c1k2s1a1 }], ours)
    await addAccount(owner, stranger, [{ role: 'schoolHead', at: tree.c2k1s1 }])
    const seenBy = async (role: TestRole['role'], at: Place) => {
      const seen = (await as([{ role, at: tree[at] }], subjects)).map(({ subject }) => subject)
      return [head, family, stranger]
        .filter(subject => seen.includes(subject))
        .map(subject => subject.split('-')[0])
    }
    expect(await seenBy('classTeacher', 'c1k2s1a1')).toEqual(['head', 'family'])
    expect(await seenBy('countyAdmin', 'c1k2')).toEqual(['head'])
    expect(await seenBy('student', 'c1k2s1a1')).toEqual([])
  })
})

describe('the role that serves requests cannot', () => {
  const officer = [{ role: 'aidOfficer' }] as const
  it.each([
    ['edit the audit trail', 'update audit_event set count = 1'],
    ['delete from it', 'delete from audit_event'],
    ['empty it', 'truncate audit_event'],
    ['move the end of a chain', 'update audit_head set seq = 0'],
    ['touch an anchor', 'delete from audit_anchor'],
    ['switch row-level security off', 'alter table note disable row level security'],
    ['step around it', 'alter role sunshine_app bypassrls'],
    ['give itself a role', 'insert into role_assignment select * from role_assignment limit 1'],
    ['create a table', 'create table mine (n integer)'],
    ['record a migration', 'delete from schema_migration'],
    ['protect a table its own way', "call app.protect_by_path('note', 'count')"],
  ])('%s', async (_, statement) => {
    const attempt = as([{ ...officer[0], at: tree.c1k1s1 }], trx => sql.raw(statement).execute(trx))
    await expect(attempt).rejects.toThrow(/permission denied|must be (owner|superuser)|must have/)
  })

  it.each([
    ['record somebody else in the audit trail', randomUUID(), 1, 'row-level security'],
    ['leave a gap in a chain', null, 5, 'continues its chain'],
  ])('%s', async (_, account, seq, message) => {
    const attempt = as([{ ...officer[0], at: tree.c1k1s1 }], async trx => {
      await sql`select app.lock_audit_head(${tree.c1k1s1.id}::uuid)`.execute(trx)
      const zero = Buffer.alloc(32)
      await sql`insert into audit_event (chain, seq, org_path, at, account_id, action, outcome, subject_kind, request_id, prev, hash)
        values (${tree.c1k1s1.id}::uuid, ${seq}, 'p', now(), coalesce(${account}::uuid, app.account_id()),
          'listStudents', 'done', 'student', 'r1', ${zero}, ${zero})`.execute(trx)
    })
    await expect(attempt).rejects.toThrow(message)
  })
})

describe('every table', () => {
  it('with a path is protected, also against its owner', async () => {
    expect(await unprotectedTables(database.db.owner)).toEqual([])
  })

  it('that requests reach has row-level security, but for the list of migrations', async () => {
    expect(await openTables(database.db.owner)).toEqual(['schema_migration'])
  })

  it.each([
    ['nothing', 'select'],
    [
      'security that is not forced',
      'alter table forgotten enable row level security; create policy p on forgotten',
    ],
    [
      'security without a policy',
      'alter table forgotten enable row level security; alter table forgotten force row level security',
    ],
  ])('with a path and %s is reported', async (_, half) => {
    const owner = new pg.Client({ connectionString: database.ownerUrl })
    await owner.connect()
    try {
      await owner.query(
        `create table forgotten (org_path ltree); grant select on forgotten to sunshine_app; ${half}`,
      )
      expect(await unprotectedTables(database.db.owner)).toEqual(['forgotten'])
    } finally {
      await owner.query('drop table forgotten')
      await owner.end()
    }
  })
})
