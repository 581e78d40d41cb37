import { addDays, chinaDay, semesterOf, type DilemmaType, type SignCode } from '@sunshine-aid/domain'
import { Random } from './random.ts'
import type { School } from './staff.ts'
import type { DemoStudent, Making } from './students.ts'

/** What the school knows: a fact of a list, or a number of the results. */
type Known = readonly [code: SignCode, amount?: number]

/** Facts that speak for each dilemma. */
const KNOWN: Readonly<Record<DilemmaType, readonly Known[]>> = {
  familyEducation: [['leftBehind'], ['singleParent'], ['orphan'], ['parentInCustody']],
  mentalHealth: [['familyMisfortune']],
  conduct: [
    ['violations', 3],
    ['bullyingCases', 1],
  ],
  specialNeeds: [['diagnosedNeeds']],
  academic: [
    ['failedSubjects', 4],
    ['rankPercent', 95],
    ['absenceDays', 14],
  ],
  entryAndEmployment: [['certifiedHardship']],
}
const DILEMMAS = Object.keys(KNOWN) as DilemmaType[]
/** Of whom something is known; villages write less down, which is what the fairness check finds. */
const SHARE = { urban: 0.16, town: 0.13, rural: 0.06 } as const
const DEMO_SHARE = 0.8

/**
 * What the school knows of students who have no request. In a demo school about a dozen for each dilemma, most of
 * them with two or three.
 */
export function addSigns({ plan }: School, free: readonly DemoStudent[], { batch, now }: Making): void {
  const random = new Random(plan.seed, 'signs', plan.index)
  let known = 0
  for (const student of free) {
    if (!student.enrolled || !random.chance(plan.key ? DEMO_SHARE : SHARE[plan.area])) continue
    const dilemmas = plan.key ? severalOf(known) : [random.pick(DILEMMAS)]
    known += 1
    for (const dilemma of dilemmas) add(student, random.pick(KNOWN[dilemma]))
  }

  function add({ id, place }: DemoStudent, [code, amount]: Known): void {
    const today = chinaDay(now)
    batch.add('student_sign', {
      student_id: id,
      org_path: place.path,
      code: amount === undefined && code === 'certifiedHardship' ? wishOf(plan.stage) : code,
      source: amount === undefined ? 'list' : 'results',
      period: amount === undefined ? '' : semesterOf(today).id,
      amount: amount ?? null,
      observed_on: addDays(today, -random.between(40, 60)),
    })
  }
}

/** Two or three of the six, so that each comes as often. */
function severalOf(index: number): DilemmaType[] {
  const steps = index % 4 < 2 ? [0, 2, 3] : [0, 3]
  return steps.flatMap(step => DILEMMAS[(index + step) % DILEMMAS.length] ?? [])
}

/** What makes entry difficult at this stage. */
function wishOf(stage: string): SignCode {
  if (stage === 'preschool') return 'preschoolWish'
  return stage === 'vocational' || stage === 'higherEd' ? 'jobSearch' : 'certifiedHardship'
}
