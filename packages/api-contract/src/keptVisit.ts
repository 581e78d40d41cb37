import { ApplicationId, Moment, StudentId, VisitId, VisitMode, z } from '@sunshine-aid/domain'
import { PROBLEM_CODES, type ProblemCode } from './problem.ts'

/** What stands in the form; it may be unfinished, so no field is required here. */
export const VisitDraft = z.strictObject({
  mode: VisitMode,
  visitedOn: z.string().max(20),
  reached: z.boolean(),
  ledByLeader: z.boolean(),
  policyExplained: z.boolean(),
  companions: z.string().max(1000).nullable(),
  record: z.string().max(10_000),
  interview: z.string().max(10_000).nullable(),
})
export type VisitDraft = z.output<typeof VisitDraft>

/**
 * - `typing`: still in the form
 * - `waiting`: finished, to be sent when the network is there
 * - `refused`: sent, and the server said no; only a person can decide what becomes of it
 */
export const KEPT_STATES = ['typing', 'waiting', 'refused'] as const
export type KeptState = (typeof KEPT_STATES)[number]

/** A visit on this device. It is sealed as a whole; what comes back from the disk is parsed, not trusted. */
export const KeptVisit = z.strictObject({
  /** Also the visit's own id on the server, so that it is stored once however often it is sent. */
  id: VisitId,
  /** Idempotency-Key of the present attempt. */
  key: z.uuid(),
  state: z.enum(KEPT_STATES),
  studentId: StudentId,
  studentName: z.string().max(50),
  className: z.string().max(40),
  /** The request that it was made for; `null` for none. */
  applicationId: ApplicationId.nullable(),
  notes: VisitDraft,
  keptAt: Moment,
  problem: z.enum(PROBLEM_CODES as readonly [ProblemCode, ...ProblemCode[]]).nullable(),
})
export type KeptVisit = z.output<typeof KeptVisit>
