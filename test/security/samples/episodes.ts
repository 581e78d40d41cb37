import { FINISHED } from '../world/world.ts'
import { nothing, onVersion, spell, type Samples } from './question.ts'

export const episodes: Samples = {
  listEpisodes: {
    input: nothing,
    stand: { ...FINISHED, spell: 'voting' },
    listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].episodeId },
  },
  getEpisode: { input: spell, stand: { ...FINISHED, spell: 'voting' } },
  refreshEpisode: {
    input: onVersion(spell, { stillFits: true, note: '情况稳定' }),
    stand: { ...FINISHED, spell: 'active' },
  },
  reviewEpisode: {
    input: onVersion(spell, { aidCategories: ['academicTutoring'], note: '继续支持' }),
    stand: { ...FINISHED, spell: 'active' },
  },
  proposeExit: {
    input: onVersion(spell, {
      proposer: 'aidOfficer',
      relation: null,
      reason: 'normalLevel',
      evidence: [{ category: 'academicTutoring', level: 'at', text: '成绩达标' }],
    }),
    stand: { ...FINISHED, spell: 'active' },
  },
  conveneExitPanel: {
    input: question => {
      const { secondMember, thirdMember, panelMember } = question.world.people
      return {
        ...spell(question),
        body: { members: [secondMember, thirdMember, panelMember], chair: secondMember },
      }
    },
    stand: { ...FINISHED, spell: 'proposed' },
  },
  addExitMember: {
    input: question => ({ ...spell(question), body: { member: question.world.people.thirdMember } }),
    stand: { ...FINISHED, spell: 'voting' },
  },
  giveExitOpinion: {
    input: question => ({ ...spell(question), body: { verdict: 'taper', grounds: '逐步减少' } }),
    stand: { ...FINISHED, spell: 'voting' },
  },
  recuseExitMember: {
    input: question => ({ ...spell(question), body: { reason: 'relative' } }),
    stand: { ...FINISHED, spell: 'voting' },
  },
  closeExitPanel: { input: spell, stand: { ...FINISHED, spell: 'voting' } },
  confirmExit: {
    input: onVersion(spell, { agrees: true, plan: null, note: '' }),
    stand: { ...FINISHED, spell: 'closed' },
  },
  endTapering: {
    input: onVersion(spell, { note: '各步已完成' }),
    stand: { ...FINISHED, spell: 'tapering' },
  },
}
