import { application, onVersion, school, type Question, type Samples } from './question.ts'

const delegation = ({ world, scope }: Question) => ({ params: { id: world.cases[scope].delegationId } })
const SERVICE = {
  category: 'academicTutoring',
  provider: '三年级组',
  content: '课后辅导',
  startsOn: '2026-10-19',
}

export const decisions: Samples = {
  determineApplication: {
    input: onVersion(application, { services: [SERVICE], remark: '' }),
    stand: { status: 'awaitingDetermination', panel: 'closed' },
  },
  getDetermination: { input: application },
  startProvisional: {
    input: question => ({
      ...application(question),
      body: {
        why: '家中突发变故。',
        services: [{ category: 'academicTutoring', provider: '三年级组', content: '课后辅导' }],
      },
    }),
    stand: { status: 'submitted' },
  },
  getProvisional: { input: application },
  declineApplication: {
    input: onVersion(application, { reason: 'notNecessary', text: '' }),
    stand: { status: 'awaitingDetermination', panel: 'closed' },
  },
  askReconsideration: {
    input: onVersion(application, { newFacts: '后来的情况。' }),
    stand: { status: 'notDetermined', panel: 'closed' },
  },
  getReconsideration: { input: application },
  getChangesSince: { input: application },
  listDelegations: {
    input: school,
    listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].delegationId },
  },
  nameDelegate: {
    input: question => ({
      ...school(question),
      body: { delegateId: question.world.people.psychTeacher, until: '2026-10-31' },
    }),
  },
  acceptDelegation: { input: delegation },
  endDelegation: { input: delegation },
  listEpisodeServices: {
    input: ({ world, scope }) => ({ params: { id: world.cases[scope].episodeId } }),
  },
  recordServiceStep: {
    input: ({ world, scope }) => ({
      params: { id: world.cases[scope].episodeId, serviceId: world.cases[scope].serviceId },
      body: { status: 'started', on: '2026-10-12', note: null },
    }),
  },
}
