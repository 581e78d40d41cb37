import { z } from '../zod.ts'

/** 申请人 (AP-03): the student, a guardian, or a teacher on their behalf. */
export const APPLICANT_KINDS = ['student', 'guardian', 'teacher'] as const
export const ApplicantKind = z.enum(APPLICANT_KINDS)
export type ApplicantKind = z.output<typeof ApplicantKind>

/** 成长困境 (AP-02). Six; all-round development, the seventh aid category, has no dilemma of its own. */
export const DILEMMA_TYPES = [
  'familyEducation',
  'mentalHealth',
  'conduct',
  'specialNeeds',
  'academic',
  'entryAndEmployment',
] as const
export const DilemmaType = z.enum(DILEMMA_TYPES)
export type DilemmaType = z.output<typeof DilemmaType>

/** 资助类别 (AP-11): seven, several at once. */
export const AID_CATEGORIES = [
  'familyGuidance',
  'psychSupport',
  'conductGuidance',
  'academicTutoring',
  'specialEducation',
  'entryAndEmployment',
  'allRoundDevelopment',
] as const
export const AidCategory = z.enum(AID_CATEGORIES)
export type AidCategory = z.output<typeof AidCategory>

/** The aid category that answers each dilemma; a page offers it first. */
export const CATEGORY_FOR_DILEMMA: Readonly<Record<DilemmaType, AidCategory>> = {
  familyEducation: 'familyGuidance',
  mentalHealth: 'psychSupport',
  conduct: 'conductGuidance',
  specialNeeds: 'specialEducation',
  academic: 'academicTutoring',
  entryAndEmployment: 'entryAndEmployment',
}

/** Reason codes by dilemma (AP-12 to AP-18). */
export const REASONS_FOR_DILEMMA = {
  familyEducation: ['orphan', 'leftBehind', 'singleParent', 'parentInCustody', 'harmfulParenting'],
  mentalHealth: ['psychRisk', 'suddenMisfortune'],
  conduct: ['badInfluence', 'bullying'],
  specialNeeds: ['diagnosedNeeds'],
  academic: ['farBehind', 'dropoutRisk'],
  entryAndEmployment: ['preschoolPlace', 'certifiedHardship', 'jobSearch'],
} as const satisfies Record<DilemmaType, readonly string[]>

export const REASON_CODES = Object.values(REASONS_FOR_DILEMMA).flat()
export const ReasonCode = z.enum(REASON_CODES)
export type ReasonCode = z.output<typeof ReasonCode>

/** F1. `withdrawn`, `determined` and `notDetermined` are final. */
export const APPLICATION_STATUSES = [
  'draft',
  'submitted',
  'screening',
  'returned',
  'awaitingVisit',
  'underReview',
  'awaitingDetermination',
  'determined',
  'notDetermined',
  'withdrawn',
] as const
export const ApplicationStatus = z.enum(APPLICATION_STATUSES)
export type ApplicationStatus = z.output<typeof ApplicationStatus>

export const FINAL_STATUSES = [
  'determined',
  'notDetermined',
  'withdrawn',
] as const satisfies readonly ApplicationStatus[]

export function isOpen(status: ApplicationStatus): boolean {
  return !(FINAL_STATUSES as readonly ApplicationStatus[]).includes(status)
}

/** Why an officer asks for more (F1 "coded reason"). The words are copied into the record (lesson: reasons catalogue). */
export const RETURN_REASONS = [
  'factsUnclear',
  'evidenceMissing',
  'categoryUnclear',
  'consentMissing',
  'other',
] as const
export const ReturnReason = z.enum(RETURN_REASONS)
export type ReturnReason = z.output<typeof ReturnReason>

/** Why a panel declines. */
export const DECLINE_REASONS = ['notNecessary', 'notFeasible', 'otherHelpFits', 'factsNotConfirmed'] as const
export const DeclineReason = z.enum(DECLINE_REASONS)
export type DeclineReason = z.output<typeof DeclineReason>

/** 回避 (D6, AD-11): why a member does not vote. */
export const RECUSAL_REASONS = ['applicant', 'relative', 'ownMentor', 'other'] as const
export const RecusalReason = z.enum(RECUSAL_REASONS)
export type RecusalReason = z.output<typeof RecusalReason>

/** Why a member was released from a panel that still waited for them: they cannot judge any more. */
export const RELEASE_REASONS = ['accountEnded', 'movedAway', 'dutyEnded'] as const
export const ReleaseReason = z.enum(RELEASE_REASONS)
export type ReleaseReason = z.output<typeof ReleaseReason>

/** Why a seat on a panel does not count: its member stepped back, or was released. */
export const LeavingReason = z.enum([...RECUSAL_REASONS, ...RELEASE_REASONS])
export type LeavingReason = z.output<typeof LeavingReason>

export function isRelease(reason: LeavingReason): reason is ReleaseReason {
  return ReleaseReason.safeParse(reason).success
}
