import { getCoverage, listCoverageGaps, type CoverageReport } from '@sunshine-aid/api-contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inFullScope } from '../database/scope.ts'
import { demoApi, demoSchool, divisionOf, NOW, type DemoSchool } from '../demo/testing/province.ts'
import type { TestApi } from '../testing/api.ts'

let api: TestApi
let taicang: DemoSchool
let wuxi: DemoSchool
const divisions: Record<string, string> = {}

beforeAll(async () => {
  api = await demoApi(2_000)
  taicang = await demoSchool(api.ownerDb, 'taicang')
  wuxi = await demoSchool(api.ownerDb, 'wuxi')
  for (const code of ['320000', '320500', '320585', '320200', '320213']) {
    divisions[code] = await divisionOf(api.ownerDb, code)
  }
})
afterAll(() => api.close())

const at = (code: string) => divisions[code] ?? ''

async function report(subject: string, id: string, indicator = 'homeVisitCoverage'): Promise<CoverageReport> {
  const reply = await api.call(subject, getCoverage, { params: { id, indicator } })
  expect(reply.status).toBe(200)
  return reply.body
}

const lastCell = (row: CoverageReport['rows'][number] | undefined) => row?.cells.at(-1)
const counted = (cell: ReturnType<typeof lastCell>) => (cell?.state === 'shown' ? cell.counted : null)

describe('a coverage report', () => {
  it('shows the province its thirteen cities and a line of totals', async () => {
    const body = await report('province-admin', at('320000'))
    expect(body.rows).toHaveLength(14)
    expect(body.rows.slice(0, 13).map(({ kind }) => kind)).toEqual(Array(13).fill('city'))
    expect(body.rows.at(-1)).toMatchObject({ orgId: null, kind: null })
    expect(body).toMatchObject({ suppressBelow: 5, period: { id: '2026-1' } })
  })

  it('has totals that are what the database counts', async () => {
    const total = lastCell((await report('province-admin', at('320000'))).rows.at(-1))
    const { counted: stored } = await inFullScope(api.ownerDb, NOW, trx =>
      trx
        .selectFrom('student')
        .select(eb => eb.fn.countAll<number>().as('counted'))
        .where('enrolment', '=', 'enrolled')
        .executeTakeFirstOrThrow(),
    )
    expect(counted(total)).toBe(stored)
  })

  it('shows a school its classes in full', async () => {
    const body = await report('taicang-officer-1', taicang.id)
    expect(body.suppressBelow).toBeNull()
    expect(body.stages).toEqual(['primary'])
    expect(body.rows).toHaveLength(7)
    expect(body.rows[0]).toMatchObject({ name: '一年级（1）班', kind: 'class' })
    expect(body.rows.flatMap(({ cells }) => cells).every(({ state }) => state !== 'suppressed')).toBe(true)
  })

  it('names the policy that holds for the region', async () => {
    expect((await report('province-admin', at('320585'))).policySource).toContain('太仓')
    expect((await report('province-admin', at('320200'))).policySource).toContain('无锡')
  })

  it('never shows a region or an auditor a figure of one to four children', async () => {
    const places = [at('320000'), at('320500'), at('320585'), taicang.id, wuxi.id]
    for (const id of places) {
      for (const indicator of ['homeVisitCoverage', 'mentorCoverage']) {
        for (const subject of ['province-admin', 'province-auditor']) {
          const body = await report(subject, id, indicator)
          const figures = body.rows.flatMap(({ cells }) =>
            cells.flatMap(cell =>
              cell.state === 'shown' ? [cell.covered, cell.counted, cell.counted - cell.covered] : [],
            ),
          )
          expect(figures.filter(figure => figure > 0 && figure < 5)).toEqual([])
        }
      }
    }
  })

  it('suppresses a small cell of a county, and another one in its column', async () => {
    const body = await report('taicang-county-admin', at('320585'), 'mentorCoverage')
    const suppressed = body.rows.filter(row => lastCell(row)?.state === 'suppressed')
    expect(suppressed.length).toBeGreaterThan(1)
  })

  it('keeps hidden on the next page what the page before has hidden', async () => {
    for (const indicator of ['homeVisitCoverage', 'mentorCoverage']) {
      const province = await report('province-admin', at('320000'), indicator)
      for (const row of province.rows) {
        if (row.orgId === null || lastCell(row)?.state !== 'suppressed') continue
        const city = await report('province-admin', row.orgId, indicator)
        expect(lastCell(city.rows.at(-1))?.state).toBe('suppressed')
      }
      const county = await report('province-admin', at('320585'), indicator)
      const line = county.rows.find(({ orgId }) => orgId === taicang.id)
      const school = await report('province-admin', taicang.id, indicator)
      expect(lastCell(school.rows[0])).toEqual(lastCell(line))
    }
  })

  it.each([
    ['the county of another city', 'taicang-county-admin', () => at('320213')],
    ['the city above', 'taicang-county-admin', () => at('320500')],
    ['a school of another city', 'taicang-county-admin', () => wuxi.id],
    ['another school', 'taicang-officer-1', () => wuxi.id],
    ['the county above', 'taicang-officer-1', () => at('320585')],
    ['nothing at all', 'province-admin', () => '00000000-0000-4000-8000-000000000000'],
  ])('answers not found for %s', async (_, subject, id) => {
    const params = { id: id(), indicator: 'homeVisitCoverage' }
    expect((await api.call(subject, getCoverage, { params })).status).toBe(404)
  })

  it.each(['taicang-teacher-1', 'taicang-mentor-1', 'taicang-panel-1', 'taicang-guardian'])(
    'is not for %s',
    async subject => {
      const params = { id: taicang.id, indicator: 'homeVisitCoverage' }
      expect((await api.call(subject, getCoverage, { params })).status).toBe(403)
    },
  )
})

