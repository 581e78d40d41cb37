import { getApplication, listApplications } from '@sunshine-aid/api-contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { journeyTo } from '../applications/testing/journey.ts'
import { openSchool, type School } from '../applications/testing/school.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

it('a child who changes class takes their request along: the new teacher has it, the old one no longer', async () => {
  const { id, studentId } = await journeyTo(school, 'submitted')
  const seen = async (teacher: string) => {
    const { body } = await school.call(teacher, listApplications, { query: {} })
    return body.items.some(item => item.id === id)
  }
  expect([await seen('teacher'), await seen('teacher2')]).toEqual([true, false])
  const { id: classId, path } = school.tree.c1k1s1a2
  await school.asOwner(trx =>
    trx
      .updateTable('student')
      .set({ class_id: classId, org_path: path })
      .where('id', '=', studentId)
      .execute(),
  )
  expect([await seen('teacher'), await seen('teacher2')]).toEqual([false, true])
  expect((await school.call('teacher', getApplication, { params: { id } })).status).toBe(404)
})
