import { listMentorGaps, listMentors, type MentorGap } from '@sunshine-aid/api-contract'
import { missingMentors, POLICY_PROFILES, type MentorKind } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { inFullScope } from '../database/scope.ts'
import { demoApi, demoSchool, NOW, type DemoSchool } from '../demo/testing/province.ts'
import type { TestApi } from '../testing/api.ts'

let api: TestApi
let schools: Record<'taicang' | 'wuxi', DemoSchool>

beforeAll(async () => {
  api = await demoApi()
  schools = {
    taicang: await demoSchool(api.ownerDb, 'taicang'),
    wuxi: await demoSchool(api.ownerDb, 'wuxi'),
  }
})
afterAll(() => api.close())

describe('the roster of mentors', () => {
  it('shows the officer everybody, with no more students than places', async () => {
    const { body } = await api.call('taicang-officer-1', listMentors, { params: { id: schools.taicang.id } })
    expect(body.items.map(({ kind }) => kind)).toEqual(['aid', 'aid', 'psych'])
    expect(body.items.some(({ paired }) => paired > 0)).toBe(true)
    expect(body.items.filter(({ paired, capacity }) => paired > capacity)).toEqual([])
  })

  it.each([
    ['taicang-mentor-1', 'aid'],
    ['taicang-psych', 'psych'],
  ])('shows %s the own line only', async (subject, kind) => {
    const { body } = await api.call(subject, listMentors, { params: { id: schools.taicang.id } })
    expect(body.items).toMatchObject([{ kind }])
  })

  it.each([
    ['wuxi-officer-1', 404],
    ['taicang-teacher-1', 403],
    ['taicang-county-admin', 403],
  ])('is refused to %s with %i', async (subject, status) => {
    expect((await api.call(subject, listMentors, { params: { id: schools.taicang.id } })).status).toBe(status)
  })
})

describe('focus students without their mentors', () => {
  type Gap = z.output<typeof MentorGap>
  async function gapsOf(key: 'taicang' | 'wuxi', subject: string): Promise<Gap[]> {
    const items: Gap[] = []
    for (let cursor: string | null | undefined; cursor !== null;) {
      const query = { limit: '2', ...(cursor && { cursor }) }
      const { status, body } = await api.call(subject, listMentorGaps, {
        params: { id: schools[key].id },
        query,
      })
      expect(status).toBe(200)
      items.push(...body.items)
      cursor = body.nextCursor
    }
    return items
  }

  it.each([
    ['taicang', 'taicang2024'],
    ['wuxi', 'wuxi2024'],
  ] as const)(
    'of %s are those whom its policy (%s) finds, the longest-waiting first',
    async (key, policy) => {
      const gaps = await gapsOf(key, `${key}-officer-1`)
      const expected = (await episodesOf(schools[key].id)).filter(
        ({ accepted }) => missingMentors(accepted, POLICY_PROFILES[policy]).length > 0,
      )
      expect(new Set(gaps.map(({ episodeId }) => episodeId))).toEqual(new Set(expected.map(({ id }) => id)))
      expect(gaps).toHaveLength(expected.length)
      expect(gaps.map(gap => gap.waitingSince)).toEqual(gaps.map(gap => gap.waitingSince).sort())
      expect(gaps.filter(({ missing }) => missing.length === 0)).toEqual([])
    },
  )

  it('are shown to a class teacher for the own class, and to a mentor for the students they have', async () => {
    const whole = await gapsOf('taicang', 'taicang-officer-1')
    const own = await gapsOf('taicang', 'taicang-teacher-1')
    expect(own).toEqual(whole.filter(({ className }) => className === '三年级（1）班'))
    const mentored = await gapsOf('taicang', 'taicang-mentor-1')
    expect(mentored.filter(({ missing }) => missing.includes('aid'))).toEqual([])
  })

  it('are not found from another school', async () => {
    const params = { id: schools.taicang.id }
    expect((await api.call('wuxi-officer-1', listMentorGaps, { params, query: {} })).status).toBe(404)
    expect((await api.call('province-admin', listMentorGaps, { params, query: {} })).status).toBe(403)
  })
})

function episodesOf(schoolId: string) {
  return inFullScope(api.ownerDb, NOW, async trx => {
    const { rows } = await sql<{ id: string; accepted: MentorKind[] }>`
      select episode.id, coalesce(array_agg(pairing.kind) filter (where pairing.accepted_on is not null
        and pairing.ended_on is null), '{}') as accepted
      from episode join student on student.id = episode.student_id and student.enrolment = 'enrolled'
      left join pairing on pairing.episode_id = episode.id
      where episode.school_id = ${schoolId} and episode.status not in ('provisional', 'exited', 'transferred')
      group by episode.id`.execute(trx)
    return rows
  })
}
