import { decideProposal, proposeSetting } from '@sunshine-aid/api-contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { done } from '../applications/testing/journey.ts'
import { MONDAY, openSchool, type School } from '../applications/testing/school.ts'
import { countNewPolicies } from './newPolicies.ts'
import { coverageDrift, recountCoverage } from './recount.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
  await school.addAccount('city', [{ role: 'cityAdmin', at: school.tree.c1 }])
})
afterAll(() => school.close())

it('schools are counted again once a rule of visits that they follow has changed, and once only', async () => {
  const student = await school.addStudent()
  await school.asOwner(trx =>
    trx
      .insertInto('home_visit')
      .values({
        student_id: student,
        org_path: school.tree.c1k1s1a1.path,
        application_id: null,
        mode: 'online',
        visited_on: '2026-10-10',
        reached: true,
        led_by_leader: false,
        policy_explained: true,
        companions: null,
        record: '了解了情况',
        visitor_id: school.id('teacher'),
        visitor_name: 'teacher',
        recorded_at: MONDAY,
        sample_slot: 50,
      })
      .execute(),
  )
  await recountCoverage(school.ownerDb, { now: MONDAY })
  expect(await coverageDrift(school.ownerDb, MONDAY)).toEqual([])

  const { body } = done(
    await school.call('county', proposeSetting, {
      params: { id: school.tree.c1k1.id, key: 'visits.primary.modes' },
      body: { value: ['onSite', 'online'], validFrom: '2026-10-12', grounds: '会议纪要' },
    }),
  )
  const decision = { params: { id: body.id }, body: { approve: true, remark: null }, ifMatch: body.version }
  done(await school.call('city', decideProposal, decision))
  expect(await coverageDrift(school.ownerDb, MONDAY)).toEqual([school.tree.c1k1s1.id])

  expect(await countNewPolicies(school.ownerDb, { now: MONDAY })).toBe(1)
  expect(await coverageDrift(school.ownerDb, MONDAY)).toEqual([])
  expect(await countNewPolicies(school.ownerDb, { now: MONDAY })).toBe(0)
})
