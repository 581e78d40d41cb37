import { internal } from './dataClass.ts'
import { z } from './zod.ts'

/** Opaque ids: random, they say nothing about whom they name, so they may stand in a URL and in a log. */
const id = () => internal(z.uuid())

export const OrgId = id()
export type OrgId = z.output<typeof OrgId>
export const AccountId = id()
export type AccountId = z.output<typeof AccountId>
export const StudentId = id()
export type StudentId = z.output<typeof StudentId>
export const ApplicationId = id()
export type ApplicationId = z.output<typeof ApplicationId>
export const VisitId = id()
export type VisitId = z.output<typeof VisitId>
export const VisitPlanId = id()
export type VisitPlanId = z.output<typeof VisitPlanId>
export const EpisodeId = id()
export type EpisodeId = z.output<typeof EpisodeId>
export const AidServiceId = id()
export type AidServiceId = z.output<typeof AidServiceId>
export const DelegationId = id()
export type DelegationId = z.output<typeof DelegationId>
export const SweepId = id()
export type SweepId = z.output<typeof SweepId>
export const ProposalId = id()
export type ProposalId = z.output<typeof ProposalId>
export const ResultsFeedId = id()
export type ResultsFeedId = z.output<typeof ResultsFeedId>
export const ImportId = id()
export type ImportId = z.output<typeof ImportId>
export const MeetingId = id()
export type MeetingId = z.output<typeof MeetingId>
export const EvidenceId = id()
export type EvidenceId = z.output<typeof EvidenceId>
export const ExportId = id()
export type ExportId = z.output<typeof ExportId>
export const TransferId = id()
export type TransferId = z.output<typeof TransferId>
export const NoticeId = id()
export type NoticeId = z.output<typeof NoticeId>

/** Grows by one with each change of a record; sent back in `If-Match`. */
export const Version = internal(z.int().min(1).max(2_147_483_647))
