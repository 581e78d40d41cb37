import { AidCategory } from '../applications/vocabulary.ts'
import { internal, nullable, open, personal, record, sensitive } from '../dataClass.ts'
import { EpisodeId, OrgId, TransferId, Version } from '../ids.ts'
import { SchoolStage } from '../organisations.ts'
import type { Reason } from '../reasons.ts'
import { optionalText, text } from '../text.ts'
import { Day, Moment } from '../time.ts'
import { z } from '../zod.ts'
import { TransferRefusal, TransferState } from './vocabulary.ts'

/** 学段接续 (AP-14): what the school that lets a student go hands over. Nothing of the psych tier has a field here. */
export const NewTransfer = record({
  toSchoolId: OrgId,
  summary: sensitive(text(1000)),
  /** The family was told what is handed over, and agreed. */
  consentGiven: internal(z.boolean()),
})
export type NewTransfer = z.output<typeof NewTransfer>

/** All that the receiving school sees before it accepts. */
export const Transfer = record({
  id: TransferId,
  state: internal(TransferState),
  fromSchoolName: internal(text(80)),
  toSchoolId: OrgId,
  toSchoolName: internal(text(80)),
  studentName: personal(text(50)),
  stage: open(SchoolStage),
  aidCategories: sensitive(z.array(AidCategory).max(7)),
  summary: sensitive(text(1000)),
  offeredByName: internal(text(50)),
  offeredAt: internal(Moment),
  /** The last day on which it can be accepted; afterwards the student simply stays (F1). */
  answerBy: internal(Day),
  answeredByName: nullable(internal(text(50))),
  answeredAt: nullable(internal(Moment)),
  refusal: nullable(internal(TransferRefusal)),
  refusalText: nullable(sensitive(optionalText(300))),
  /** The episode in the reader's own school: the one offered, or the one that began with the acceptance. */
  episodeId: nullable(EpisodeId),
  version: Version,
})
export type Transfer = z.output<typeof Transfer>

export const TransferAcceptance = record({ classId: OrgId })
export const TransferAnswer = record({
  reason: internal(TransferRefusal),
  text: sensitive(optionalText(300)),
})

/** A school as it can be found by name, to offer a transfer to it: what its sign says, and where it is. */
export const SchoolCard = record({
  id: OrgId,
  name: internal(text(80)),
  countyName: internal(text(80)),
  stage: open(SchoolStage),
})
export type SchoolCard = z.output<typeof SchoolCard>

/** Why this offer may not be made. `to` is `null` where there is no such school. */
export function transferBlockers(
  { consentGiven }: NewTransfer,
  fromSchoolId: string,
  to: { readonly id: string } | null,
): Reason[] {
  const reasons: Reason[] = []
  if (!consentGiven) reasons.push('consent_required')
  if (to === null) reasons.push('transfer_school_unknown')
  if (to?.id === fromSchoolId) reasons.push('transfer_same_school')
  return reasons
}

/** The state as it is on `today`: an offer that nobody answered in time has lapsed. */
export function transferStateOn(stored: TransferState, answerBy: Day, today: Day): TransferState {
  return stored === 'offered' && answerBy < today ? 'expired' : stored
}

/** Why an offer may not be answered now. */
export function answerBlockers(state: TransferState): Reason[] {
  if (state === 'offered') return []
  return [state === 'expired' ? 'transfer_expired' : 'transfer_not_open']
}
