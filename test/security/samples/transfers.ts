import { FINISHED } from '../world/world.ts'
import { nothing, onVersion, spell, student, type Samples } from './question.ts'

export const transfers: Samples = {
  offerTransfer: {
    input: ({ world, scope }) => ({
      params: { id: world.cases[scope].episodeId },
      body: {
        toSchoolId: world.tree[scope === 'otherSchool' ? 'c2k1s1' : 'c1k1s2'].id,
        summary: '需要继续辅导',
        consentGiven: true,
      },
      ifMatch: 1,
    }),
    stand: { ...FINISHED, spell: 'active' },
  },
  withdrawTransfer: { input: onVersion(spell), stand: { ...FINISHED, spell: 'active' } },
  listTransfers: {
    input: () => ({ query: { direction: 'incoming' } }),
    listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].transferId },
  },
  acceptTransfer: {
    // Into a class of nobody's own, so that every cell finds the same students.
    input: ({ world, scope }) => ({
      params: { id: world.cases[scope].transferId },
      body: { classId: world.tree.c1k2s1a1.id },
      ifMatch: 1,
    }),
    stand: { ...FINISHED, spell: 'active' },
  },
  refuseTransfer: {
    input: ({ world, scope }) => ({
      params: { id: world.cases[scope].transferId },
      body: { reason: 'wrongSchool', text: '' },
      ifMatch: 1,
    }),
  },
  searchSchools: { input: () => ({ body: { name: 'c1' } }) },
  listNotices: {
    input: nothing,
    listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].noticeId },
  },
  fileNotice: {
    input: question => ({
      ...student(question),
      body: { kind: 'withdrawal', reason: 'studies', plannedOn: '2026-11-02', note: '跟不上' },
    }),
  },
  acknowledgeNotice: {
    input: ({ world, scope }) => ({
      params: { id: world.cases[scope].noticeId },
      body: { tried: '已家访' },
      ifMatch: 1,
    }),
  },
}
