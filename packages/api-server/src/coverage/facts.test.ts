import {
  ACTIVE_EPISODE_STATUSES,
  countingRule,
  coverageFacts,
  ENROLMENT_STATUSES,
  EPISODE_STATUSES,
  MENTOR_KINDS,
  POLICY_PROFILES,
  VISIT_MODES,
} from '@sunshine-aid/domain'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadPrincipal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import { inFullScope, inScope } from '../database/scope.ts'
import { demoApi, demoSchool, NOW, type DemoSchool } from '../demo/testing/province.ts'
import type { TestApi } from '../testing/api.ts'
import { refreshCoverage } from './facts.ts'
import { countNewPeriod, coverageDrift, recountCoverage } from './recount.ts'
import { addStudent, addVisit, classOf, type CountedStudent } from './testing/students.ts'

const TODAY = '2026-11-16'
let api: TestApi
let schools: { taicang: DemoSchool; wuxi: DemoSchool; xuzhou: DemoSchool }

beforeAll(async () => {
  api = await demoApi()
  schools = {
    taicang: await demoSchool(api.ownerDb, 'taicang'),
    wuxi: await demoSchool(api.ownerDb, 'wuxi'),
    xuzhou: await demoSchool(api.ownerDb, 'xuzhou'),
  }
})
afterAll(() => api.close())

const inFull = <T>(fn: (trx: Trx) => Promise<T>) => inFullScope(api.ownerDb, NOW, fn)

class Undo extends Error {}
/** Runs `fn` and keeps nothing of it. */
async function undone(fn: (trx: Trx) => Promise<void>): Promise<void> {
  await inFull(async trx => {
    await fn(trx)
    throw new Undo()
  }).catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error
  })
}

