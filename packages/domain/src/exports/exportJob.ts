import { internal, nullable, open, record } from '../dataClass.ts'
import { ExportId, OrgId, Version } from '../ids.ts'
import { text } from '../text.ts'
import { Moment } from '../time.ts'
import { z } from '../zod.ts'

/** Workbooks that may leave a school. Each is one entry of the server's table of kinds. */
export const EXPORT_KINDS = ['register', 'sweepList'] as const
export const ExportKind = z.enum(EXPORT_KINDS)
export type ExportKind = z.output<typeof ExportKind>

/** What a workbook is for (教助中心〔2016〕104号); the words beside it say it in full. */
export const EXPORT_PURPOSES = ['annualFiling', 'inspection', 'handOver', 'planning', 'other'] as const
export const ExportPurpose = z.enum(EXPORT_PURPOSES)
export type ExportPurpose = z.output<typeof ExportPurpose>

/**
 * `asked → approved → writing → ready → taken`. `ended` was given up or declined, `failed` says why. What was not
 * taken in time is `expired`: its file is gone.
 */
export const EXPORT_STATES = [
  'asked',
  'approved',
  'writing',
  'ready',
  'taken',
  'ended',
  'failed',
  'expired',
] as const
export const ExportState = z.enum(EXPORT_STATES)
export type ExportState = z.output<typeof ExportState>

export const EXPORT_FAULTS = ['too_many_rows', 'worker_lost', 'broken'] as const
export const ExportFault = z.enum(EXPORT_FAULTS)
export type ExportFault = z.output<typeof ExportFault>

export const NewExport = record({
  kind: open(ExportKind),
  purpose: internal(ExportPurpose),
  /** In words, for whoever approves and for whoever asks later. */
  purposeText: internal(text(200)),
})
export type NewExport = z.output<typeof NewExport>

/** What the reader may do with a job now. */
export const EXPORT_COMMANDS = ['approve', 'decline', 'cancel', 'take'] as const
export const ExportCommand = z.enum(EXPORT_COMMANDS)
export type ExportCommand = z.output<typeof ExportCommand>

const rows = internal(z.int().min(0).max(1_048_576))

export const ExportJob = record({
  id: ExportId,
  schoolId: OrgId,
  state: internal(ExportState),
  ...NewExport.shape,
  askedByName: internal(text(50)),
  askedAt: internal(Moment),
  approvedByName: nullable(internal(text(50))),
  /** Who gave it up or declined it. */
  endedByName: nullable(internal(text(50))),
  rowsTotal: rows,
  rowsDone: rows,
  fault: nullable(internal(ExportFault)),
  takenAt: nullable(internal(Moment)),
  /** Until then it can be approved and taken. */
  expiresAt: internal(Moment),
  offers: internal(z.array(ExportCommand).max(EXPORT_COMMANDS.length)),
  version: Version,
})
export type ExportJob = z.output<typeof ExportJob>

/** A right to one download: shown once, valid for minutes, kept by the server as a hash only. */
export const ExportTicket = record({
  ticket: internal(z.string().min(40).max(100)),
  expiresAt: internal(Moment),
})
export type ExportTicket = z.output<typeof ExportTicket>
