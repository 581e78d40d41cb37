import { application, nothing, place, type Samples } from './question.ts'

export const work: Samples = {
  getWork: { input: nothing },
  listWork: {
    input: nothing,
    stand: { status: 'submitted' },
    listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].applicationId },
  },
  listStuck: {
    input: nothing,
    stand: { status: 'submitted' },
    listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].applicationId },
  },
  getAccountability: { input: application },
  getElapsed: { input: place },
  getStuckCounts: { input: place },
  listReading: {
    input: nothing,
    listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].readingId },
  },
  settleReading: {
    input: ({ world, scope }) => ({
      params: { id: world.cases[scope].readingId },
      body: { outcome: 'dutyRequired' },
    }),
  },
}