const student: fc.Arbitrary<CountedStudent> = fc.record({
  enrolment: fc.constantFrom(...ENROLMENT_STATUSES),
  visits: fc.array(
    fc.record({
      mode: fc.constantFrom(...VISIT_MODES),
      visitedOn: fc.constantFrom('2026-02-14', '2026-08-31', '2026-09-01', '2026-10-01', TODAY, '2026-11-17'),
      reached: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  episode: fc.option(fc.constantFrom(...EPISODE_STATUSES)),
  mentors: fc.array(
    fc.record({
      kind: fc.constantFrom(...MENTOR_KINDS),
      state: fc.constantFrom('asked' as const, 'accepted' as const, 'ended' as const),
    }),
    { maxLength: 3 },
  ),
})

describe('counting in the database and counting in the domain', () => {
  it.each([
    ['taicang', 'primary', 'taicang2024'],
    ['wuxi', 'juniorHigh', 'wuxi2024'],
    ['xuzhou', 'vocational', 'jiangsu2024'],
  ] as const)('say the same of any student in %s (%s, %s)', async (key, stage, policy) => {
    const rule = countingRule(stage, POLICY_PROFILES[policy], TODAY)
    await fc.assert(
      fc.asyncProperty(fc.array(student, { minLength: 1, maxLength: 8 }), async students => {
        await undone(async trx => {
          const place = await classOf(trx, schools[key].id)
          const ids: string[] = []
          for (const one of students) ids.push(await addStudent(trx, place, one))
          await refreshCoverage(trx, { studentIds: ids, now: NOW })
          expect(await factsOf(trx, ids)).toEqual(students.map(one => coverageFacts(inMemory(one), rule)))
        })
      }),
      { numRuns: 12 },
    )
  })
})

function inMemory({ enrolment, visits, episode, mentors }: CountedStudent) {
  return {
    enrolled: enrolment === 'enrolled',
    focus: (ACTIVE_EPISODE_STATUSES as readonly (string | null)[]).includes(episode),
    visits,
    acceptedMentors: mentors.filter(({ state }) => state === 'accepted').map(({ kind }) => kind),
  }
}

async function factsOf(trx: Trx, ids: readonly string[]) {
  const { rows } = await sql`
    select counted, visited, focus, mentored from coverage_fact
    where student_id = any (${ids}::uuid[]) order by array_position(${ids}::uuid[], student_id)`.execute(trx)
  return rows
}

describe('the counters of a school', () => {
  it('are the sums of its students, as the province was filled', async () => {
    expect(await coverageDrift(api.ownerDb, NOW)).toEqual([])
  })

  it('move by exactly one when a teacher visits somebody who was not visited', async () => {
    await undone(async trx => {
      const place = await classOf(trx, schools.taicang.id)
      const id = await addStudent(trx, place, {
        enrolment: 'enrolled',
        visits: [],
        episode: null,
        mentors: [],
      })
      await refreshCoverage(trx, { studentIds: [id], now: NOW })
      const before = await counterOf(trx, schools.taicang.id)
      await addVisit(trx, { student_id: id, org_path: place.path }, VISIT)
      await refreshCoverage(trx, { studentIds: [id], now: NOW })
      expect(await counterOf(trx, schools.taicang.id)).toEqual({ ...before, visited: before.visited + 1 })
    })
  })

  it('do not move when the same visit is counted again', async () => {
    await undone(async trx => {
      const ids = await studentsOf(trx, schools.wuxi.id)
      const before = await counterOf(trx, schools.wuxi.id)
      await refreshCoverage(trx, { studentIds: ids, now: NOW })
      expect(await counterOf(trx, schools.wuxi.id)).toEqual(before)
    })
  })

  it('follow a student who moves to another school', async () => {
    await undone(async trx => {
      const from = await classOf(trx, schools.taicang.id)
      const to = await classOf(trx, schools.wuxi.id)
      const id = await addStudent(trx, from, {
        enrolment: 'enrolled',
        visits: [],
        episode: null,
        mentors: [],
      })
      await refreshCoverage(trx, { studentIds: [id], now: NOW })
      const [left, entered] = [
        await counterOf(trx, schools.taicang.id),
        await counterOf(trx, schools.wuxi.id),
      ]
      await trx
        .updateTable('student')
        .set({ org_path: to.path, school_id: to.schoolId, class_id: to.id })
        .where('id', '=', id)
        .execute()
      await refreshCoverage(trx, { studentIds: [id], now: NOW })
      expect(await counterOf(trx, schools.taicang.id)).toEqual({ ...left, counted: left.counted - 1 })
      expect(await counterOf(trx, schools.wuxi.id)).toEqual({ ...entered, counted: entered.counted + 1 })
    })
  })

  it('stay the sums when many change facts of one school at once', async () => {
    const targets = await inFull(async trx => {
      const { rows } = await sql<{ student_id: string; org_path: string }>`
        select student_id, org_path from coverage_fact
        where school_id = ${schools.xuzhou.id} and counted and not visited limit 12`.execute(trx)
      return rows
    })
    const before = await inFull(trx => counterOf(trx, schools.xuzhou.id))
    await Promise.all(
      targets.map(target =>
        inFull(async trx => {
          await addVisit(trx, target, VISIT)
          await refreshCoverage(trx, { studentIds: [target.student_id], now: NOW })
        }),
      ),
    )
    const after = await inFull(trx => counterOf(trx, schools.xuzhou.id))
    expect(after).toEqual({ ...before, visited: before.visited + targets.length })
    expect(await coverageDrift(api.ownerDb, NOW)).toEqual([])
  })

  it('can be moved by a class teacher, whom row-level security shows one class only', async () => {
    const { principal } = await loadPrincipal(api.db, 'taicang-teacher-1', NOW)
    if (!principal) throw new Error('the demo teacher is missing')
    const before = await inFull(trx => counterOf(trx, schools.taicang.id))
    const visited = await inScope(api.db, principal, NOW, async trx => {
      const { rows } = await sql<{ student_id: string; org_path: string }>`
        select student_id, org_path from coverage_fact where counted and not visited limit 1`.execute(trx)
      const [target] = rows
      if (!target) return 0
      await addVisit(trx, target, VISIT)
      await refreshCoverage(trx, { studentIds: [target.student_id], now: NOW })
      return 1
    })
    const after = await inFull(trx => counterOf(trx, schools.taicang.id))
    expect(after).toEqual({ ...before, visited: before.visited + visited })
    expect(visited).toBe(1)
  })

  it('are repaired by a recount, and the drift is noticed before', async () => {
    await inFull(async trx => {
      await sql`update coverage_counter set visited = 0 where school_id = ${schools.wuxi.id}`.execute(trx)
    })
    expect(await coverageDrift(api.ownerDb, NOW)).toEqual([schools.wuxi.id])
    await recountCoverage(api.ownerDb, { now: NOW })
    expect(await coverageDrift(api.ownerDb, NOW)).toEqual([])
  })

  it('begin anew with the next semester', async () => {
    const spring = new Date('2027-03-01T03:00:00.000Z')
    expect(await coverageDrift(api.ownerDb, spring)).not.toEqual([])
    expect(await countNewPeriod(api.ownerDb, { now: spring })).toBe(true)
    expect(await coverageDrift(api.ownerDb, spring)).toEqual([])
    expect(await countNewPeriod(api.ownerDb, { now: spring })).toBe(false)
    const visited = await inFull(async trx => {
      const row = await trx
        .selectFrom('coverage_counter')
        .select('visited')
        .where('school_id', '=', schools.taicang.id)
        .where('period_id', '=', '2026-2')
        .executeTakeFirstOrThrow()
      return row.visited
    })
    // Taicang asks for a visit each semester, and nobody has been visited in this one.
    expect(visited).toBe(0)
  })
})

const VISIT = { mode: 'onSite', visitedOn: TODAY, reached: true } as const

function counterOf(trx: Trx, schoolId: string) {
  return trx
    .selectFrom('coverage_counter')
    .select(['counted', 'visited', 'focus', 'mentored'])
    .where('school_id', '=', schoolId)
    .where('period_id', '=', '2026-1')
    .executeTakeFirstOrThrow()
}

async function studentsOf(trx: Trx, schoolId: string): Promise<string[]> {
  const rows = await trx.selectFrom('student').select('id').where('school_id', '=', schoolId).execute()
  return rows.map(({ id }) => id)
}
