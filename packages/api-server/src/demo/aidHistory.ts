import { addDays, chinaDay, semesterOf, type SchoolStage } from '@sunshine-aid/domain'
import type { DemoStudent, Making } from './students.ts'

/** What the aid systems pay by stage: project and cents a semester. */
const PROJECTS: Readonly<Record<SchoolStage, readonly { project: string; cents: number }[]>> = {
  preschool: [{ project: '学前教育政府资助', cents: 50_000 }],
  primary: [{ project: '义务教育家庭经济困难学生生活补助', cents: 50_000 }],
  juniorHigh: [{ project: '义务教育家庭经济困难学生生活补助', cents: 62_500 }],
  seniorHigh: [
    { project: '普通高中国家助学金', cents: 100_000 },
    { project: '普通高中免学杂费', cents: 42_000 },
  ],
  vocational: [
    { project: '中等职业学校国家助学金', cents: 100_000 },
    { project: '中等职业学校免学费', cents: 110_000 },
  ],
  higherEd: [{ project: '本专科生国家助学金', cents: 165_000 }],
}
const SOURCE = '省学生资助管理系统'

/** Payments of this semester, and of the one before it for every second student. */
export function addAidHistory(
  { id, place, random }: DemoStudent,
  stage: SchoolStage,
  { batch, now }: Making,
): void {
  const today = chinaDay(now)
  const generatedOn = addDays(today, -random.between(0, 25))
  let day = today
  for (let back = random.between(0, 1); back >= 0; back--) {
    const semester = semesterOf(day)
    const paidOn = addDays(semester.from, random.between(30, 75))
    for (const { project, cents } of PROJECTS[stage]) {
      batch.add('aid_history_line', {
        id: random.uuid(),
        student_id: id,
        org_path: place.path,
        project,
        period: semester.id,
        amount_cents: cents,
        paid_on: paidOn <= today ? paidOn : null,
        source: SOURCE,
        generated_on: generatedOn,
      })
    }
    day = addDays(semester.from, -1)
  }
}
