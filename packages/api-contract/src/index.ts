export { endpoint } from './endpoint.ts'
export type { Access, EndpointSpec, ParamsOf, QueryOf, BodyOf, ReplyOf, ParsedInput } from './endpoint.ts'
export { statusOf, PROBLEM_CODES, COMMON_PROBLEMS, ProblemError, notFound } from './problem.ts'
export type { HttpProblem, ProblemCode, FieldError, ProblemOptions } from './problem.ts'
export { problemText } from './problemText.ts'
export { ProblemBody } from './problemBody.ts'
export { MAX_PAGE, pageQuery, pageOf, flag } from './page.ts'
export { openApiDocument, type OpenApiOptions } from './openapi.ts'
export { endpoints } from './endpoints/index.ts'
export { Assignment, Me, getMe, DeviceKeys, getDeviceKey } from './endpoints/session.ts'
export {
  listOrganisations,
  StaffMember,
  listStaff,
  PolicyView,
  getPolicy,
} from './endpoints/organisations.ts'
export {
  listVisitPlans,
  listVisitors,
  planVisit,
  changeVisitPlan,
  cancelVisitPlan,
} from './endpoints/visits.ts'
export { listStudents, searchStudents, getStudent, listVisits, recordVisit } from './endpoints/students.ts'
export {
  listApplications,
  countApplications,
  startApplication,
  getApplication,
  saveDraft,
  submitApplication,
  acceptIntake,
  returnApplication,
  completeScreening,
  withdrawApplication,
  convenePanel,
  getPanel,
  addPanelMember,
  giveOpinion,
  recuseMember,
  releaseMember,
  closePanel,
  determineApplication,
  getDetermination,
  followApplication,
} from './endpoints/applications.ts'
export {
  listWaitingCases,
  conveneMeeting,
  listMeetings,
  getMeeting,
  getMeetingMinutes,
  rescheduleMeeting,
  attendMeeting,
  holdMeeting,
  cancelMeeting,
} from './endpoints/meetings.ts'
export {
  startProvisional,
  getProvisional,
  declineApplication,
  askReconsideration,
  getReconsideration,
  getChangesSince,
  listDelegations,
  nameDelegate,
  acceptDelegation,
  endDelegation,
  listEpisodeServices,
  recordServiceStep,
} from './endpoints/decisions.ts'
export {
  MAX_RESULTS_BYTES,
  downloadResultsTemplate,
  uploadResults,
  getResultsFeed,
  confirmResults,
  cancelResults,
} from './endpoints/results.ts'
export {
  startSweep,
  listSweeps,
  getSweep,
  listSweepProposals,
  acceptSweepProposal,
  dismissSweepProposal,
  BalanceRow,
  SweepBalance,
  getSweepBalance,
  getApplicationOrigin,
} from './endpoints/sweeps.ts'
export { listMentors, MentorGap, listMentorGaps } from './endpoints/mentors.ts'
export {
  ArchiveApplication,
  Archive,
  getArchive,
  AccessLine,
  listAccess,
  AccessReportLine,
  getAccessReport,
} from './endpoints/archives.ts'
export {
  CoverageCell,
  CoverageRow,
  CoverageReport,
  getCoverage,
  CoverageGap,
  listCoverageGaps,
} from './endpoints/coverage.ts'
export {
  MAX_IMPORT_BYTES,
  downloadImportTemplate,
  uploadImport,
  listImports,
  getImport,
  listImportRows,
  correctImportRow,
  downloadImportFaults,
  confirmImport,
  cancelImport,
} from './endpoints/imports.ts'
export {
  MAX_EVIDENCE_BYTES,
  listEvidence,
  addEvidence,
  labelEvidence,
  downloadEvidence,
  removeEvidence,
} from './endpoints/evidence.ts'
export {
  listExports,
  askExport,
  getExport,
  approveExport,
  declineExport,
  cancelExport,
  issueExportTicket,
  downloadExport,
} from './endpoints/exports.ts'
export {
  WaitingTask,
  WaitingKind,
  getWork,
  listWork,
  listStuck,
  takeOverApplication,
  getFindings,
  AccountLine,
  getAccountability,
  TimeCell,
  TimeRow,
  getElapsed,
  StuckCountCell,
  StuckCountRow,
  getStuckCounts,
  ReadingAlert,
  listReading,
  settleReading,
} from './endpoints/worklist.ts'
export {
  SettingVersion,
  SettingInForce,
  listSettings,
  listSettingVersions,
  previewSetting,
  proposeSetting,
  listProposals,
  decideProposal,
  withdrawProposal,
  listAidServices,
  saveAidItem,
  CalendarEntry,
  getCalendar,
  setCalendarYear,
  Preferences,
  getPreferences,
  savePreferences,
} from './endpoints/settings.ts'
export {
  listEpisodes,
  getEpisode,
  refreshEpisode,
  reviewEpisode,
  proposeExit,
  conveneExitPanel,
  addExitMember,
  giveExitOpinion,
  recuseExitMember,
  closeExitPanel,
  confirmExit,
  endTapering,
  offerTransfer,
  withdrawTransfer,
} from './endpoints/episodes.ts'
export { listTransfers, acceptTransfer, refuseTransfer, searchSchools } from './endpoints/transfers.ts'
export { listNotices, fileNotice, acknowledgeNotice } from './endpoints/notices.ts'
export { KEPT_STATES, KeptVisit, VisitDraft, type KeptState } from './keptVisit.ts'
