import { countApplications, listApplications, type QueryOf } from '@sunshine-aid/api-contract'
import type { AidCategory } from '@sunshine-aid/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { convene, done, journeyTo, vote } from './testing/journey.ts'
import { openSchool, type School } from './testing/school.ts'

let school: School
/** Ids by the state in which the request is. */
let drafted: string, submitted: string, screening: string, reviewed: string, decided: string

beforeAll(async () => {
  school = await openSchool()
  const at = async (status: Parameters<typeof journeyTo>[1], enterer?: string) => {
    school.clock.now = new Date(school.clock.now.getTime() + 60_000)
    return (await journeyTo(school, status, enterer)).id
  }
  decided = await at('determined')
  reviewed = await at('underReview')
  screening = await at('screening')
  submitted = await at('submitted')
  drafted = await at('draft', 'officer')
  school.clock.now = new Date(school.clock.now.getTime() + 60_000)
  await convene(school, reviewed)
  await vote(school, 'pan2', reviewed)
})
afterAll(() => school.close())

type Query = QueryOf<typeof listApplications>

async function ids(reader: string, query: Query = {}): Promise<string[]> {
  const { body } = done(await school.call(reader, listApplications, { query }))
  return body.items.map(({ id }) => id)
}

describe('the list', () => {
  it('shows the newest first, or the longest-waiting', async () => {
    expect(await ids('officer')).toEqual([reviewed, drafted, submitted, screening, decided])
    expect(await ids('officer', { sort: 'statusSince' })).toEqual([
      decided,
      reviewed,
      screening,
      submitted,
      drafted,
    ])
  })

  it('is cut into pages that neither lose nor repeat a line', async () => {
    for (const sort of ['-updatedAt', 'statusSince'] as const) {
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const query = { sort, limit: '2', ...(cursor && { cursor }) }
        const { body } = done(await school.call('officer', listApplications, { query }))
        seen.push(...body.items.map(({ id }) => id))
        cursor = body.nextCursor ?? undefined
      } while (cursor)
      expect(seen).toEqual(await ids('officer', { sort }))
    }
  })

  it('is narrowed by state and by student', async () => {
    expect(await ids('officer', { status: 'submitted' })).toEqual([submitted])
    const { body } = done(await school.call('officer', listApplications, { query: { status: 'screening' } }))
    const studentId = body.items[0]!.studentId
    expect(await ids('officer', { studentId })).toEqual([screening])
  })

  it('says who must act next', async () => {
    const { body } = done(await school.call('officer', listApplications))
    const next = new Map(body.items.map(({ id, nextActor }) => [id, nextActor]))
    expect(next.get(reviewed)).toMatchObject({ role: 'panelMember', names: ['pan1', 'pan3'] })
    expect(next.get(submitted)).toMatchObject({ role: 'aidOfficer', names: ['officer', 'officer2'] })
    expect(next.get(drafted)).toMatchObject({ role: 'aidOfficer', names: ['officer'] })
    expect(next.get(decided)).toBeNull()
  })
})

describe('what waits for the reader', () => {
  it.each([
    ['officer', () => [drafted, submitted, screening]],
    ['officer2', () => [submitted, screening]],
    ['pan1', () => [reviewed]],
    ['pan2', () => []],
    ['pan4', () => []],
    ['teacher', () => []],
  ] as const)('to %s', async (person, expected) => {
    expect(await ids(person, { mine: 'true' })).toEqual(expected())
    const { body } = done(await school.call(person, countApplications))
    expect(body.mine).toBe(expected().length)
  })

  it('is counted by state within reach', async () => {
    const counts = async (person: string) => done(await school.call(person, countApplications)).body.byStatus
    expect(await counts('officer')).toEqual({
      determined: 1,
      underReview: 1,
      screening: 1,
      submitted: 1,
      draft: 1,
    })
    expect(await counts('pan1')).toEqual({ determined: 1, underReview: 1 })
    expect(await counts('neighbour')).toEqual({})
  })
})

describe('reach', () => {
  it.each([
    ['the teacher of the class', 'teacher', 5],
    ['the teacher of another class', 'teacher2', 0],
    ['the psych teacher of the school', 'psych', 5],
    ['an officer of another school', 'neighbour', 0],
    ['a head of another city', 'stranger', 0],
    ['a mentor without students', 'mentor', 0],
    ['a panel member, of the panels that they sit on', 'pan2', 2],
    ['a panel member without a panel', 'pan4', 0],
  ] as const)('%s', async (_, person, count) => {
    expect(await ids(person)).toHaveLength(count)
  })

  it('of an administrator above the school is nothing: there are names in it', async () => {
    expect((await school.call('county', listApplications)).status).toBe(403)
  })

  it('of an auditor is the sample that was drawn when the requests were made', async () => {
    const slots = (slot: number, id: string) =>
      school.asOwner(trx =>
        trx.updateTable('application').set({ sample_slot: slot }).where('id', '=', id).execute(),
      )
    for (const id of [reviewed, screening, submitted, decided]) await slots(5, id)
    await slots(4, drafted)
    expect(await ids('auditor')).toEqual([drafted])
  })

  it('of a mentor are the students whom they mentor today', async () => {
    const { studentId, id } = await journeyTo(school, 'determined')
    await school.asOwner(async trx => {
      const place = { org_path: school.tree.c1k1s1.path, school_id: school.tree.c1k1s1.id }
      const mentor = {
        account_id: school.id('mentor'),
        name: 'mentor',
        kind: 'aid',
        expertise: [] as AidCategory[],
        capacity: 5,
      } as const
      const { id: mentorId } = await trx
        .insertInto('mentor')
        .values({ ...place, ...mentor })
        .returning('id')
        .executeTakeFirstOrThrow()
      const episode = await trx
        .selectFrom('episode')
        .select('id')
        .where('student_id', '=', studentId)
        .executeTakeFirstOrThrow()
      await trx
        .insertInto('pairing')
        .values({
          student_id: studentId,
          org_path: school.tree.c1k1s1a1.path,
          episode_id: episode.id,
          mentor_id: mentorId,
          mentor_account_id: school.id('mentor'),
          kind: 'aid',
          accepted_on: '2026-10-12',
        })
        .execute()
    })
    expect(await ids('mentor')).toEqual([id])
    await school.asOwner(trx => trx.updateTable('pairing').set({ ended_on: '2026-10-13' }).execute())
    expect(await ids('mentor')).toEqual([])
  })

  it('of somebody with several roles is all that these reach, each line once', async () => {
    const { c1k1s1: at, c1k1s1a1: ownClass, c1k1s2: other } = school.tree
    await school.addAccount('many', [
      { role: 'classTeacher', at: ownClass },
      { role: 'psychTeacher', at },
      { role: 'panelMember', at },
      { role: 'aidOfficer', at: other },
    ])
    const listed = await ids('many')
    expect(new Set(listed).size).toBe(listed.length)
    expect(listed).toEqual(await ids('officer'))
  })
})
