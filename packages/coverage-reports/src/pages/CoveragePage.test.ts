import { getCoverage, getMe, listCoverageGaps } from '@sunshine-aid/api-contract'
import { demoApi, divisionOf } from '@sunshine-aid/api-server/src/demo/testing/province.ts'
import { mountPage, type MountedPage } from '@sunshine-aid/module-kit/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import coverage from '../module.ts'

let api: Awaited<ReturnType<typeof demoApi>>
beforeAll(async () => {
  api = await demoApi(2_000)
})
afterAll(() => api.close())

const open = (as: string, path = '/') => mountPage(coverage, { api, as, path })
const rowHeads = ({ wrapper }: MountedPage) => wrapper.findAll('tbody th').map(head => head.text())

describe('the coverage of a region', () => {
  it('shows the province its cities, each leading further down', async () => {
    const page = await open('province-admin')
    expect(rowHeads(page)).toHaveLength(14)
    await page.wrapper
      .findAll('tbody th a')
      .find(link => link.text() === '苏州市')
      ?.trigger('click')
    await page.idle()
    expect(rowHeads(page)).toContain('太仓市')
    expect(page.wrapper.get('nav').text()).toContain('江苏省')
  })

  it('says of each figure that is withheld that it is, and nothing of its value', async () => {
    const id = await divisionOf(api.ownerDb, '320585')
    const { body } = await api.call('province-admin', getCoverage, {
      params: { id, indicator: 'mentorCoverage' },
    })
    const withheld = body.rows.flatMap(({ cells }) => cells).filter(({ state }) => state === 'suppressed')
    expect(withheld.length).toBeGreaterThan(0)
    const { wrapper } = await open('province-admin', `/?region=${id}&indicator=mentorCoverage`)
    const cells = wrapper.findAll('td.sa-heat__cell--suppressed')
    expect(cells).toHaveLength(withheld.length)
    for (const cell of cells) expect(cell.text()).not.toMatch(/\d/)
    expect(wrapper.text()).toContain('不足 5 人的数字')
  })

  it('shows a school its classes in full', async () => {
    const { wrapper } = await open('taicang-officer-1')
    expect(wrapper.findAll('tbody th')).toHaveLength(7)
    expect(wrapper.findAll('td.sa-heat__cell--suppressed')).toEqual([])
    expect(wrapper.text()).toContain('看看还缺谁')
  })

  it('offers no list of children to a region', async () => {
    expect((await open('taicang-county-admin')).wrapper.text()).not.toContain('看看还缺谁')
  })
})

describe('the list of who is missing', () => {
  it('names each child, who acts, and where it is done', async () => {
    const { body: me } = await api.call('taicang-officer-1', getMe)
    const { body } = await api.call('taicang-officer-1', listCoverageGaps, {
      params: { id: me.assignments[0]?.schoolId ?? '', indicator: 'homeVisitCoverage' },
      query: { limit: '20' },
    })
    const { wrapper } = await open('taicang-officer-1', '/gaps/homeVisitCoverage')
    const lines = wrapper.findAll('tbody tr').map(line => line.text())
    expect(lines).toHaveLength(body.items.length)
    for (const [at, gap] of body.items.entries()) {
      expect(lines[at]).toContain(gap.studentName)
      expect(lines[at]).toContain('班主任')
    }
  })
})
