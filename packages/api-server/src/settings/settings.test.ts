import {
  closePanel,
  convenePanel,
  decideProposal,
  listProposals,
  listSettings,
  listSettingVersions,
  previewSetting,
  proposeSetting,
  withdrawProposal,
} from '@sunshine-aid/api-contract'
import { SETTING_KEYS } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { convene, done, journeyTo, read, vote } from '../applications/testing/journey.ts'
import { openSchool, type School } from '../applications/testing/school.ts'
import { policyOf } from '../organisations/policies.ts'

let school: School
const COUNTY = () => school.tree.c1k1.id
const TODAY = '2026-10-12'

beforeAll(async () => {
  school = await openSchool()
  await school.addAccount('county2', [{ role: 'countyAdmin', at: school.tree.c1k1 }])
  await school.addAccount('countyBeside', [{ role: 'countyAdmin', at: school.tree.c1k2 }])
  await school.addAccount('city', [{ role: 'cityAdmin', at: school.tree.c1 }])
  await school.addAccount('cityAway', [{ role: 'cityAdmin', at: school.tree.c2 }])
  await school.addAccount('province', [{ role: 'provinceAdmin', at: school.tree.p }])
})
afterAll(() => school.close())

const propose = (by: string, id: string, key: string, value: unknown, validFrom = TODAY) =>
  school.call(by, proposeSetting, {
    params: { id, key },
    body: { value: value as number, validFrom, grounds: '太教发〔2026〕12号' },
  })
const decide = (
  by: string,
  { id, version }: { id: string; version: number },
  approve = true,
  remark: string | null = null,
) => school.call(by, decideProposal, { params: { id }, body: { approve, remark }, ifMatch: version })
async function set(key: string, value: unknown, at = COUNTY(), by = 'county', judge = 'city') {
  const { body } = done(await propose(by, at, key, value))
  return done(await decide(judge, body)).body
}
const policy = () => school.asOwner(trx => policyOf(trx, school.tree.c1k1s1.id))
const lines = async (by: string, id: string, on?: string) => {
  const { body } = done(await school.call(by, listSettings, { params: { id }, query: on ? { on } : {} }))
  return body
}
const line = async (by: string, id: string, key: string, on?: string) =>
  (await lines(by, id, on)).items.find(item => item.key === key)

describe('what is in force', () => {
  it('is shown to the school with every value and the document that it comes from', async () => {
    const { items, source, orgKind, stage } = await lines('officer', school.tree.c1k1s1.id)
    expect(items.map(({ key }) => key)).toEqual(SETTING_KEYS)
    expect(source).toContain('太仓市')
    expect({ orgKind, stage }).toEqual({ orgKind: 'school', stage: 'primary' })
    expect(items.every(({ setBy }) => setBy === null)).toBe(true)
  })

  it('is the value that the county proposed and the city approved, with who and when and on what grounds', async () => {
    await set('panelQuorum', 5)
    expect((await policy()).panelQuorum).toBe(5)
    expect(await line('head', school.tree.c1k1s1.id, 'panelQuorum')).toMatchObject({
      value: 5,
      setBy: {
        value: 5,
        orgKind: 'county',
        grounds: '太教发〔2026〕12号',
        validFrom: TODAY,
        state: 'approved',
      },
    })
    await set('panelQuorum', null)
    expect((await policy()).panelQuorum).toBe(3)
  })

  it('is the nearest: the city’s value holds until the county sets its own', async () => {
    await set('provisionalDays', 20, school.tree.c1.id, 'city', 'province')
    expect((await policy()).provisionalDays).toBe(20)
    await set('provisionalDays', 25)
    expect((await policy()).provisionalDays).toBe(25)
    await set('provisionalDays', null)
    expect((await policy()).provisionalDays).toBe(20)
  })

  it('changes on the day from which the value holds, and can be asked for any day', async () => {
    const { body } = done(await propose('county', COUNTY(), 'fastChannelHours', 72, '2026-11-01'))
    done(await decide('city', body))
    expect((await policy()).fastChannelHours).toBe(48)
    expect(await line('county', COUNTY(), 'fastChannelHours')).toMatchObject({
      value: 48,
      next: { value: 72, validFrom: '2026-11-01' },
    })
    expect(await line('county', COUNTY(), 'fastChannelHours', '2026-11-01')).toMatchObject({ value: 72 })
    expect(await line('county', COUNTY(), 'fastChannelHours', '2026-10-31')).toMatchObject({ value: 48 })
  })

  it('is held by the rules: a panel that was enough is refused once the county asks for more', async () => {
    const { id } = await journeyTo(school, 'underReview')
    await convene(school, id)
    await vote(school, 'pan1', id)
    await vote(school, 'pan2', id)
    await set('panelQuorum', 5)
    await vote(school, 'pan3', id)
    const closing = await school.call('pan1', closePanel, { params: { id }, body: { declineReason: null } })
    expect(closing.problem.code).toBe('quorum_missing')
    const { id: next } = await journeyTo(school, 'underReview')
    const members = ['pan1', 'pan2', 'pan3'].map(school.id)
    const input = { params: { id: next }, body: { members, chair: members[0]! } }
    expect((await school.call('officer', convenePanel, input)).problem.code).toBe('too_few_members')
    await set('panelQuorum', null)
    done(await school.call('pan1', closePanel, { params: { id }, body: { declineReason: null } }))
  })
})