describe('the gap list of a school', () => {
  async function allGaps(subject: string, indicator: string, classId?: string) {
    const items = []
    for (let cursor: string | null | undefined; cursor !== null;) {
      const reply = await api.call(subject, listCoverageGaps, {
        params: { id: taicang.id, indicator },
        query: { limit: '7', ...(cursor && { cursor }), ...(classId && { classId }) },
      })
      expect(reply.status).toBe(200)
      items.push(...reply.body.items)
      cursor = reply.body.nextCursor
    }
    return items
  }

  it.each(['homeVisitCoverage', 'mentorCoverage'])(
    'of %s has as many names as the report counts without cover, each with an owner',
    async indicator => {
      const total = lastCell((await report('taicang-officer-1', taicang.id, indicator)).rows.at(-1))
      const gaps = await allGaps('taicang-officer-1', indicator)
      expect(total).toMatchObject({ state: 'shown' })
      expect(gaps).toHaveLength(total?.state === 'shown' ? total.counted - total.covered : -1)
      expect(new Set(gaps.map(({ studentId }) => studentId)).size).toBe(gaps.length)
      expect(gaps.filter(({ ownerNames }) => ownerNames.length === 0)).toEqual([])
    },
  )

  it('shows a class teacher the own class only, and a mentor only those whom they mentor', async () => {
    const [whole, own, mentored] = [
      await allGaps('taicang-officer-1', 'homeVisitCoverage'),
      await allGaps('taicang-teacher-1', 'homeVisitCoverage'),
      await allGaps('taicang-mentor-1', 'homeVisitCoverage'),
    ]
    expect(new Set(own.map(({ className }) => className))).toEqual(new Set(['三年级（1）班']))
    expect(own.length).toBeLessThan(whole.length)
    expect(mentored.length).toBeLessThan(whole.length)
  })

  it('narrows to one class', async () => {
    const { rows } = await report('taicang-officer-1', taicang.id)
    const [first] = rows
    const gaps = await allGaps('taicang-officer-1', 'homeVisitCoverage', first?.orgId ?? '')
    expect(new Set(gaps.map(({ className }) => className))).toEqual(new Set([first?.name]))
  })

  it.each([
    ['taicang-county-admin', 403],
    ['province-auditor', 403],
    ['wuxi-officer-1', 404],
    ['wuxi-mentor-1', 404],
  ])('is refused to %s with %i', async (subject, status) => {
    const params = { id: taicang.id, indicator: 'homeVisitCoverage' }
    expect((await api.call(subject, listCoverageGaps, { params })).status).toBe(status)
  })
})
