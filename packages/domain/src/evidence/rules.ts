import type { ApplicationStatus } from '../applications/vocabulary.ts'
import type { ApplicationActor } from '../applications/guards.ts'
import type { PolicyProfile } from '../policy.ts'
import type { Reason } from '../reasons.ts'

/** A request as the rules about its files see it. */
export interface EvidenceRequest {
  readonly status: ApplicationStatus
  readonly enteredBy: string
  /** Files that it has already. */
  readonly files: number
}

/** States in which whoever entered the request may add to it. */
const WRITING: readonly ApplicationStatus[] = ['draft', 'returned']

/**
 * Why `actor` may not add a file now: the one who entered the request while they write it, the officer while they
 * screen it (F1), and no more files than the policy allows. Pure.
 */
export function addingBlockers(
  { status, enteredBy, files }: EvidenceRequest,
  { accountId, permissions }: ApplicationActor,
  policy: Pick<PolicyProfile, 'evidenceMaxFiles'>,
): Reason[] {
  const screens = status === 'screening' && permissions.has('application.screen')
  if (!screens && !WRITING.includes(status)) return ['wrong_status']
  const reasons: Reason[] = screens || accountId === enteredBy ? [] : ['not_yours']
  return files < policy.evidenceMaxFiles ? reasons : [...reasons, 'evidence_full']
}

/** A file with what has happened since it was added. */
export interface AddedFile {
  readonly addedBy: string
  /** The request was submitted after the file was added: others have seen it or may have. */
  readonly submittedSince: boolean
}

/**
 * Why `actor` may not take a file away or name it anew: it is theirs until it is submitted, and from then on it
 * belongs to the case, where nothing disappears (001 责任追溯).
 */
export function removalBlockers(
  { status }: Pick<EvidenceRequest, 'status'>,
  { addedBy, submittedSince }: AddedFile,
  { accountId }: Pick<ApplicationActor, 'accountId'>,
): Reason[] {
  if (addedBy !== accountId) return ['not_yours']
  return submittedSince || !WRITING.includes(status) ? ['evidence_settled'] : []
}
