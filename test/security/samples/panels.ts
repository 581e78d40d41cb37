import type { Stand } from '../world/requests.ts'
import { application, type Samples } from './question.ts'

const voting: Stand = { status: 'underReview', panel: 'open' }

export const panels: Samples = {
  convenePanel: {
    input: question => {
      const { secondMember, thirdMember, spareMember } = question.world.people
      const members = [secondMember, thirdMember, spareMember]
      return { ...application(question), body: { members, chair: secondMember } }
    },
    stand: { status: 'underReview' },
  },
  addPanelMember: {
    input: question => ({ ...application(question), body: { member: question.world.people.spareMember } }),
    stand: voting,
  },
  getPanel: { input: application },
  giveOpinion: {
    input: question => ({
      ...application(question),
      body: { necessity: true, feasibility: true, grounds: '情况属实' },
    }),
    stand: voting,
  },
  releaseMember: {
    input: question => ({
      ...application(question),
      body: { member: question.world.people.secondMember, reason: 'movedAway' },
    }),
    stand: voting,
  },
  recuseMember: {
    input: question => ({ ...application(question), body: { reason: 'relative' } }),
    stand: voting,
  },
  closePanel: {
    input: question => ({ ...application(question), body: { declineReason: null } }),
    stand: { status: 'underReview', panel: 'voted' },
  },
}
