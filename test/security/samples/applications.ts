import { application, nothing, onVersion, type Samples } from './question.ts'

const CONTENT = {
  applicantKind: 'teacher',
  relation: null,
  consentGiven: true,
  dilemmaTypes: ['academic'],
  reasonCodes: ['farBehind'],
  aidCategories: ['academicTutoring'],
  factsAndReasons: '成绩明显落后。',
  diagnosis: null,
  suddenChange: false,
}

export const applications: Samples = {
  listApplications: {
    input: nothing,
    listed: { key: 'id', id: ({ world, scope }) => world.cases[scope].applicationId },
  },
  countApplications: { input: nothing },
  startApplication: {
    input: ({ world, scope }) => ({ body: { studentId: world.cases[scope].studentId } }),
    stand: { status: 'withdrawn' },
  },
  getApplication: { input: application },
  saveDraft: { input: onVersion(application, CONTENT), stand: { status: 'draft' } },
  submitApplication: { input: onVersion(application), stand: { status: 'draft' } },
  acceptIntake: { input: onVersion(application), stand: { status: 'submitted' } },
  returnApplication: {
    input: onVersion(application, { reason: 'factsUnclear', text: '请补充情况。' }),
    stand: { status: 'submitted' },
  },
  completeScreening: {
    input: onVersion(application, { sensitiveApplicant: 'notConcerned', note: null }),
    stand: { status: 'screening' },
  },
  takeOverApplication: { input: onVersion(application), stand: { status: 'draft' } },
  getFindings: { input: application, stand: { status: 'screening' } },
  withdrawApplication: {
    input: onVersion(application, { text: '不再需要。' }),
    stand: { status: 'submitted' },
  },
  followApplication: { input: application },
}
