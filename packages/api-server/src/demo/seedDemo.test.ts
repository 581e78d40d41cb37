import { parseIdNumber } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { coverageDrift } from '../coverage/recount.ts'
import { unseal } from '../crypto/seal.ts'
import type { Trx } from '../database/schema.ts'
import { inFullScope } from '../database/scope.ts'
import { digestOf } from '../determinations/canonicalJson.ts'
import { testDatabase, type TestDatabase } from '../testing/database.ts'
import { demoAccounts } from './accounts.ts'
import { planProvince } from './plan.ts'
import { SCENARIOS } from './scenarios.ts'
import { seedDemo, type DemoOptions } from './seedDemo.ts'
import { provinceDigest } from './testing/digest.ts'
import { demoSchool, NOW } from './testing/province.ts'

const STUDENTS = 1_400
const open: TestDatabase[] = []

async function newDatabase(): Promise<TestDatabase> {
  const database = await testDatabase()
  open.push(database)
  return database
}

function seed({ db, keyring }: TestDatabase, options: Partial<DemoOptions> = {}) {
  return seedDemo(db.owner, { students: STUDENTS, keyring, now: NOW, ...options })
}

let province: TestDatabase
beforeAll(async () => {
  province = await newDatabase()
  await seed(province)
}, 60_000)
afterAll(async () => {
  for (const database of open) await database.drop()
})

const inFull = <T>(fn: (trx: Trx) => Promise<T>) => inFullScope(province.db.owner, NOW, fn)
const rowsOf = <T>(query: ReturnType<typeof sql<T>>) => inFull(async trx => (await query.execute(trx)).rows)

describe('the demo province', () => {
  it('is the same whenever it is made from the same seed', async () => {
    const other = await newDatabase()
    await seed(other)
    expect(await provinceDigest(other.db.owner)).toEqual(await provinceDigest(province.db.owner))
  }, 60_000)

  it('is another one from another seed', async () => {
    const other = await newDatabase()
    await seed(other, { students: 300, seed: 'another' })
    expect((await provinceDigest(other.db.owner)).student).not.toBe(
      (await provinceDigest(province.db.owner)).student,
    )
    await expect(seed(other, { students: 300 })).rejects.toThrow('another province')
  }, 60_000)

  it('goes on where it was stopped, and ends the same', async () => {
    const other = await newDatabase()
    const stop = new AbortController()
    const stopped = seed(other, { signal: stop.signal, log: () => stop.abort(new Error('enough')) })
    await expect(stopped).rejects.toThrow('enough')
    const before = planProvince(STUDENTS, 'sunshine').length
    const { schoolsFound } = await seed(other)
    expect(schoolsFound).toBeGreaterThan(0)
    expect(schoolsFound).toBeLessThan(before)
    expect(await provinceDigest(other.db.owner)).toEqual(await provinceDigest(province.db.owner))
  }, 60_000)

  it('grows out of a smaller one', async () => {
    const other = await newDatabase()
    await seed(other, { students: 900 })
    await seed(other)
    expect(await provinceDigest(other.db.owner)).toEqual(await provinceDigest(province.db.owner))
  }, 60_000)

  it('changes nothing when it is complete', async () => {
    const before = await provinceDigest(province.db.owner)
    expect(await seed(province)).toMatchObject({ rowsStored: 0 })
    expect(await provinceDigest(province.db.owner)).toEqual(before)
  })

  it('has counters that are the sums of what it holds', async () => {
    expect(await coverageDrift(province.db.owner, NOW)).toEqual([])
  })

  it('holds real divisions, with every county below its city', async () => {
    const rows = await rowsOf(sql<{ kind: string; count: number }>`
      select kind, count(*) from org where kind in ('province', 'city', 'county') group by kind order by kind`)
    expect(rows).toEqual([
      { kind: 'city', count: 13 },
      { kind: 'county', count: 95 },
      { kind: 'province', count: 1 },
    ])
    const astray = await rowsOf(sql`
      select county.name from org county join org city on city.id = county.parent_id
      where county.kind = 'county' and left(county.division_code, 4) <> left(city.division_code, 4)`)
    expect(astray).toEqual([])
  })

  it('has no ID number that could be somebody’s, and none twice', async () => {
    const students = await rowsOf(sql<{ id: string; sealed: Buffer; birth: string; sex: string }>`
      select id, id_number_sealed as sealed, birth_date as birth, sex from student`)
    const numbers = students.map(({ id, sealed, birth, sex }) => {
      const context = { table: 'student', column: 'id_number_sealed', rowId: id }
      const parsed = parseIdNumber(unseal(province.keyring, context, sealed))
      expect(parsed).toMatchObject({ checksum: false, birthDate: birth, sex })
      return parsed?.number
    })
    expect(new Set(numbers).size).toBe(students.length)
  })

  it('has only phone numbers that no network gives out', async () => {
    const guardians = await rowsOf(sql<{ id: string; sealed: Buffer }>`
      select id, phone_sealed as sealed from guardian limit 200`)
    for (const { id, sealed } of guardians) {
      const context = { table: 'guardian', column: 'phone_sealed', rowId: id }
      expect(unseal(province.keyring, context, sealed)).toMatch(/^1990000\d{4}$/)
    }
  })

  it('has about as many requests and focus students as a real one', async () => {
    const [counts] = await rowsOf(sql<{ students: number; requests: number; focus: number }>`
      select (select count(*) from student) as students, (select count(*) from application) as requests,
        (select count(*) from episode where status <> 'exited') as focus`)
    if (!counts) throw new Error('no counts')
    expect(counts.students).toBeGreaterThanOrEqual(STUDENTS)
    expect(counts.requests / counts.students).toBeCloseTo(0.15, 1)
    expect(counts.focus / counts.students).toBeCloseTo(0.1, 1)
  })

  it('has no mentor with more students than places', async () => {
    const overloaded = await rowsOf(sql`
      select mentor.id from mentor join pairing on pairing.mentor_id = mentor.id and pairing.ended_on is null
      group by mentor.id having count(*) > mentor.capacity`)
    expect(overloaded).toEqual([])
  })

  it('tells each request as a story: in order, from state to state, up to where it stands', async () => {
    const broken = await rowsOf(sql`
      select application.id from application
      join lateral (
        select event.*, lag(to_status) over w as came_from, lag(at) over w as came_at,
          last_value(to_status) over (order by event.at, event.id
            rows between unbounded preceding and unbounded following) as ended_as
        from application_event event where event.application_id = application.id
        window w as (order by event.at, event.id)
      ) as event on true
      where event.from_status is distinct from event.came_from or event.at <= event.came_at
        or event.ended_as <> application.status or event.at > ${NOW}`)
    expect(broken).toEqual([])
  })

  it('has nobody who screens, judges or confirms what they entered', async () => {
    const conflicts = await rowsOf(sql`
      select application.id from application
      where exists (select from application_event event where event.application_id = application.id
          and event.command in ('acceptIntake', 'vote', 'closePanel', 'determine')
          and event.actor_id = application.entered_by)
        or exists (select from panel_member where panel_member.application_id = application.id
          and panel_member.account_id = application.entered_by)`)
    expect(conflicts).toEqual([])
  })

  it('has determinations whose digest is that of the facts that it froze', async () => {
    const determinations = await rowsOf(sql<{ facts: object; facts_digest: string }>`
      select facts, facts_digest from determination`)
    expect(determinations.length).toBeGreaterThan(100)
    expect(determinations.filter(({ facts, facts_digest }) => digestOf(facts) !== facts_digest)).toEqual([])
  })

  it('has one agreed service that has not begun in time, at the primary demo school', async () => {
    const waiting = await rowsOf(sql`
      select episode.school_id as school, episode.status,
        exists (select from determination where determination.episode_id = episode.id) as determined
      from aid_service service join episode on episode.id = service.episode_id
      where service.status = 'planned' and service.starts_on < '2026-11-16'`)
    const { id } = await demoSchool(province.db.owner, 'taicang')
    expect(waiting).toEqual([{ school: id, status: 'active', determined: true }])
  })

  it('can be filled with as many requests as a list has to bear', async () => {
    const other = await newDatabase()
    await seed(other, { students: 400, applicationShare: 1 })
    const { rows } = await inFullScope(other.db.owner, NOW, trx =>
      sql<{ share: number }>`
        select (select count(*) from application)::float / count(*) as share
        from student where enrolment = 'enrolled'`.execute(trx),
    )
    expect(rows[0]?.share).toBe(1)
  }, 60_000)
})

