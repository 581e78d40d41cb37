import { application, nothing, onVersion, region, school, type Question, type Samples } from './question.ts'

const feed = ({ world, scope }: Question) => ({ params: { id: world.cases[scope].feedId } })
const sweep = ({ world, scope }: Question) => ({ params: { id: world.cases[scope].sweepId } })
const sweepProposal = ({ world, scope }: Question) => ({
  params: { id: world.cases[scope].sweepProposalId },
})

export const sweeps: Samples = {
  downloadResultsTemplate: { input: nothing },
  uploadResults: { input: () => ({ query: { period: '2026-1' }, body: Buffer.from('证件号,缺课天数\n') }) },
  getResultsFeed: { input: feed },
  confirmResults: { input: onVersion(feed) },
  cancelResults: { input: onVersion(feed) },
  startSweep: { input: question => ({ body: { schoolId: school(question).params.id } }) },
  listSweeps: { input: nothing, listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].sweepId } },
  getSweep: { input: sweep },
  listSweepProposals: {
    input: sweep,
    listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].sweepProposalId },
  },
  acceptSweepProposal: {
    input: onVersion(sweepProposal, { factsChecked: false, consentGiven: false }),
  },
  dismissSweepProposal: { input: onVersion(sweepProposal, { reason: 'noNeed', note: '' }) },
  getSweepBalance: { input: question => ({ params: region(question) }) },
  getApplicationOrigin: { input: application },
}
