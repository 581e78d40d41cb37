import { listedStudent, student, type Question, type Samples } from './question.ts'

const VISIT = {
  mode: 'onSite',
  visitedOn: '2026-10-12',
  reached: true,
  ledByLeader: false,
  policyExplained: true,
  companions: null,
  record: '了解了学习和生活情况。',
  interview: null,
}
const PLAN = {
  plannedOn: '2026-10-14',
  mode: 'onSite',
  partner: null,
  note: null,
}
const planned = ({ world, scope }: Question) => ({ params: { id: world.cases[scope].planId }, ifMatch: 1 })
const planBody = ({ world }: Question) => ({ ...PLAN, assignee: world.people.classTeacher })

export const visits: Samples = {
  listVisits: { input: student },
  recordVisit: {
    input: question => ({ ...student(question), body: VISIT }),
    stand: { status: 'awaitingVisit' },
  },
  listVisitPlans: { input: () => ({ query: { limit: '100' } }), listed: listedStudent('studentId') },
  listVisitors: { input: student },
  planVisit: { input: question => ({ ...student(question), body: planBody(question) }) },
  changeVisitPlan: { input: question => ({ ...planned(question), body: planBody(question) }) },
  cancelVisitPlan: { input: planned },
}
