import {
  acceptIntake,
  countApplications,
  getWork,
  listStuck,
  listWork,
  saveDraft,
  submitApplication,
  takeOverApplication,
} from '@sunshine-aid/api-contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { as, COMPLETE, convene, done, journeyTo, versionOf, vote } from '../applications/testing/journey.ts'
import { MONDAY, openSchool, type School } from '../applications/testing/school.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

const DAY = 86_400_000
const later = (days: number) => (school.clock.now = new Date(school.clock.now.getTime() + days * DAY))

async function work(reader: string, task?: string) {
  const { body } = done(await school.call(reader, listWork, { query: task ? { task } : {} }))
  return body.items
}
const tasks = async (reader: string, id: string) =>
  (await work(reader)).filter(item => item.id === id).map(({ task, ground }) => [task, ground])

describe('the work list', () => {
  it('names the next step as a verb, to those whose it is and to nobody else', async () => {
    const { id } = await journeyTo(school, 'draft')
    expect(await tasks('teacher', id)).toEqual([['submit', 'entered']])
    expect(await tasks('officer', id)).toEqual([])
    await as(school, 'teacher', id, saveDraft, { body: COMPLETE })
    await as(school, 'teacher', id, submitApplication)
    expect(await tasks('officer', id)).toEqual([['acceptIntake', 'role']])
    await as(school, 'officer', id, acceptIntake)
    expect(await tasks('officer2', id)).toEqual([['completeScreening', 'role']])
    expect(await tasks('teacher', id)).toEqual([])
  })

  it('tells a member to vote, then the chair to close', async () => {
    const { id } = await journeyTo(school, 'underReview')
    expect(await tasks('officer', id)).toEqual([['convene', 'role']])
    await convene(school, id)
    expect(await tasks('pan2', id)).toEqual([['vote', 'seat']])
    for (const member of ['pan1', 'pan2', 'pan3']) await vote(school, member, id)
    expect(await tasks('pan2', id)).toEqual([])
    expect(await tasks('pan1', id)).toEqual([['closePanel', 'chair']])
  })

  it('holds nothing that the reader may not act on: their own request is a colleague’s to accept', async () => {
    const { id } = await journeyTo(school, 'submitted', 'officer')
    expect(await tasks('officer', id)).toEqual([])
    expect(await tasks('officer2', id)).toEqual([['acceptIntake', 'role']])
  })

  it('leaves the confirmation to another head when one of them wrote the request', async () => {
    const { id } = await journeyTo(school, 'awaitingDetermination')
    expect(await tasks('head', id)).toEqual([['determine', 'role']])
    await school.asOwner(trx =>
      trx
        .updateTable('application')
        .set({ submitted_by: school.id('head') })
        .where('id', '=', id)
        .execute(),
    )
    expect(await tasks('head', id)).toEqual([])
  })

  it('gives five school days, and skips the weekend', async () => {
    const { id } = await journeyTo(school, 'submitted')
    const [item] = (await work('officer')).filter(found => found.id === id)
    // MONDAY is the 12th of October: five school days later is the Monday after.
    expect(item?.due).toEqual({ at: '2026-10-19T15:59:59.999Z', state: 'inTime' })
  })

  it('lets the clock of a sudden change win, and puts it first', async () => {
    const { id } = await journeyTo(school, 'draft')
    await as(school, 'teacher', id, saveDraft, { body: { ...COMPLETE, suddenChange: true } })
    await as(school, 'teacher', id, submitApplication)
    const [first] = await work('officer')
    expect(first).toMatchObject({ id, due: { at: new Date(MONDAY.getTime() + 2 * DAY).toISOString() } })
  })

  it('is sorted by the day, in pages that neither lose nor repeat a line, and says what is overdue', async () => {
    later(8)
    const all = await work('officer')
    const days = all.map(({ due }) => due?.at ?? '')
    expect(days).toEqual([...days].sort())
    expect(all[0]?.due?.state).toBe('overdue')
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const query = { limit: '2', ...(cursor && { cursor }) }
      const { body } = done(await school.call('officer', listWork, { query }))
      seen.push(...body.items.map(({ id }) => id))
      cursor = body.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toEqual(all.map(({ id }) => id))
  })

  it('counts the same by task, and each task lists what it counts', async () => {
    const { body } = done(await school.call('officer', getWork))
    expect(body.mine).toBe((await work('officer')).length)
    const { body: counts } = done(await school.call('officer', countApplications))
    expect(counts.mine).toBe(body.mine)
    for (const { task, count, overdue } of body.tasks) {
      const items = await work('officer', task)
      expect(items.map(item => item.task)).toEqual(items.map(() => task))
      expect([items.length, items.filter(({ due }) => due?.state === 'overdue').length]).toEqual([
        count,
        overdue,
      ])
    }
  })

  it('is refused to those who have no work here', async () => {
    expect((await school.call('county', getWork)).status).toBe(403)
    expect((await school.call('county', listWork)).status).toBe(403)
  })
})

