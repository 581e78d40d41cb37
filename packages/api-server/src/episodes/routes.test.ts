import { getEpisode, listEpisodes, refreshEpisode, reviewEpisode } from '@sunshine-aid/api-contract'
import type { AidCategory } from '@sunshine-aid/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { done } from '../applications/testing/journey.ts'
import { openSchool, type School } from '../applications/testing/school.ts'
import { aSpell, readSpell, spellVersion } from './testing/spells.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

const list = async (reader: string, query = {}) =>
  done(await school.call(reader, listEpisodes, { query: { limit: '100', ...query } })).body.items
const idsOf = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id)

const refresh = async (by: string, id: string, ifMatch?: number) =>
  school.call(by, refreshEpisode, {
    params: { id },
    ifMatch: ifMatch ?? (await spellVersion(school, id)),
    body: { stillFits: true, note: '出勤稳定' },
  })

describe('the register', () => {
  it('shows each reader what is within their reach, and a stranger nothing', async () => {
    const own = await aSpell(school)
    const other = await aSpell(school, { place: 'c1k1s1a2' })
    const beside = await aSpell(school, { place: 'c1k1s2a1' })
    for (const reader of ['officer', 'head', 'psych'])
      expect(idsOf(await list(reader)), reader).toEqual(expect.arrayContaining([own.id, other.id]))
    expect(idsOf(await list('teacher'))).toContain(own.id)
    expect(idsOf(await list('teacher'))).not.toContain(other.id)
    for (const reader of ['mentor', 'pan1']) expect(await list(reader), reader).toEqual([])
    expect(idsOf(await list('neighbour'))).toEqual([beside.id])
    expect((await school.call('county', listEpisodes)).status).toBe(403)
  })

  it.each(['neighbour', 'stranger', 'mentor', 'pan1'])('is not found by %s', async reader => {
    const { id } = await aSpell(school)
    expect((await school.call(reader, getEpisode, { params: { id } })).status).toBe(404)
  })

  it('opens to a mentor for the time of the pairing', async () => {
    const { id, studentId } = await aSpell(school)
    await school.asOwner(async trx => {
      const { id: mentor } = await trx
        .insertInto('mentor')
        .values({
          account_id: school.id('mentor'),
          school_id: school.tree.c1k1s1.id,
          org_path: school.tree.c1k1s1.path,
          kind: 'aid',
          expertise: [],
          capacity: 5,
          name: 'mentor',
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await trx
        .insertInto('pairing')
        .values({
          episode_id: id,
          student_id: studentId,
          org_path: school.tree.c1k1s1a1.path,
          mentor_id: mentor,
          mentor_account_id: school.id('mentor'),
          kind: 'aid',
          accepted_on: '2026-09-22',
          ended_on: null,
        })
        .execute()
    })
    expect(idsOf(await list('mentor'))).toEqual([id])
    expect((await refresh('mentor', id)).status).toBe(200)
    await school.asOwner(trx => trx.updateTable('pairing').set({ ended_on: '2026-10-12' }).execute())
    expect((await school.call('mentor', getEpisode, { params: { id } })).status).toBe(404)
  })

  it('lists page by page, newest first, each spell once', async () => {
    for (let made = 0; made < 5; made += 1) await aSpell(school, { startedOn: `2026-09-0${made + 1}` })
    const all = idsOf(await list('officer'))
    const seen: string[] = []
    for (let cursor: string | undefined; ;) {
      const query = { limit: '2', ...(cursor !== undefined && { cursor }) }
      const { body } = done(await school.call('officer', listEpisodes, { query }))
      seen.push(...idsOf(body.items))
      if (body.nextCursor === null) break
      cursor = body.nextCursor
    }
    expect(seen).toEqual(all)
    const days = (await list('officer')).map(({ startedOn }) => startedOn)
    expect(days).toEqual(days.toSorted().reverse())
  })

  it('filters by state', async () => {
    const { id } = await aSpell(school, { status: 'exited' })
    expect(idsOf(await list('officer', { status: 'exited' }))).toEqual([id])
    expect(idsOf(await list('officer', { status: 'active' }))).not.toContain(id)
  })
})

describe('what is due', () => {
  it('stands in its own list, what waits longest first', async () => {
    const review = await aSpell(school, { startedOn: '2025-11-03', refreshedOn: '2026-10-09' })
    const late = await aSpell(school, { startedOn: '2026-06-01' })
    const near = await aSpell(school, { startedOn: '2026-08-11' })
    const fresh = await aSpell(school, { startedOn: '2026-08-12' })
    const refreshes = idsOf(await list('officer', { due: 'refresh' }))
    expect(refreshes.indexOf(late.id)).toBeLessThan(refreshes.indexOf(near.id))
    expect(refreshes).not.toContain(fresh.id)
    expect(refreshes).not.toContain(review.id)
    expect(idsOf(await list('officer', { due: 'review' }))).toEqual([review.id])
    expect(await readSpell(school, 'officer', review.id)).toMatchObject({
      status: 'reviewDue',
      due: { kind: 'review', on: '2026-11-03', near: true },
    })
  })

  it('moves out of a holiday that the county has set', async () => {
    const { id } = await aSpell(school, { startedOn: '2026-07-02' })
    expect((await readSpell(school, 'officer', id)).due?.on).toBe('2026-10-02')
    const { id: org_id, path: org_path } = school.tree.c1k1
    const content = {
      semesters: [{ id: '2026-1', from: '2026-09-01', to: '2027-01-22' }],
      holidays: [{ name: '国庆节', from: '2026-10-01', to: '2026-10-08' }],
      makeUpDays: [],
    }
    await school.asOwner(trx =>
      trx
        .insertInto('school_calendar')
        .values({
          org_id,
          org_path,
          year: '2026',
          version: 1,
          content: JSON.stringify(content),
          set_by: school.id('county'),
          set_by_name: '某县',
          set_at: school.clock.now,
        })
        .execute(),
    )
    expect((await readSpell(school, 'officer', id)).due?.on).toBe('2026-10-09')
  })
})

describe('a refresh', () => {
  it('is kept with who saw what, and puts the next one three months off', async () => {
    const { id } = await aSpell(school, { startedOn: '2026-06-01' })
    const { body } = done(await refresh('teacher', id))
    expect(body.reviews).toEqual([
      {
        kind: 'refresh',
        on: '2026-10-12',
        stillFits: true,
        aidCategories: ['academicTutoring'],
        note: '出勤稳定',
        byName: 'teacher',
        byRole: 'classTeacher',
      },
    ])
    expect(body.due).toMatchObject({ kind: 'refresh', on: '2027-01-12' })
    expect(body.events).toMatchObject([{ happening: 'refresh', from: 'active', to: 'active' }])
  })

  it('is refused on a file that somebody else has changed, with the file as it is', async () => {
    const { id } = await aSpell(school)
    done(await refresh('officer', id))
    const late = await refresh('teacher', id, 1)
    expect(late.status).toBe(412)
    expect(late.problem.current).toMatchObject({ id, version: 2 })
  })

  it.each(['exited', 'transferred', 'tapering', 'exitReview', 'provisional'] as const)(
    'is refused while a spell is %s',
    async status => {
      const { id } = await aSpell(school)
      await school.asOwner(trx =>
        trx
          .updateTable('episode')
          .set({ status, tapering_ends_on: '2026-12-01', expires_on: '2026-11-01' })
          .where('id', '=', id)
          .execute(),
      )
      expect((await refresh('officer', id)).problem.code).toBe('wrong_status')
    },
  )

  it.each(['head', 'pan1', 'neighbour'])('is not %s’s to record', async by => {
    const { id } = await aSpell(school)
    expect([403, 404]).toContain((await refresh(by, id)).status)
    expect(await spellVersion(school, id)).toBe(1)
  })
})

describe('a yearly review', () => {
  const review = async (by: string, id: string, aidCategories: AidCategory[]) =>
    school.call(by, reviewEpisode, {
      params: { id },
      ifMatch: await spellVersion(school, id),
      body: { aidCategories, note: '继续支持' },
    })

  it('goes on with other categories, and counts as a refresh', async () => {
    const { id } = await aSpell(school, { startedOn: '2025-10-20' })
    const { body } = done(await review('officer', id, ['psychSupport', 'academicTutoring']))
    expect(body).toMatchObject({
      status: 'active',
      aidCategories: ['psychSupport', 'academicTutoring'],
      due: { kind: 'refresh', on: '2027-01-12' },
      events: [{ happening: 'review', from: 'reviewDue', to: 'active' }],
    })
  })

  it('adds no special education without a diagnosis (AP-16)', async () => {
    const { id } = await aSpell(school)
    expect((await review('officer', id, ['specialEducation'])).problem.code).toBe('diagnosis_required')
  })

  it('is the officer’s', async () => {
    const { id } = await aSpell(school)
    expect((await review('teacher', id, ['academicTutoring'])).status).toBe(403)
  })
})

it('links a spell with the one before, both ways', async () => {
  const first = await aSpell(school, { status: 'exited' })
  const second = await aSpell(school)
  await school.asOwner(trx =>
    trx.updateTable('episode').set({ previous_id: first.id }).where('id', '=', second.id).execute(),
  )
  expect(await readSpell(school, 'officer', second.id)).toMatchObject({ previousId: first.id, nextId: null })
  expect(await readSpell(school, 'officer', first.id)).toMatchObject({ nextId: second.id })
})
