import { getSweepBalance } from '@sunshine-aid/api-contract'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openSchool, type School } from '../applications/testing/school.ts'
import { only, sweepsAt } from './testing/sweepsAt.ts'

let school: School
let at: ReturnType<typeof sweepsAt>
beforeAll(async () => {
  school = await openSchool()
  at = sweepsAt(school)
})
afterAll(() => school.close())
beforeEach(() => at.reset())

describe('proposals beside the population', () => {
  const balance = (by: string, id: string) => school.call(by, getSweepBalance, { params: { id } })

  it('are shown in full to the school, by sex', async () => {
    await at.child(['orphan'])
    const boy = await at.child()
    await school.asOwner(trx =>
      trx.updateTable('student').set({ sex: 'male' }).where('id', '=', boy).execute(),
    )
    await at.accept(only(await at.swept()))
    for (const by of ['officer', 'head']) {
      const { body } = await balance(by, at.schoolId)
      expect(body).toMatchObject({ suppressBelow: null, band: 25 })
      expect(body.sex).toMatchObject([
        {
          value: 'female',
          students: 1,
          proposed: 1,
          accepted: 1,
          shareOfStudents: 0.5,
          shareOfProposed: 1,
          marked: true,
        },
        { value: 'male', students: 1, proposed: 0, accepted: 0, marked: true },
        { value: null, students: 2, proposed: 1 },
      ])
    }
  })

  it('are shown above the school without small cells, of the latest sweep of each school', async () => {
    for (let n = 0; n < 6; n++) await at.child([n < 3 ? 'orphan' : 'preschoolWish'])
    for (let n = 0; n < 9; n++) await at.child()
    const two = await at.child(['orphan'])
    await school.asOwner(trx =>
      trx.updateTable('student').set({ sex: 'male' }).where('id', '=', two).execute(),
    )
    await at.start()
    await at.start()
    const { body } = await balance('county', school.tree.c1k1.id)
    expect(body.suppressBelow).toBe(5)
    expect(body.sex.map(({ value, proposed }) => [value, proposed])).toEqual([
      ['female', null],
      ['male', null],
      [null, 7],
    ])
    expect(JSON.stringify(body)).not.toContain('"proposed":1,')
  })

  it.each([
    ['county', () => at.schoolId, 404],
    ['county', () => school.tree.c1.id, 404],
    ['neighbour', () => at.schoolId, 404],
    ['officer', () => school.tree.c1k1.id, 404],
    ['teacher', () => at.schoolId, 403],
    ['psych', () => at.schoolId, 403],
  ])('are not shown to %s of another place', async (by, id, status) => {
    expect((await balance(by, id())).status).toBe(status)
  })
})
