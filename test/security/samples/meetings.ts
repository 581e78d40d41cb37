import { nothing, onVersion, school, type Question, type Samples } from './question.ts'

const meeting = ({ world, scope }: Question) => ({ params: { id: world.cases[scope].meetingId } })

export const meetings: Samples = {
  listWaitingCases: {
    input: school,
    listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].applicationId },
    stand: { status: 'underReview' },
  },
  conveneMeeting: {
    input: question => {
      const { secondMember, thirdMember, spareMember } = question.world.people
      const { applicationId } = question.world.cases[question.scope]
      return {
        ...school(question),
        body: {
          title: '评议会',
          plannedAt: '2026-10-14T06:00:00.000Z',
          place: '会议室',
          online: false,
          chair: secondMember,
          members: [secondMember, thirdMember, spareMember],
          cases: [{ applicationId, extra: [] }],
        },
      }
    },
    stand: { status: 'underReview' },
  },
  listMeetings: {
    input: nothing,
    listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].meetingId },
  },
  getMeeting: { input: meeting },
  getMeetingMinutes: { input: meeting },
  rescheduleMeeting: {
    input: onVersion(meeting, {
      plannedAt: '2026-10-15T06:00:00.000Z',
      place: '线上会议一',
      online: true,
    }),
  },
  attendMeeting: { input: question => ({ ...meeting(question), body: { attendance: 'present' } }) },
  holdMeeting: { input: onVersion(meeting) },
  cancelMeeting: { input: onVersion(meeting) },
}
