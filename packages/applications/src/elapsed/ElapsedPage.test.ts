import { recountStuck } from '@sunshine-aid/api-server/src/worklist/recountStuck.ts'
import { journeyTo } from '@sunshine-aid/api-server/testing/journey'
import { openSchool, type School } from '@sunshine-aid/api-server/testing/school'
import { mountPage } from '@sunshine-aid/module-kit/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import applications from '../module.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

const open = async (reader: string) =>
  (await mountPage(applications, { api: school, as: reader, path: '/elapsed' })).wrapper.text()

it('the county sees where requests stand still and why, in numbers; the school has its list instead', async () => {
  expect(await open('county')).toContain('目前没有办不下去的申请')
  for (let at = 0; at < 6; at += 1) await journeyTo(school, 'submitted')
  school.clock.now = new Date(school.clock.now.getTime() + 40 * 86_400_000)
  await recountStuck(school.ownerDb, school.clock.now)
  const page = await open('county')
  expect(page).toContain('等待太久')
  expect(page).toContain('合计66')
  expect(await open('head')).not.toContain('办不下去的申请')
})
