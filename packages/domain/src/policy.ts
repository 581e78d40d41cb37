import type { SchoolStage } from './organisations.ts'
import type { VisitMode } from './visits.ts'

/**
 * The numbers and choices that a city may set. Rules take the profile as an argument and hold no number of
 * their own. Each value names its clause; `default` marks ours, where no document gives a number.
 */
export interface PolicyProfile {
  readonly id: PolicyProfileId
  readonly active: boolean
  /** Where the profile comes from, for the page that shows a rule. */
  readonly source: string
  /** Members who must have voted and are not recused before a panel may close (AP-06; default 3). */
  readonly panelQuorum: number
  /** Whether the student's class teacher steps back from the panel as well (AD-11; default no: they know most). */
  readonly ownTeacherStepsBack: boolean
  /** Visit rules by stage (C3, AR-05, AR-07, AP-23). */
  readonly visits: Readonly<Record<SchoolStage, VisitPolicy>>
  /** Mentor kinds that every active episode needs (C4, ME-02). */
  readonly requiredMentors: readonly ('aid' | 'psych' | 'academic' | 'career')[]
  /** True where one accepted mentor of any kind is enough for coverage (ME-01, provincial wording). */
  readonly anyMentorSuffices: boolean
  /** Students whom a mentor takes in a semester when the roster says nothing else (ME-05; default 5). */
  readonly mentorCapacity: number
  /** Hours from submission to determination in the fast channel (AP-29). */
  readonly fastChannelHours: number
  /** Running hours after which the clock of the fast channel warns (F4; default 36). */
  readonly fastChannelWarnHours: number
  /** Days that a provisional episode runs (default 30). */
  readonly provisionalDays: number
  /** 学年审核 (AP-30): months from one review of an episode to the next. */
  readonly reviewEveryMonths: number
  /** 季度更新 (AP-30): months from one refresh to the next; a review counts as one. */
  readonly refreshEveryMonths: number
  /** Days before its day on which a review or refresh appears as due (F4; default 30). */
  readonly reviewWarnDays: number
  /** Months that a tapering plan may run at most (AP-32, C15; default 6, a semester). */
  readonly taperMaxMonths: number
  /** School days that the receiving school has to accept a transfer (AP-14; default 10). */
  readonly transferAnswerDays: number
  /** Days before its end from which provisional support warns (F4 provisionalExpiring; default 7). */
  readonly provisionalWarnDays: number
  /** Longest time, in days, for which a head may let somebody confirm in their stead (default 90). */
  readonly delegationDays: number
  /** School days after which an agreed service that has not started is late (F4 serviceNotStarted; default 10). */
  readonly serviceStartDays: number
  /** School days within which each step of a request is to be done (F4 applicationStalled; default 5). */
  readonly stepDays: number
  /** Times the days of a step after which a request counts as stuck (default 3). */
  readonly stuckAfterSteps: number
  /** Different files that one account opens in a day before somebody asks why (G21; default 200). */
  readonly filesPerDay: number
  /** Lines of lists that one account sees in a day before somebody asks why (default 2,000). */
  readonly linesPerDay: number
  /** Smallest figure that is shown inside a role's scope; the floor is 5 (trust §1). */
  readonly suppressBelow: number
  /** Files that one request may have (default 10). */
  readonly evidenceMaxFiles: number
  /** Size of one of them, in MB; the contract's own limit stands above it (default 10). */
  readonly evidenceMaxMegabytes: number
  /** Rows of one workbook that leaves the school (trust rule 19; default 20,000). */
  readonly exportMaxRows: number
  /** Hours within which a workbook is approved and taken, before its file is gone (default 72). */
  readonly exportHours: number
  /** Share of case files, in percent, that an auditor's sample holds (AD-04; default 5). */
  readonly auditSamplePercent: number
  /** Failed subjects in a semester from which a sweep speaks of being far behind (AP-15; default 3). */
  readonly sweepFailedSubjects: number
  /** Place in the year, in percent from the top, from which it does (AP-15; default 90). */
  readonly sweepRankPercent: number
  /** Percent of the year by which somebody fell since the semester before (AP-15; default 30). */
  readonly sweepRankDrop: number
  /** Days of absence in a semester from which a sweep speaks of a risk to drop out (AP-15; default 10). */
  readonly sweepAbsenceDays: number
  /** Breaches of rules in a semester from which a sweep speaks of a bad influence (AP-14; default 2). */
  readonly sweepViolations: number
  /** Payments in an academic year that are worth a mention beside a proposal (default 4). */
  readonly sweepAidLines: number
  /** 免申即享: the specially poor are proposed without an application and confirmed afterwards (AP-22). */
  readonly aidWithoutApplication: boolean
  /** Days in which such a proposal should be confirmed with the family (AP-22; default 30). */
  readonly postConfirmationDays: number
  /** Percent by which a group's share of the proposals may differ from its share of the students (PS-06; default 25). */
  readonly sweepBalanceBand: number
}

