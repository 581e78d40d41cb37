import { getSweepBalance, listSweeps, startSweep } from '@sunshine-aid/api-contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { demoApi, demoSchool } from '../demo/testing/province.ts'
import type { TestApi } from '../testing/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await demoApi()
}, 60_000)
afterAll(() => api.close())

it('a sweep of the demo school proposes about a dozen children for each dilemma, and not the whole school', async () => {
  const { id } = await demoSchool(api.ownerDb, 'taicang')
  const { body } = await api.call('taicang-officer-1', startSweep, { body: { schoolId: id } })
  for (const { students } of body.byDilemma) expect(students).toBeGreaterThanOrEqual(10)
  expect(body.progress.proposed).toBeLessThan(body.students * 0.6)
})

it('a school in which help comes without application has confirmations that are late', async () => {
  const { body } = await api.call('wuxi-officer-1', listSweeps, { query: {} })
  expect(body.items[0]?.progress.late).toBeGreaterThan(0)
})

it('the county compares the proposals of its schools with their students', async () => {
  const { countyId } = await demoSchool(api.ownerDb, 'taicang')
  const { body } = await api.call('taicang-county-admin', getSweepBalance, { params: { id: countyId } })
  expect(body.sex.at(-1)?.students).toBeGreaterThan(70)
})
