export { z } from './zod.ts'
export {
  DATA_CLASSES,
  DATA_CLASS_KEY,
  open,
  internal,
  personal,
  sensitive,
  psych,
  record,
  listOf,
  nullable,
  optional,
} from './dataClass.ts'
export type { DataClass, Classed } from './dataClass.ts'
export { text, optionalText } from './text.ts'
export {
  OrgId,
  AccountId,
  StudentId,
  ApplicationId,
  VisitId,
  VisitPlanId,
  AidServiceId,
  DelegationId,
  EpisodeId,
  SweepId,
  ProposalId,
  ResultsFeedId,
  ImportId,
  EvidenceId,
  ExportId,
  MeetingId,
  TransferId,
  NoticeId,
  Version,
} from './ids.ts'
export { Day, Moment, chinaDay, addDays, daysBetween, ageOn, academicYearOf, semesterOf } from './time.ts'
export type { Period } from './time.ts'
export {
  ORG_KINDS,
  OrgKind,
  SCHOOL_STAGES,
  SchoolStage,
  COMPULSORY_STAGES,
  AREAS,
  Area,
  Organisation,
  OrgTrail,
} from './organisations.ts'
export { ROLES, Role, AGGREGATE_ROLES, CASE_ROLES } from './roles.ts'
export {
  PERMISSIONS,
  PERMISSION_NAMES,
  DELEGATED_PERMISSIONS,
  reachOf,
  permissionsOf,
} from './permissions.ts'
export type { Reach, Permission } from './permissions.ts'
export {
  DEFAULT_CALENDAR,
  defaultSemesters,
  semestersOfYear,
  schoolSemesterOf,
  nextSchoolSemester,
  isInSemester,
  isSchoolDay,
  holidayOn,
  nextSchoolDay,
  previousSchoolDay,
  addSchoolDays,
  schoolDaysBetween,
  schoolWeekOf,
  mondayOf,
} from './settings/calendar.ts'
export type { SchoolCalendar, SchoolSemester, SchoolHoliday, MakeUpDay } from './settings/calendar.ts'
export { SETTING_KEYS, describeSetting, isSettingKey, placeOfKey } from './settings/keys.ts'
export type { SettingKey, SettingValue } from './settings/keys.ts'
export { SETTING_GROUPS, SETTING_UNITS } from './settings/describe.ts'
export type {
  SettingKind,
  SettingUnit,
  SettingEffect,
  SettingGroup,
  SettingDescription,
} from './settings/describe.ts'
export { settingIn, withSetting, withSettings, versionsInForce } from './settings/inForce.ts'
export type { SetValue, ApprovedVersion } from './settings/inForce.ts'
export { settingValue, sameSetting } from './settings/values.ts'
export {
  SETTING_STATES,
  SettingState,
  SettingValueOrNone,
  NewProposal,
  ProposalDecision,
  proposalBlockers,
  contradicts,
  deciders,
  decisionBlockers,
  withdrawalBlockers,
} from './settings/proposals.ts'
export type { ProposalFacts } from './settings/proposals.ts'
export {
  AID_SOURCES,
  AidSource,
  AidItemId,
  AidItemContent,
  AidItem,
  AID_TEMPLATES,
  aidTemplate,
} from './settings/aidList.ts'
export type { AidTemplate } from './settings/aidList.ts'
export {
  AcademicYear,
  CalendarYear,
  calendarFaults,
  readHolidays,
  monthDays,
} from './settings/calendarYear.ts'
export type { CalendarFault, CalendarReason } from './settings/calendarYear.ts'
export { CLAUSE_IDS, DOCUMENTS, clause, clauseOfReason, clauseOfField, reasonsUnder } from './clauses.ts'
export type { Clause, ClauseId, RuledField, SourceDocument } from './clauses.ts'
export { POLICY_PROFILE_IDS, POLICY_PROFILES, policyInForce } from './policy.ts'
export type { PolicyProfile, VisitPolicy, PolicyProfileId } from './policy.ts'
export {
  HARDSHIP_LEVELS,
  HardshipLevel,
  ENROLMENT_STATUSES,
  EnrolmentStatus,
  Sex,
  GUARDIAN_RELATIONS,
  GuardianRelation,
  StudentLine,
  Student,
  maskIdNumber,
  maskPhone,
  maskAddress,
  AidHistoryLine,
} from './students.ts'
export {
  VISIT_MODES,
  VisitMode,
  VisitNotes,
  NewHomeVisit,
  HomeVisit,
  HomeVisits,
  VISIT_REASONS,
  visitPeriod,
  visitBlockers,
  requestBlockers,
  needsPartner,
  isValidVisit,
} from './visits.ts'
export type { VisitReason } from './visits.ts'
export {
  VISIT_PLAN_STATES,
  VisitPlanState,
  NewVisitPlan,
  VisitPlan,
  VISIT_PLAN_REASONS,
  visitPlanBlockers,
  isOverdue,
} from './visitPlans.ts'
export type { VisitPlanReason } from './visitPlans.ts'
export { MENTOR_KINDS, MentorKind, RosterLine, missingMentors } from './mentors.ts'
export {
  INDICATORS,
  Indicator,
  reportingPeriod,
  countingRule,
  coverageFacts,
  coverageRate,
} from './coverage.ts'
export type { CountingRule, CoverageFacts } from './coverage.ts'
export { publishTable, openTable } from './publishTable.ts'
export type { Count, PublishedCell, PublishedTable } from './publishTable.ts'
export { REASONS } from './reasons.ts'
export type { Reason } from './reasons.ts'
export { LOCALES, WORDS, wordsIn } from './words.ts'
export type { Locale } from './words.ts'
export {
  APPLICANT_KINDS,
  ApplicantKind,
  DILEMMA_TYPES,
  DilemmaType,
  AID_CATEGORIES,
  AidCategory,
  CATEGORY_FOR_DILEMMA,
  REASONS_FOR_DILEMMA,
  REASON_CODES,
  ReasonCode,
  APPLICATION_STATUSES,
  ApplicationStatus,
  FINAL_STATUSES,
  isOpen,
  RETURN_REASONS,
  ReturnReason,
  DECLINE_REASONS,
  DeclineReason,
  RECUSAL_REASONS,
  RecusalReason,
  RELEASE_REASONS,
  ReleaseReason,
  LeavingReason,
  isRelease,
} from './applications/vocabulary.ts'
export { APPLICATION_COMMANDS, APPLICATION_TRANSITIONS, NEXT_ROLE } from './applications/transitions.ts'
export type { ApplicationCommand, Transition } from './applications/transitions.ts'
export {
  ApplicationContent,
  EMPTY_CONTENT,
  contentFor,
  Screening,
  NextActor,
  Offer,
  ApplicationLine,
  TimelineEntry,
  Application,
} from './applications/application.ts'
export { chooseReasons } from './applications/chooseReasons.ts'
export {
  Opinion,
  MAX_PANEL,
  NewPanel,
  Recusal,
  OpinionSeal,
  PanelClosing,
  PanelMember,
  Panel,
  hasQuorum,
  opinionsOpen,
  panelRecommends,
  dissenters,
  compositionBlockers,
  Release,
  releaseBlockers,
  goneMembers,
  votersOf,
  newMemberBlockers,
  actingChair,
  closingBlockers,
  declineBlockers,
  soleRecommender,
} from './applications/panel.ts'
export type { PanelFacts, PanelMemberFacts, PanelCandidates } from './applications/panel.ts'
export {
  MAX_AGENDA,
  MEETING_STATUSES,
  MeetingStatus,
  ATTENDANCES,
  Attendance,
  MEETING_COMMANDS,
  MeetingPlan,
  NewMeeting,
  LeftOut,
  WaitingCase,
  AgendaCase,
  AgendaItem,
  MeetingLine,
  MeetingMember,
  Meeting,
  CaseMinutes,
} from './meetings/meeting.ts'
export type { MeetingCommand, OwnPart } from './meetings/meeting.ts'
export {
  seatsFor,
  meetingBlockers,
  planBlockers,
  meetingCommandBlockers,
  meetingOffers,
} from './meetings/rules.ts'
export type { CaseSeats, MeetingFacts, MeetingActor } from './meetings/rules.ts'
export {
  AgreedService,
  NewDetermination,
  AID_SERVICE_STATUSES,
  AidServiceStatus,
  AidService,
  Determination,
  EPISODE_STATUSES,
  EpisodeStatus,
  ACTIVE_EPISODE_STATUSES,
  OPEN_EPISODE_STATUSES,
  NewDecline,
  Episode,
} from './applications/determination.ts'
export {
  contentBlockers,
  startBlockers,
  serviceBlockers,
  screeningBlockers,
  draftBlockers,
  commandBlockers,
  offersFor,
  nextStatus,
} from './applications/guards.ts'
export type { ApplicationFacts, ApplicationActor } from './applications/guards.ts'
export { FAST_CHANNEL_STATES, FastChannel, fastChannelOf } from './applications/fastChannel.ts'
export type { FastChannelState, StatusChange } from './applications/fastChannel.ts'
export { Tie, TIE_KINDS, TIE_REASON } from './applications/ties.ts'
export type { TieKind } from './applications/ties.ts'
export { timeByStatus } from './applications/timeByStatus.ts'
export { nextStep } from './applications/nextActor.ts'
export { DUE_STATES, Due, stepDue, dueState } from './applications/due.ts'
export type { DueState } from './applications/due.ts'
export {
  WORK_TASKS,
  WorkTask,
  WORK_GROUNDS,
  WorkGround,
  WorkItem,
  workTask,
  workGround,
} from './applications/work.ts'
export type { WorkFacts } from './applications/work.ts'
export { PERSONAL_WORK, WORK_KINDS, WorkKind } from './applications/workKinds.ts'
export { STUCK_REASONS, StuckReason, StuckItem, stuckReasons } from './applications/stuck.ts'
export type { StuckFacts } from './applications/stuck.ts'
export { stuckTable } from './applications/stuckTable.ts'
export type { StuckCell, StuckCount, StuckTable } from './applications/stuckTable.ts'
export {
  DUPLICATE_SIGNS,
  DuplicateSign,
  DUPLICATE_VERDICTS,
  DuplicateJudgement,
  DuplicateVerdict,
  DuplicateVerdicts,
  MAX_FINDINGS,
  PossibleDuplicate,
  Sibling,
  Findings,
  verdictOn,
  duplicateBlockers,
} from './applications/findings.ts'
export { TIMED_STATUSES, halfDaysOf, elapsedTable, monthsBetween } from './elapsed/elapsed.ts'
export type { TimedStatus, StayCount, ElapsedCell, ElapsedRow } from './elapsed/elapsed.ts'
export { READING_OUTCOMES, ReadingOutcome, readingBlockers } from './accountability/reading.ts'
export { DUTIES, dutyOf } from './accountability/duties.ts'
export type { Duty } from './accountability/duties.ts'
export { ACCESS_PURPOSES, AccessPurpose, accessPurpose, actionWords } from './accountability/access.ts'
export type { NextStep, Visitor } from './applications/nextActor.ts'
export { mergeContent } from './applications/mergeContent.ts'
export type { ContentField, MergedContent } from './applications/mergeContent.ts'
export {
  ProvisionalService,
  NewProvisional,
  PROVISIONAL_ENDS,
  PROVISIONAL_STATES,
  ProvisionalSupport,
  provisionalUntil,
  provisionalState,
  isCrisis,
  provisionalServiceBlockers,
} from './decisions/provisional.ts'
export type { ProvisionalEnd, ProvisionalState } from './decisions/provisional.ts'
export {
  NewReconsideration,
  Reconsideration,
  freshPanelBlockers,
  freshMemberBlockers,
} from './decisions/reconsideration.ts'
export type { EarlierPanel } from './decisions/reconsideration.ts'
export {
  NewDelegation,
  Delegation,
  DELEGATION_STATES,
  delegationState,
  delegationBlockers,
  delegateBlockers,
  endingBlockers,
} from './decisions/delegation.ts'
export type { DelegationState, DelegationFacts } from './decisions/delegation.ts'
export {
  NewServiceStep,
  ServiceStep,
  ServiceProgress,
  EpisodeServices,
  nextSteps,
  serviceStepBlockers,
  isServiceLate,
} from './decisions/serviceProgress.ts'
export type { ServiceFacts } from './decisions/serviceProgress.ts'
export { FACT_FIELDS, FactChange, ChangesSince, changesSince } from './decisions/changesSince.ts'
export type { FactField, FactValues, ComparableFacts } from './decisions/changesSince.ts'
export { WORKBOOK_FAULTS, CELL_FAULTS, ROW_FAULTS, ROW_WARNINGS } from './studentImport/faults.ts'
export type { WorkbookFault, CellFault, RowFaultCode, RowWarningCode } from './studentImport/faults.ts'
export { IMPORT_COLUMNS, AID_COLUMNS, COLUMN_RULES } from './studentImport/columns.ts'
export type { ImportColumn, ColumnRule, ImportCells } from './studentImport/columns.ts'
export { normaliseCell, normaliseCode, normaliseName, isUnreadable } from './studentImport/normalise.ts'
export {
  parseDay,
  calendarDay,
  IMPORT_CHOICES,
  parseSex,
  parseStage,
  parseLevel,
  parseRelation,
  parsePhone,
  parseAmountCents,
  parsePeriod,
} from './studentImport/values.ts'
export { parseIdNumber } from './studentImport/idNumber.ts'
export type { IdNumber } from './studentImport/idNumber.ts'
export { HEADER_ROWS, readHeader, pickCells } from './studentImport/header.ts'
export type { ImportHeader, HeaderReading } from './studentImport/header.ts'
export { parseRow, isWhole } from './studentImport/parseRow.ts'
export type {
  RowFault,
  RowWarning,
  ImportedAid,
  StudentImportRow,
  ReadFields,
  ParsedRow,
  CellFaults,
} from './studentImport/parseRow.ts'
export { canonicalGrade, fullClassName, classKey } from './studentImport/schoolClass.ts'
export { placeRow } from './studentImport/placeRow.ts'
export type { ImportSchool, ImportLookups, PlacedRow, CheckedRow } from './studentImport/placeRow.ts'
export { idNumberKey, duplicates, withRepetition } from './studentImport/duplicates.ts'
export type { NumberedCells, Repetition } from './studentImport/duplicates.ts'
export { aidKey, changedColumns, mergedGuardian } from './studentImport/changes.ts'
export type { KnownStudent, KnownGuardian } from './studentImport/changes.ts'
export { SIGN_COLUMNS, SIGN_CHOICES, mergedSigns } from './studentImport/signs.ts'
export type { SignColumn, ToldSign } from './studentImport/signs.ts'
export {
  LIST_SIGNS,
  RESULT_SIGNS,
  SIGN_CODES,
  SignCode,
  SIGN_SOURCES,
  SignSource,
  Sign,
} from './sweeps/signs.ts'
export type { ListSign, ResultSign } from './sweeps/signs.ts'
export { suggest, categoriesFor } from './sweeps/propose.ts'
export type { SweepCandidate, Suggestion } from './sweeps/propose.ts'
export { acceptanceBlockers, dismissalBlockers, isLate } from './sweeps/decide.ts'
export {
  PROPOSAL_STATES,
  ProposalKind,
  ProposalState,
  DISMISSAL_REASONS,
  DismissalReason,
  ApplicationSource,
  ProposedReason,
  SweepProposal,
  SweepProgress,
  Sweep,
  SweepDetail,
  Acceptance,
  Dismissal,
} from './sweeps/sweep.ts'
export {
  RESULT_COLUMNS,
  RESULT_TITLES,
  RESULT_REMARKS,
  readResultTitles,
  parseResultRow,
  isWholeNumber,
  ResultsFeed,
} from './sweeps/results.ts'
export type { ResultColumn, ResultRemark, ResultRow, ResultCells } from './sweeps/results.ts'
export { BALANCE_DIMENSIONS, balanceOf } from './sweeps/balance.ts'
export type { BalanceDimension, Balance, BalanceRow, Figure, GroupCount } from './sweeps/balance.ts'
export { draftText, factInWords, periodInWords, sourceInWords } from './sweeps/words.ts'
export {
  IMPORT_STATES,
  ImportState,
  ROW_OUTCOMES,
  RowOutcome,
  ImportJob,
  WrittenCells,
  ImportRow,
} from './studentImport/importJob.ts'
export {
  EVIDENCE_KINDS,
  EvidenceKind,
  EVIDENCE_TYPES,
  EvidenceType,
  PICTURE_TYPES,
  EVIDENCE_MEDIA,
  EvidenceLabel,
  EvidenceFile,
  EvidenceList,
  MAX_EVIDENCE_FILES,
} from './evidence/evidence.ts'
export { EVIDENCE_FAULTS } from './evidence/faults.ts'
export type { EvidenceFault } from './evidence/faults.ts'
export { addingBlockers, removalBlockers } from './evidence/rules.ts'
export type { EvidenceRequest, AddedFile } from './evidence/rules.ts'
export {
  EXPORT_KINDS,
  ExportKind,
  EXPORT_PURPOSES,
  ExportPurpose,
  EXPORT_STATES,
  ExportState,
  EXPORT_FAULTS,
  ExportFault,
  NewExport,
  EXPORT_COMMANDS,
  ExportCommand,
  ExportJob,
  ExportTicket,
} from './exports/exportJob.ts'
export { exportBlockers, exportOffers } from './exports/rules.ts'
export type { ExportFacts, ExportActor } from './exports/rules.ts'
export {
  EXIT_VERDICTS,
  ExitVerdict,
  EXIT_REASONS,
  ExitReason,
  END_REASONS,
  EndReason,
  LEVELS,
  Level,
  EXIT_PROPOSERS,
  ExitProposer,
  EXIT_REVIEW_STATES,
  ExitReviewState,
  REVIEW_KINDS,
  ReviewKind,
  EPISODE_DUE_KINDS,
  EpisodeDueKind,
  TRANSFER_STATES,
  TransferState,
  TRANSFER_REFUSALS,
  TransferRefusal,
  NOTICE_KINDS,
  NoticeKind,
  NOTICE_REASONS,
  NoticeReason,
  NOTICE_STATES,
  NoticeState,
} from './episodes/vocabulary.ts'
export { EPISODE_COMMANDS, EPISODE_HAPPENINGS, EPISODE_TRANSITIONS } from './episodes/transitions.ts'
export type { EpisodeCommand, EpisodeHappening, EpisodeTransition } from './episodes/transitions.ts'
export { EpisodeDue, addMonths, reviewDueOf, serviceDueOf, statusOn, dueCutoff } from './episodes/due.ts'
export type { Spell } from './episodes/due.ts'
export {
  ExitEvidence,
  NewExitReview,
  ExitOpinion,
  TaperStep,
  TaperingPlan,
  ExitConfirmation,
  ExitMember,
  ExitReview,
  exitVerdict,
  exitProposalBlockers,
  confirmBlockers,
  confirmationBlockers,
} from './episodes/exitReview.ts'
export type { ExitFacts } from './episodes/exitReview.ts'
export { episodeBlockers, episodeOffers, nextEpisodeStatus } from './episodes/guards.ts'
export type { EpisodeFacts, EpisodeActor, EpisodeOffer } from './episodes/guards.ts'
export {
  NewRefresh,
  NewReview,
  EpisodeReview,
  reviewBlockers,
  EndOfTapering,
  EpisodeLine,
  EpisodeEvent,
  EpisodeFile,
} from './episodes/episode.ts'
export {
  NewTransfer,
  Transfer,
  TransferAcceptance,
  TransferAnswer,
  SchoolCard,
  transferBlockers,
  transferStateOn,
  answerBlockers,
} from './episodes/transfer.ts'
export {
  NewNotice,
  NoticeAcknowledgement,
  WithdrawalNotice,
  noticeBlockers,
  acknowledgementBlockers,
  isNoticeLate,
} from './episodes/notice.ts'
