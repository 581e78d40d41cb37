import type { TestInput } from '@sunshine-aid/api-server/src/testing/injectRequest.ts'
import { PLACE_OF, SCHOOL_OF } from '../world/places.ts'
import { place, region, type Question, type Samples } from './question.ts'

/** At a region for those above the school, else at the school. */
const organ = (question: Question) => ({ params: region(question) })
const setting = (question: Question) => ({ params: { ...place(question).params, key: 'mentorCapacity' } })

/** What waits where the role is held; of another place, at its school. */
function proposal(question: Question): TestInput {
  const { world, scope, principal } = question
  const own = PLACE_OF[principal as keyof typeof PLACE_OF] as keyof typeof world.proposals | undefined
  const at = scope === 'mine' && own !== undefined && own in world.proposals ? own : SCHOOL_OF[scope]
  return { params: { id: world.proposals[at as keyof typeof world.proposals] }, ifMatch: 1 }
}

/** Cities and the province decide about counties. */
function decidable(question: Question): TestInput {
  const above = ['cityAdmin', 'provinceAdmin'].includes(question.principal) && question.scope === 'mine'
  return above ? { params: { id: question.world.proposals.c1k1 }, ifMatch: 1 } : proposal(question)
}

export const settings: Samples = {
  listSettings: { input: place },
  listSettingVersions: { input: setting },
  previewSetting: { input: question => ({ ...setting(question), query: { value: '6' } }) },
  proposeSetting: {
    input: question => ({
      ...setting(question),
      body: { value: 7, validFrom: '2026-10-12', grounds: '校务会议纪要' },
    }),
  },
  listProposals: { input: place },
  decideProposal: {
    input: question => ({ ...decidable(question), body: { approve: true, remark: null } }),
  },
  withdrawProposal: { input: proposal },
  listAidServices: { input: organ },
  saveAidItem: {
    input: question => ({
      params: { ...place(question).params, item: 'guide-academicTutoring-1' },
      body: { category: 'academicTutoring', name: '课后辅导', provider: '年级组', hidden: false },
      ifMatch: 1,
    }),
  },
  getCalendar: { input: organ },
  setCalendarYear: {
    input: question => ({
      params: { ...place(question).params, year: '2026' },
      body: {
        content: {
          semesters: [
            { id: '2026-1', from: '2026-09-01', to: '2027-01-29' },
            { id: '2026-2', from: '2027-02-22', to: '2027-07-02' },
          ],
          holidays: [{ name: '国庆节', from: '2026-10-01', to: '2026-10-07' }],
          makeUpDays: [{ name: '国庆节调休', day: '2026-10-10' }],
        },
      },
      ifMatch: 1,
    }),
  },
}