describe('a proposal', () => {
  it.each([
    ['by a teacher', 'teacher', () => COUNTY(), 403],
    ['by the head', 'head', () => school.tree.c1k1s1.id, 403],
    ['by an auditor', 'auditor', () => school.tree.c1k1s1.id, 403],
    ['for the county beside', 'countyBeside', () => COUNTY(), 404],
    ['for the city', 'county', () => school.tree.c1.id, 404],
    ['by the city for its county', 'city', () => COUNTY(), 404],
  ] as const)('%s is refused', async (_, by, id, status) => {
    expect((await propose(by, id(), 'panelQuorum', 5)).status).toBe(status)
  })

  it.each([
    ['below the floor', 'panelQuorum', 2, TODAY, 'setting_out_of_range'],
    ['of another kind', 'panelQuorum', 'five', TODAY, 'setting_out_of_range'],
    ['that holds already', 'panelQuorum', null, TODAY, 'setting_unchanged'],
    ['of another level', 'suppressBelow', 10, TODAY, 'setting_not_at_this_level'],
    ['that contradicts another one', 'fastChannelWarnHours', 60, TODAY, 'setting_contradicts'],
    ['for yesterday', 'panelQuorum', 5, '2026-10-11', 'setting_in_the_past'],
    ['without a way on site', 'visits.primary.modes', ['online'], TODAY, 'setting_out_of_range'],
  ] as const)('of a value %s is refused', async (_, key, value, validFrom, code) => {
    expect((await propose('county', COUNTY(), key, value, validFrom)).problem.code).toBe(code)
  })

  it('changes nothing until another person above has approved it', async () => {
    const { body } = done(await propose('county', COUNTY(), 'mentorCapacity', 6))
    expect(body).toMatchObject({ state: 'proposed', mayWithdraw: true, mayDecide: false })
    expect((await policy()).mentorCapacity).toBe(5)
    expect((await propose('county2', COUNTY(), 'mentorCapacity', 7)).problem.code).toBe('setting_waiting')
    for (const by of ['county', 'county2', 'teacher', 'officer'])
      expect((await decide(by, body)).status, by).toBe(403)
    for (const by of ['cityAway', 'head']) expect((await decide(by, body)).status, by).toBe(404)
    const waiting = done(await school.call('city', listProposals, { params: { id: school.tree.c1.id } }))
    expect(waiting.body.items).toContainEqual(expect.objectContaining({ id: body.id, mayDecide: true }))
    done(await decide('city', body))
    expect((await policy()).mentorCapacity).toBe(6)
    expect((await decide('province', { ...body, version: 2 })).problem.code).toBe('setting_decided')
  })

  it('of the province is approved by another person of the province', async () => {
    const province = school.tree.p.id
    const { body } = done(await propose('province', province, 'auditSamplePercent', 6))
    expect((await decide('province', body)).problem.code).toBe('setting_own')
    await school.addAccount('province2', [{ role: 'provinceAdmin', at: school.tree.p }])
    done(await decide('province2', body))
    expect((await policy()).auditSamplePercent).toBe(6)
  })

  it('of a school is about what is the school’s, and its head approves', async () => {
    const id = school.tree.c1k1s1.id
    expect((await propose('officer', id, 'panelQuorum', 5)).problem.code).toBe('setting_not_at_this_level')
    const { body } = done(await propose('officer', id, 'mentorCapacity', 4))
    expect((await decide('city', body)).status).toBe(404)
    done(await decide('head', body))
    expect((await policy()).mentorCapacity).toBe(4)
  })

  it('is turned down with a reason, or taken back by whoever made it', async () => {
    const { body } = done(await propose('county', COUNTY(), 'ownTeacherStepsBack', true))
    expect((await decide('city', body, false)).problem.code).toBe('setting_remark_required')
    done(await decide('city', body, false, '先在一所学校试行'))
    const again = done(await propose('county', COUNTY(), 'ownTeacherStepsBack', true)).body
    const back = (by: string) =>
      school.call(by, withdrawProposal, { params: { id: again.id }, ifMatch: again.version })
    expect((await back('county2')).problem.code).toBe('setting_not_own')
    expect(done(await back('county')).body.state).toBe('withdrawn')
    expect((await policy()).ownTeacherStepsBack).toBe(false)
    const { body: history } = done(
      await school.call('county', listSettingVersions, {
        params: { id: COUNTY(), key: 'ownTeacherStepsBack' },
        query: {},
      }),
    )
    expect(history.items.map(({ state, remark }) => [state, remark])).toEqual([
      ['withdrawn', null],
      ['rejected', '先在一所学校试行'],
    ])
  })

  it('is decided on the version that was seen, and once when two decide at the same time', async () => {
    const { body } = done(await propose('county', COUNTY(), 'requiredMentors', ['psych']))
    expect((await decide('city', { ...body, version: 9 })).problem.code).toBe('stale_version')
    const replies = await Promise.all(['city', 'province'].map(by => decide(by, body)))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412])
    await set('requiredMentors', null)
  })
})

