import { addDays, chinaDay } from '@sunshine-aid/domain'
import type { Db, Trx } from '../database/schema.ts'
import { inFullScope } from '../database/scope.ts'
import { DEMO_SCHOOLS, planProvince, type SchoolPlan } from './plan.ts'
import { Random } from './random.ts'

/**
 * Offers between the demo schools, each to the next one, and notices at the one beyond compulsory education. Made
 * when all schools are stored, because an offer names two of them; made again, it changes nothing.
 */
export async function addHandOvers(owner: Db, seed: string, now: Date): Promise<void> {
  await inFullScope(owner, now, async trx => {
    const plans = planProvince(1_000, seed).slice(0, DEMO_SCHOOLS.length)
    for (const [at, from] of plans.entries()) {
      const to = plans[(at + 1) % plans.length]
      if (to) await addOffer(trx, from, to, now)
      if (from.stage === 'vocational') await addNotices(trx, from, now)
    }
  })
}

async function addOffer(trx: Trx, from: SchoolPlan, to: SchoolPlan, now: Date): Promise<void> {
  const random = new Random(from.seed, 'offer', from.index)
  const there = await trx.selectFrom('org').select('id').where('id', '=', to.id).executeTakeFirst()
  const spells = await trx
    .selectFrom('episode')
    .innerJoin('student', 'student.id', 'episode.student_id')
    .select([
      'episode.id',
      'episode.aid_categories',
      'student.id as student_id',
      'student.name',
      'student.stage',
    ])
    .where('episode.school_id', '=', from.id)
    .where('episode.status', '=', 'active')
    .where('student.enrolment', '=', 'enrolled')
    .orderBy('episode.id')
    .limit(2)
    .execute()
  const [officer] = await staffOf(trx, from, 'aidOfficer')
  if (!there || !officer) return
  const states = ['offered', 'refused'] as const
  for (const [at, spell] of spells.entries()) {
    const status = states[at] ?? 'offered'
    const offeredOn = addDays(chinaDay(now), status === 'offered' ? -2 : -30)
    await trx
      .insertInto('transfer')
      .values({
        id: random.uuid(),
        episode_id: spell.id,
        child_id: spell.student_id,
        org_path: from.path,
        from_school_id: from.id,
        from_school_name: from.name,
        to_path: to.path,
        to_school_id: to.id,
        to_school_name: to.name,
        student_name: spell.name,
        stage: spell.stage,
        aid_categories: spell.aid_categories,
        summary: '随家长搬迁。数学还需要每周一次辅导，家长愿意配合。',
        status,
        offered_by_name: officer.name,
        offered_at: new Date(`${offeredOn}T02:00:00.000Z`),
        answer_by: addDays(offeredOn, 14),
        ...(status === 'refused' && {
          answered_by_name: '对方专干',
          answered_at: new Date(`${addDays(offeredOn, 3)}T02:00:00.000Z`),
          refusal: 'notEnrolledHere' as const,
          refusal_text: '',
        }),
      })
      .onConflict(conflict => conflict.column('id').doNothing())
      .execute()
  }
}

const NOTICES = [
  { kind: 'withdrawal', reason: 'wantsToWork', in: 12, note: '想提前外出务工，家长尚未同意。', tried: null },
  { kind: 'withdrawal', reason: 'studies', in: -3, note: '连续两周缺课，表示跟不上。', tried: null },
  {
    kind: 'withdrawal',
    reason: 'familyNeeds',
    in: 20,
    note: '祖父生病，需要人照顾。',
    tried: '已家访两次，协调了临时照护，学生愿意留下。',
  },
] as const

async function addNotices(trx: Trx, plan: SchoolPlan, now: Date): Promise<void> {
  const random = new Random(plan.seed, 'notices', plan.index)
  const today = chinaDay(now)
  const students = await trx
    .selectFrom('student')
    .select(['id', 'org_path'])
    .where('school_id', '=', plan.id)
    .where('enrolment', '=', 'enrolled')
    .orderBy('id')
    .limit(NOTICES.length)
    .execute()
  const [teacher] = await staffOf(trx, plan, 'classTeacher')
  const [officer] = await staffOf(trx, plan, 'aidOfficer')
  if (!teacher || !officer) return
  for (const [at, { kind, reason, in: days, note, tried }] of NOTICES.entries()) {
    const student = students[at]
    if (!student) return
    const filedAt = new Date(`${addDays(today, -6)}T01:${10 + at * 9}:00.000Z`)
    await trx
      .insertInto('withdrawal_notice')
      .values({
        id: random.uuid(),
        student_id: student.id,
        org_path: student.org_path,
        school_id: plan.id,
        kind,
        reason,
        planned_on: addDays(today, days),
        note,
        status: tried === null ? 'filed' : 'acknowledged',
        filed_by: teacher.id,
        filed_by_name: teacher.name,
        filed_at: filedAt,
        ...(tried !== null && {
          tried,
          acknowledged_by: officer.id,
          acknowledged_by_name: officer.name,
          acknowledged_at: new Date(filedAt.getTime() + 86_400_000),
        }),
      })
      .onConflict(conflict => conflict.column('id').doNothing())
      .execute()
  }
}

/** Who holds a role at the school or one of its classes, in a fixed order. */
function staffOf(trx: Trx, plan: SchoolPlan, role: 'aidOfficer' | 'classTeacher') {
  return trx
    .selectFrom('role_assignment as held')
    .innerJoin('account', 'account.id', 'held.account_id')
    .innerJoin('org', 'org.id', 'held.org_id')
    .select(['account.id', 'account.name'])
    .where('held.role', '=', role)
    .where(eb => eb.or([eb('org.id', '=', plan.id), eb('org.parent_id', '=', plan.id)]))
    .orderBy('account.subject')
    .limit(1)
    .execute()
}
