import { getPolicy, listOrganisations, listStaff } from '@sunshine-aid/api-contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoApi, demoSchool, divisionOf, type DemoSchool } from '../demo/testing/province.ts'
import type { TestApi } from '../testing/api.ts'

let api: TestApi
let taicang: DemoSchool
let wuxi: DemoSchool
let province: string

beforeAll(async () => {
  api = await demoApi()
  taicang = await demoSchool(api.ownerDb, 'taicang')
  wuxi = await demoSchool(api.ownerDb, 'wuxi')
  province = await divisionOf(api.ownerDb, '320000')
})
afterAll(() => api.close())

describe('organisations below one', () => {
  it('lead from the province down to the classes, with the way back', async () => {
    let id = province
    for (const [name, kind] of [
      ['苏州市', 'city'],
      ['太仓市', 'county'],
    ] as const) {
      const { body } = await api.call('province-admin', listOrganisations, { params: { id } })
      const next = body.items.find(item => item.name === name)
      expect(next).toMatchObject({ kind, parentId: id })
      id = next?.id ?? ''
    }
    const schools = await api.call('province-admin', listOrganisations, { params: { id } })
    expect(schools.body.trail.map(({ name }) => name)).toEqual(['江苏省', '苏州市', '太仓市'])
    expect(schools.body.items.map(item => item.id)).toContain(taicang.id)
    expect(schools.body.items.every(({ stage }) => stage !== null)).toBe(true)
  })

  it('show a class teacher the classes of the own school, the lowest grade first', async () => {
    const { body } = await api.call('taicang-teacher-1', listOrganisations, { params: { id: taicang.id } })
    expect(body.items[0]?.name).toBe('一年级（1）班')
    expect(body.items).toHaveLength(6)
  })

  it.each([
    ['taicang-teacher-1', () => wuxi.id],
    ['taicang-officer-1', () => taicang.countyId],
    ['taicang-county-admin', () => province],
    ['taicang-guardian', () => taicang.id],
  ])('are not found by %s outside of their place', async (subject, id) => {
    expect((await api.call(subject, listOrganisations, { params: { id: id() } })).status).toBe(404)
  })
})

describe('the staff of a school', () => {
  it('stand there with their roles, without any family', async () => {
    const { body } = await api.call('taicang-teacher-2', listStaff, { params: { id: taicang.id }, query: {} })
    const roles = body.items.flatMap(item => item.roles)
    expect(roles.filter(role => role === 'aidOfficer')).toHaveLength(2)
    expect(roles.filter(role => role === 'classTeacher')).toHaveLength(6)
    expect(roles).not.toContain('guardian')
    expect(roles).not.toContain('student')
  })

  it('can be narrowed to those who may sit on a panel', async () => {
    const query = { role: 'panelMember' } as const
    const { body } = await api.call('taicang-officer-1', listStaff, { params: { id: taicang.id }, query })
    expect(body.items).toHaveLength(5)
  })

  it('are not found from another school', async () => {
    const { status } = await api.call('wuxi-officer-1', listStaff, { params: { id: taicang.id }, query: {} })
    expect(status).toBe(404)
  })
})

describe('the policy of a school', () => {
  it.each([
    ['taicang-officer-1', () => taicang.id, { id: 'taicang2024', visitPeriod: 'semester', stage: 'primary' }],
    ['taicang-guardian', () => taicang.id, { id: 'taicang2024', requiredMentors: ['aid', 'psych'] }],
    ['wuxi-city-admin', () => wuxi.id, { id: 'wuxi2024', visitModes: ['onSite'], stage: 'juniorHigh' }],
  ])('is read by %s', async (subject, id, expected) => {
    const { status, body } = await api.call(subject, getPolicy, { params: { id: id() } })
    expect({ status, body }).toMatchObject({ status: 200, body: expected })
  })

  it.each([
    ['taicang-officer-1', () => wuxi.id],
    ['taicang-guardian', () => wuxi.id],
    ['taicang-county-admin', () => wuxi.id],
    ['province-admin', () => province],
  ])('is not found by %s for another place', async (subject, id) => {
    expect((await api.call(subject, getPolicy, { params: { id: id() } })).status).toBe(404)
  })
})
