import { randomUUID } from 'node:crypto'
import { addPanelMember, convenePanel } from '@sunshine-aid/api-contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { convene, journeyTo, read, type Journey } from '../applications/testing/journey.ts'
import { openSchool, type School } from '../applications/testing/school.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
  await school.promote('teacher', 'panelMember')
})
afterAll(() => school.close())

const setPolicy = (profile: 'taicang2024' | 'jiangsu2024') =>
  school.asOwner(trx =>
    trx.updateTable('org').set({ policy_profile: profile }).where('kind', '=', 'city').execute(),
  )

/** `mentor` goes on as the student's mentor after an earlier spell of help. */
async function makeMentor({ studentId }: Journey, mentor: string): Promise<void> {
  const { path } = school.tree.c1k1s1a1
  const { id: schoolId, path: schoolPath } = school.tree.c1k1s1
  const [episodeId, mentorId] = [randomUUID(), randomUUID()]
  await school.asOwner(async trx => {
    await trx
      .insertInto('episode')
      .values({
        id: episodeId,
        student_id: studentId,
        org_path: path,
        school_id: schoolId,
        status: 'exited',
        aid_categories: ['academicTutoring'],
        started_on: '2026-03-01',
        ended_on: '2026-07-01',
      })
      .execute()
    await trx
      .insertInto('mentor')
      .values({
        id: mentorId,
        org_path: schoolPath,
        school_id: schoolId,
        account_id: school.id(mentor),
        name: mentor,
        kind: 'aid',
        expertise: [],
        capacity: 5,
      })
      .execute()
    await trx
      .insertInto('pairing')
      .values({
        episode_id: episodeId,
        student_id: studentId,
        org_path: path,
        mentor_id: mentorId,
        mentor_account_id: school.id(mentor),
        kind: 'aid',
        accepted_on: '2026-03-02',
      })
      .execute()
  })
}

const naming = (...members: string[]) => ({
  members: members.map(member => school.id(member)),
  chair: school.id(members[0] ?? ''),
})
const tryConvene = ({ id }: Journey, ...members: string[]) =>
  school.call('officer', convenePanel, { params: { id }, body: naming(...members) })

it('the file names whoever is too close to the case, and how', async () => {
  const journey = await journeyTo(school, 'underReview')
  await makeMentor(journey, 'pan4')
  expect((await read(school, 'officer', journey.id)).ties).toEqual([
    { accountId: school.id('teacher'), kind: 'applicant' },
    { accountId: school.id('pan4'), kind: 'ownMentor' },
  ])
})

it('the student’s mentor sits on no panel, neither from the start nor later', async () => {
  const journey = await journeyTo(school, 'underReview')
  await makeMentor(journey, 'psych')
  const refused = await tryConvene(journey, 'pan1', 'pan2', 'psych')
  expect([refused.status, refused.body]).toMatchObject([409, { code: 'member_is_own_mentor' }])
  await convene(school, journey.id)
  const late = await school.call('officer', addPanelMember, {
    params: { id: journey.id },
    body: { member: school.id('psych') },
  })
  expect(late.body).toMatchObject({ code: 'member_is_own_mentor' })
})

it('the class teacher may sit on it unless the policy says otherwise', async () => {
  const journey = await journeyTo(school, 'underReview', 'officer2')
  await setPolicy('jiangsu2024')
  const refused = await tryConvene(journey, 'pan1', 'pan2', 'teacher')
  expect(refused.body).toMatchObject({ code: 'member_is_own_teacher' })
  await setPolicy('taicang2024')
  expect((await tryConvene(journey, 'pan1', 'pan2', 'teacher')).status).toBe(201)
})