describe('history', () => {
  it('cannot be rewritten, by nobody', async () => {
    const { id } = await set('mentorCapacity', 8)
    const rewriting = [
      sql`update policy_setting set remark = '改' where id = ${id}::uuid`,
      sql`update policy_setting set state = 'rejected' where id = ${id}::uuid`,
      sql`delete from policy_setting where id = ${id}::uuid`,
    ]
    for (const attempt of rewriting)
      await expect(school.asOwner(trx => attempt.execute(trx))).rejects.toThrow('kept as it is')
  })

  it('leaves a decision as it was made when the policy changes', async () => {
    const { id } = await journeyTo(school, 'determined')
    const before = await school.asOwner(trx =>
      trx
        .selectFrom('determination')
        .select(['facts', 'facts_digest'])
        .where('application_id', '=', id)
        .execute(),
    )
    await set('panelQuorum', 7)
    const after = await school.asOwner(trx =>
      trx
        .selectFrom('determination')
        .select(['facts', 'facts_digest'])
        .where('application_id', '=', id)
        .execute(),
    )
    expect(after).toEqual(before)
    expect((await read(school, 'officer', id)).status).toBe('determined')
    await set('panelQuorum', null)
  })
})

describe('the preview', () => {
  const preview = async (by: string, key: string, value: unknown, id = COUNTY()) =>
    done(
      await school.call(by, previewSetting, { params: { id, key }, query: { value: JSON.stringify(value) } }),
    ).body

  it('counts what another visit rule changes, as an independent count does', async () => {
    for (const status of ['screening', 'awaitingVisit', 'awaitingVisit'] as const)
      await journeyTo(school, status)
    const { rows } = await school.asOwner(trx =>
      sql<{ running: number; changed: number }>`
        select count(*) as running, count(*) filter (where not exists (select from home_visit v
          where v.student_id = a.student_id and v.reached and v.mode = 'onSite' and v.visited_on >= '2026-09-01')) as changed
        from application a join org on org.id = a.school_id
        where org.path <@ ${school.tree.c1k1.path}::ltree and a.stage = 'primary'
          and a.status not in ('draft', 'determined', 'notDetermined', 'withdrawn')`.execute(trx),
    )
    const counted = await preview('officer', 'visits.primary.beforeDetermination', false, COUNTY()).catch(
      () => null,
    )
    expect(counted).toBeNull()
    const { running, changed, counts, schools } = await preview(
      'county',
      'visits.primary.beforeDetermination',
      false,
    )
    expect({ counts, schools }).toEqual({ counts: 'requests', schools: 2 })
    const expected = rows[0]!
    expect(expected.changed).toBeGreaterThan(0)
    // Figures about fewer than five are for the school only (D3).
    const hidden = [expected.changed, expected.running - expected.changed].some(n => n > 0 && n < 5)
    expect({ running, changed }).toEqual(hidden ? { running: null, changed: null } : expected)
  })

  it('counts the panels whose members would no longer be enough', async () => {
    const ids = []
    for (let n = 0; n < 5; n += 1) ids.push((await journeyTo(school, 'underReview')).id)
    for (const id of ids) await convene(school, id)
    const { rows } = await school.asOwner(trx =>
      sql<{ running: number; changed: number }>`
        select count(*) as running, count(*) filter (where p.opened_at is null and p.status = 'voting'
          and (select count(*) from panel_member m where m.application_id = a.id and m.recused is null) in (3, 4)) as changed
        from application a left join panel p on p.application_id = a.id
        where a.status in ('submitted', 'screening', 'returned', 'awaitingVisit', 'underReview')`.execute(
        trx,
      ),
    )
    const { changed, running } = rows[0]!
    expect(changed).toBeGreaterThanOrEqual(5)
    const shown = running - changed === 0 || running - changed >= 5
    const counted = await preview('city', 'panelQuorum', 5, school.tree.c1.id)
    expect({ running: counted.running, changed: counted.changed }).toEqual(
      shown ? { running, changed } : { running: null, changed: null },
    )
  })

  it('says that a value which acts later changes nothing that runs', async () => {
    expect(await preview('county', 'provisionalDays', 21)).toMatchObject({ counts: 'nothing', running: 0 })
  })

  it('is not for another county', async () => {
    const input = { params: { id: COUNTY(), key: 'panelQuorum' }, query: { value: '5' } }
    expect((await school.call('countyBeside', previewSetting, input)).status).toBe(404)
    expect((await school.call('officer', previewSetting, input)).status).toBe(404)
  })

  it('tells in full at the school itself, where the value is the school’s', async () => {
    const input = { params: { id: school.tree.c1k1s1.id, key: 'panelQuorum' }, query: { value: '5' } }
    expect((await school.call('officer', previewSetting, input)).problem.code).toBe(
      'setting_not_at_this_level',
    )
  })
})