describe('other work', () => {
  const kinds = async (reader: string) => {
    const { body } = done(await school.call(reader, getWork))
    return new Map(body.others.map(({ kind, ...waiting }) => [kind, waiting]))
  }

  it.each(['teacher', 'officer', 'head', 'psych', 'pan1', 'mentor', 'auditor'])(
    'every source of the %s is asked, and those without anything stay away',
    async reader => {
      for (const { count } of (await kinds(reader)).values()) expect(count).toBeGreaterThan(0)
    },
  )

  it('is counted with its day, for whom it waits, and gone once it is done', async () => {
    const id = await school.addStudent()
    const org_path = school.tree.c1k1s1a1.path
    const today = '2026-10-20'
    const plan = {
      ...{ student_id: id, org_path, assignee_id: school.id('psych'), assignee_name: 'psych' },
      ...{ assignee_role: 'psychTeacher' as const, planned_on: '2026-10-15', mode: 'onSite' as const },
      ...{ planned_by: school.id('teacher'), planned_by_name: 'teacher' },
      ...{ created_at: MONDAY, updated_at: MONDAY },
    } as const
    await school.asOwner(trx => trx.insertInto('visit_plan').values(plan).execute())
    expect((await kinds('psych')).get('visit')).toEqual({
      count: 1,
      since: MONDAY.toISOString(),
      due: '2026-10-15T15:59:59.999Z',
      overdue: 1,
      // Given to them by name, so no role says why.
      roles: [],
    })
    expect((await kinds('teacher')).has('visit')).toBe(false)
    await school.asOwner(trx =>
      trx
        .updateTable('visit_plan')
        .set({ state: 'done', settled_on: today })
        .where('student_id', '=', id)
        .execute(),
    )
    expect((await kinds('psych')).has('visit')).toBe(false)
  })
})

describe('what is stuck', () => {
  const stuck = async (id: string) => {
    const { body } = done(await school.call('head', listStuck))
    return body.items.find(item => item.id === id)
  }
  const disable = (subject: string, status: 'disabled' | 'active' = 'disabled') =>
    school.asOwner(trx =>
      trx.updateTable('account').set({ status }).where('id', '=', school.id(subject)).execute(),
    )

  it('surfaces a draft whose enterer has left, and lets the officer go on with it', async () => {
    await school.addAccount('leaver', [{ role: 'classTeacher', at: school.tree.c1k1s1a1 }])
    const { id } = await journeyTo(school, 'draft', 'leaver')
    const takeOver = async () =>
      school.call('officer', takeOverApplication, {
        params: { id },
        ifMatch: await versionOf(school, id),
      })
    expect(await stuck(id)).toBeUndefined()
    expect((await takeOver()).problem.code).toBe('enterer_present')
    await disable('leaver')
    expect(await stuck(id)).toMatchObject({ reasons: ['entererLeft'], takeOver: true })
    const { body } = done(await takeOver())
    expect(body).toMatchObject({ enteredByName: 'officer', status: 'draft' })
    expect(body.timeline.at(-1)).toMatchObject({ command: 'takeOver', actorRole: 'aidOfficer' })
    expect(await tasks('officer', id)).toEqual([['submit', 'entered']])
    expect(await stuck(id)).toBeUndefined()
    const trail = await school.asOwner(trx =>
      trx
        .selectFrom('audit_event')
        .select('action')
        .where('subject_id', '=', id)
        .where('action', '=', 'takeOverApplication')
        .where('outcome', '=', 'done')
        .execute(),
    )
    expect(trail).toHaveLength(1)
  })

  it('is freed by the school only: nobody takes over what is another school’s', async () => {
    const { id } = await journeyTo(school, 'draft')
    const reply = await school.call('neighbour', takeOverApplication, { params: { id }, ifMatch: 1 })
    expect(reply.status).toBe(404)
    expect((await school.call('teacher', listStuck)).status).toBe(403)
  })

  it('surfaces a panel one of whose members has left, and a quorum that cannot be reached', async () => {
    const { id } = await journeyTo(school, 'underReview')
    await convene(school, id)
    await disable('pan3')
    expect((await stuck(id))?.reasons).toEqual(['memberLeft'])
    for (const member of ['pan2', 'pan4', 'psych']) await disable(member)
    expect((await stuck(id))?.reasons).toEqual(['memberLeft', 'quorumOutOfReach'])
    for (const member of ['pan2', 'pan3', 'pan4', 'psych']) await disable(member, 'active')
    expect(await stuck(id)).toBeUndefined()
  })

  it('surfaces a confirmation for which no other head is left, to the officer', async () => {
    const { id } = await journeyTo(school, 'awaitingDetermination')
    await school.asOwner(trx =>
      trx
        .updateTable('application')
        .set({ submitted_by: school.id('head') })
        .where('id', '=', id)
        .execute(),
    )
    expect((await stuck(id))?.reasons).toEqual(['noOtherHead'])
    const { body } = done(await school.call('officer', getWork))
    expect(body.others.find(({ kind }) => kind === 'stuck')?.count).toBeGreaterThan(0)
  })

  it('surfaces what has waited three times its days', async () => {
    const { id } = await journeyTo(school, 'submitted')
    later(20)
    expect(await stuck(id)).toBeUndefined()
    later(3)
    expect((await stuck(id))?.reasons).toEqual(['waitsTooLong'])
  })
})
