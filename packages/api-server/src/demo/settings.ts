import { addDays, academicYearOf, chinaDay, type CalendarYear } from '@sunshine-aid/domain'
import type { Trx } from '../database/schema.ts'
import { Random } from './random.ts'
import { divisionId } from './regions.ts'

/** Cities of the three demo schools. */
const CITIES = ['320500', '320200', '320300']
const COUNTY = { code: '320585', admin: 'taicang-county-admin', decider: 'city-admin-320500' }

/** The school year around `now` for some cities, one value that a county has set, and one that waits for approval. */
export async function addSettings(trx: Trx, seed: string, now: Date): Promise<void> {
  const places = await placesOf(trx, seed)
  const people = await peopleOf(trx)
  const today = chinaDay(now)
  for (const code of CITIES) {
    const place = places.get(code)
    const setter = people.get(`city-admin-${code}`) ?? people.get('wuxi-city-admin')
    if (!place || !setter) continue
    await trx
      .insertInto('school_calendar')
      .values({
        ...place,
        year: academicYearOf(today).id,
        version: 1,
        content: JSON.stringify(schoolYear(Number(academicYearOf(today).id))),
        set_by: setter.id,
        set_by_name: setter.name,
        set_at: new Date(`${academicYearOf(today).id}-08-20T02:00:00Z`),
      })
      .onConflict(conflict => conflict.doNothing())
      .execute()
  }
  const place = places.get(COUNTY.code)
  const [admin, decider] = [people.get(COUNTY.admin), people.get(COUNTY.decider)]
  if (!place || !admin || !decider) return
  const proposed = (key: string, value: number, days: number, grounds: string) => ({
    ...place,
    id: new Random(seed, 'policySetting', key, String(value)).uuid(),
    key,
    value: JSON.stringify(value),
    valid_from: addDays(today, -days),
    grounds,
    proposed_by: admin.id,
    proposed_by_name: admin.name,
    proposed_at: before(now, days + 6),
  })
  const approved = (days: number) => ({
    state: 'approved' as const,
    decided_by: decider.id,
    decided_by_name: decider.name,
    decided_at: before(now, days + 2),
    effective_from: addDays(today, -days),
    version: 2,
  })
  for (const row of [
    { ...proposed('evidenceMaxFiles', 8, 60, '太仓市学生资助工作例会纪要'), ...approved(60) },
    { ...proposed('evidenceMaxFiles', 12, 20, '太仓市学生资助工作例会纪要（续）'), ...approved(20) },
    {
      ...proposed('panelQuorum', 5, 0, '太仓市重点对象评议工作提示'),
      valid_from: addDays(today, 30),
    },
  ])
    await trx
      .insertInto('policy_setting')
      .values(row)
      .onConflict(conflict => conflict.doNothing())
      .execute()
}

const before = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000)

async function placesOf(trx: Trx, seed: string) {
  const codes = [...CITIES, COUNTY.code]
  const ids = new Map(codes.map(code => [divisionId(seed, code), code]))
  const rows = await trx
    .selectFrom('org')
    .select(['id', 'path'])
    .where('id', 'in', [...ids.keys()])
    .execute()
  return new Map(rows.map(({ id, path }) => [ids.get(id) ?? '', { org_id: id, org_path: path }]))
}

async function peopleOf(trx: Trx) {
  const subjects = [COUNTY.admin, 'wuxi-city-admin', ...CITIES.map(code => `city-admin-${code}`)]
  const rows = await trx
    .selectFrom('account')
    .select(['id', 'name', 'subject'])
    .where('subject', 'in', subjects)
    .execute()
  return new Map(rows.map(({ id, name, subject }) => [subject, { id, name }]))
}

/** Holidays as they fall in 2026/27; another year has the same days, which is near enough for a demonstration. */
function schoolYear(year: number): CalendarYear {
  const next = year + 1
  return {
    semesters: [
      { id: `${year}-1`, from: `${year}-09-01`, to: `${next}-01-29` },
      { id: `${year}-2`, from: `${next}-02-22`, to: `${next}-07-02` },
    ],
    holidays: [
      { name: '中秋节', from: `${year}-09-25`, to: `${year}-09-27` },
      { name: '国庆节', from: `${year}-10-01`, to: `${year}-10-07` },
      { name: '元旦', from: `${next}-01-01`, to: `${next}-01-03` },
      { name: '清明节', from: `${next}-04-03`, to: `${next}-04-05` },
      { name: '劳动节', from: `${next}-05-01`, to: `${next}-05-05` },
      { name: '端午节', from: `${next}-06-09`, to: `${next}-06-09` },
    ],
    // Weekend days only: in another year they may be weekdays, and are left out.
    makeUpDays: [
      { name: '国庆节调休', day: `${year}-09-20` },
      { name: '国庆节调休', day: `${year}-10-10` },
    ].filter(({ day }) => new Date(`${day}T00:00:00Z`).getUTCDay() % 6 === 0),
  }
}
