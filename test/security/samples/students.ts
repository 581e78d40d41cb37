import { listedStudent, nothing, region, school, student, type Samples } from './question.ts'

export const students: Samples = {
  listStudents: { input: nothing, listed: listedStudent('id') },
  searchStudents: { input: () => ({ body: { name: '试学生' } }), listed: listedStudent('id') },
  getStudent: { input: student },
  getAccessReport: { input: student },
  listMentors: {
    input: school,
    listed: {
      key: 'accountId',
      id: ({ world, scope, principal }) =>
        scope === 'mine' && principal === 'psychTeacher'
          ? world.people.psychTeacher
          : world.people[scope === 'mine' ? 'mentor' : 'secondMentor'],
    },
  },
  listMentorGaps: { input: school, listed: listedStudent('studentId') },
  getArchive: { input: student },
  listAccess: { input: student },
  getCoverage: {
    input: question => ({ params: { ...region(question), indicator: 'mentorCoverage' } }),
  },
  listCoverageGaps: {
    input: question => ({ params: { ...school(question).params, indicator: 'mentorCoverage' } }),
    listed: listedStudent('studentId'),
  },
}
