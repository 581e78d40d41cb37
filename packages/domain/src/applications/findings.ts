import { internal, listOf, nullable, personal, record, sensitive } from '../dataClass.ts'
import { ApplicationId, EpisodeId, StudentId, Version } from '../ids.ts'
import type { Reason } from '../reasons.ts'
import { EnrolmentStatus, GuardianRelation } from '../students.ts'
import { text } from '../text.ts'
import { Day, Moment } from '../time.ts'
import { z } from '../zod.ts'
import { AidCategory, ApplicationStatus } from './vocabulary.ts'
import { EpisodeStatus } from './determination.ts'

/** What makes another entry look like the same child (F1 row 3: duplicates checked). */
export const DUPLICATE_SIGNS = ['sameNumber', 'sameNumberElsewhere', 'sameNameAndBirthDate'] as const
export const DuplicateSign = z.enum(DUPLICATE_SIGNS)
export type DuplicateSign = z.output<typeof DuplicateSign>

/** What the officer found out: another child; the same child, whose other entry is an old one; one child twice. */
export const DUPLICATE_VERDICTS = ['otherChild', 'oldEntry', 'sameChild'] as const
export const DuplicateJudgement = z.enum(DUPLICATE_VERDICTS)
export type DuplicateJudgement = z.output<typeof DuplicateJudgement>

/** `studentId` is `null` for an entry at another school, of which nothing is told but that it exists. */
const duplicateKey = { sign: internal(DuplicateSign), studentId: nullable(StudentId) }

export const DuplicateVerdict = record({ ...duplicateKey, verdict: sensitive(DuplicateJudgement) })
export type DuplicateVerdict = z.output<typeof DuplicateVerdict>

/** Most findings of one kind. The limit is ours. */
export const MAX_FINDINGS = 20
export const DuplicateVerdicts = listOf(DuplicateVerdict, MAX_FINDINGS)

export const PossibleDuplicate = record({
  ...duplicateKey,
  name: nullable(personal(text(50))),
  className: nullable(internal(text(40))),
  enrolment: nullable(personal(EnrolmentStatus)),
  /** The newest request of that entry, as far as the reader may see it. */
  applicationId: nullable(ApplicationId),
  applicationStatus: nullable(sensitive(ApplicationStatus)),
  episodeStatus: nullable(sensitive(EpisodeStatus)),
})
export type PossibleDuplicate = z.output<typeof PossibleDuplicate>

/** Another child of the same guardian: same name and phone. */
export const Sibling = record({
  studentId: StudentId,
  name: personal(text(50)),
  className: internal(text(40)),
  guardianName: personal(text(50)),
  relation: personal(GuardianRelation),
  applicationId: nullable(ApplicationId),
  applicationStatus: nullable(sensitive(ApplicationStatus)),
  episodeStatus: nullable(sensitive(EpisodeStatus)),
})
export type Sibling = z.output<typeof Sibling>

export const EarlierRequest = record({
  id: ApplicationId,
  status: sensitive(ApplicationStatus),
  statusSince: internal(Moment),
})
export const EarlierEpisode = record({
  id: EpisodeId,
  status: sensitive(EpisodeStatus),
  startedOn: personal(Day),
  endedOn: nullable(personal(Day)),
  aidCategories: sensitive(z.array(AidCategory).max(7)),
})

/** A screening that was completed before: who, when, on which version, and the verdicts. */
export const ScreeningCheck = record({
  byName: internal(text(50)),
  at: internal(Moment),
  versionSeen: Version,
  verdicts: DuplicateVerdicts,
})

/** What the records say about a request that is screened. */
export const Findings = record({
  id: ApplicationId,
  duplicates: listOf(PossibleDuplicate, MAX_FINDINGS),
  siblings: listOf(Sibling, MAX_FINDINGS),
  requests: listOf(EarlierRequest, MAX_FINDINGS),
  episodes: listOf(EarlierEpisode, MAX_FINDINGS),
  /** AP-26; `null` until a screening was completed. */
  sensitiveApplicant: nullable(sensitive(z.enum(['notConcerned', 'verified']))),
  sensitiveNote: nullable(sensitive(text(300))),
  lastCheck: nullable(ScreeningCheck),
})
export type Findings = z.output<typeof Findings>

type Key = Pick<DuplicateVerdict, 'sign' | 'studentId'>
const isSame = (a: Key, b: Key) => a.sign === b.sign && a.studentId === b.studentId

/** The verdict that was given on this possible duplicate. */
export function verdictOn(found: Key, verdicts: readonly DuplicateVerdict[]): DuplicateJudgement | null {
  return verdicts.find(verdict => isSame(verdict, found))?.verdict ?? null
}

/**
 * Why screening may not be completed: every possible duplicate needs a verdict, and one child is not helped twice
 * (F1 row 3). A verdict on something that is not found any more counts for nothing.
 */
export function duplicateBlockers(found: readonly Key[], verdicts: readonly DuplicateVerdict[]): Reason[] {
  const given = found.map(duplicate => verdictOn(duplicate, verdicts))
  const reasons: Reason[] = []
  if (given.includes(null)) reasons.push('duplicate_unresolved')
  if (given.includes('sameChild')) reasons.push('duplicate_confirmed')
  return reasons
}