export interface VisitPolicy {
  readonly modes: readonly VisitMode[]
  readonly period: 'semester' | 'academicYear'
  /** 先家访后认定: no determination without a valid visit (AP-23). */
  readonly beforeDetermination: boolean
}

export const POLICY_PROFILE_IDS = [
  'taicang2024',
  'wuxi2024',
  'jiangsu2024',
  'changshou2019',
  'template003',
] as const
export type PolicyProfileId = (typeof POLICY_PROFILE_IDS)[number]

const defaults = {
  active: true,
  panelQuorum: 3,
  ownTeacherStepsBack: false,
  requiredMentors: ['aid', 'psych'],
  anyMentorSuffices: false,
  mentorCapacity: 5,
  fastChannelHours: 48,
  fastChannelWarnHours: 36,
  provisionalDays: 30,
  reviewEveryMonths: 12,
  refreshEveryMonths: 3,
  reviewWarnDays: 30,
  taperMaxMonths: 6,
  transferAnswerDays: 10,
  provisionalWarnDays: 7,
  delegationDays: 90,
  serviceStartDays: 10,
  stepDays: 5,
  stuckAfterSteps: 3,
  filesPerDay: 200,
  linesPerDay: 2_000,
  suppressBelow: 5,
  evidenceMaxFiles: 10,
  evidenceMaxMegabytes: 10,
  exportMaxRows: 20_000,
  exportHours: 72,
  auditSamplePercent: 5,
  sweepFailedSubjects: 3,
  sweepRankPercent: 90,
  sweepRankDrop: 30,
  sweepAbsenceDays: 10,
  sweepViolations: 2,
  sweepAidLines: 4,
  aidWithoutApplication: false,
  postConfirmationDays: 30,
  sweepBalanceBand: 25,
} as const satisfies Partial<PolicyProfile>

function visits(
  period: VisitPolicy['period'],
  beforeDetermination: boolean,
  modes: Partial<Record<SchoolStage, readonly VisitMode[]>>,
): PolicyProfile['visits'] {
  const of = (stage: SchoolStage): VisitPolicy => ({
    modes: modes[stage] ?? ['onSite'],
    period,
    beforeDetermination,
  })
  return {
    preschool: of('preschool'),
    primary: of('primary'),
    juniorHigh: of('juniorHigh'),
    seniorHigh: of('seniorHigh'),
    vocational: of('vocational'),
    higherEd: of('higherEd'),
  }
}

/** AR-07, provincial work points: vocational schools may delegate or join, colleges may also meet online. */
const BY_STAGE = {
  vocational: ['onSite', 'delegated', 'joint'],
  higherEd: ['onSite', 'delegated', 'joint', 'online'],
} as const

export const POLICY_PROFILES: Readonly<Record<PolicyProfileId, PolicyProfile>> = {
  taicang2024: {
    ...defaults,
    id: 'taicang2024',
    source: '太仓市家庭经济困难学生发展型资助育人工作指导意见',
    visits: visits('semester', true, BY_STAGE),
  },
  wuxi2024: {
    ...defaults,
    id: 'wuxi2024',
    source: '无锡市 2024 年学生资助工作要点',
    visits: visits('academicYear', true, {}),
    anyMentorSuffices: true,
    aidWithoutApplication: true,
  },
  jiangsu2024: {
    ...defaults,
    id: 'jiangsu2024',
    source: '江苏省 2024 年学生资助工作要点',
    ownTeacherStepsBack: true,
    visits: visits('academicYear', true, BY_STAGE),
    anyMentorSuffices: true,
    aidWithoutApplication: true,
  },
  changshou2019: {
    ...defaults,
    id: 'changshou2019',
    source: '重庆市长寿区 2019 年教育扶贫结对帮扶方案',
    visits: visits('semester', false, {}),
    anyMentorSuffices: true,
  },
  template003: {
    ...defaults,
    id: 'template003',
    active: false,
    source: '商业范本，仅供参照，不作为政策依据',
    visits: visits('academicYear', false, BY_STAGE),
    requiredMentors: ['academic', 'psych', 'career'],
  },
}

/**
 * The profile in force for an organisation: the nearest of `ids` (from the class up to the province) that is
 * set and active; the province's work points where none is.
 */
export function policyInForce(ids: readonly (string | null)[]): PolicyProfile {
  const own = ids.find(
    id => id !== null && id in POLICY_PROFILES && POLICY_PROFILES[id as PolicyProfileId].active,
  )
  return POLICY_PROFILES[(own as PolicyProfileId | undefined) ?? 'jiangsu2024']
}