describe('the accounts to sign in with', () => {
  it('are one a role and place, with a name and a place to read', async () => {
    const accounts = await demoAccounts(province.db.owner)
    expect(accounts).toHaveLength(49)
    expect(accounts[0]).toEqual({
      subject: 'taicang-teacher-1',
      name: expect.stringMatching(/^\p{Script=Han}{2,4}$/u) as string,
      role: 'classTeacher',
      orgName: expect.stringMatching(/^太仓市.+小学$/) as string,
      orgKind: 'class',
      detail: '三年级（1）班',
    })
    expect(accounts.at(-1)).toMatchObject({
      subject: 'province-auditor',
      role: 'auditor',
      orgName: '江苏省',
    })
  })

  it('are the same people in every size', async () => {
    const small = await newDatabase()
    await seed(small, { students: 500 })
    expect(await demoAccounts(small.db.owner)).toEqual(await demoAccounts(province.db.owner))
  }, 60_000)

  it('belong to schools where each state of a request has an example in the classes of the two teachers', async () => {
    const rows = await rowsOf(sql<{ key: string; states: number; spells: number }>`
      select split_part(account.subject, '-', 1) as key, count(distinct application.status)::int as states,
        count(distinct panel.status)::int as spells
      from account join role_assignment held on held.account_id = account.id
      join application on application.class_id = held.org_id
      left join panel on panel.application_id = application.id
      where account.subject ~ '^(taicang|wuxi|xuzhou)-teacher-[12]$'
      group by 1`)
    expect(rows).toHaveLength(3)
    // The twelve scenarios lead to ten states: three of them are under review.
    expect(rows.map(({ states }) => states)).toEqual([10, 10, 10])
    expect(SCENARIOS).toHaveLength(12)
    expect(rows.map(({ spells }) => spells)).toEqual([2, 2, 2])
  })
})
