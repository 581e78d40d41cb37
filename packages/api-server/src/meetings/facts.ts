import type { MeetingActor, MeetingFacts } from '@sunshine-aid/domain'
import { grants } from '../access/reach.ts'
import type { Principal } from '../database/principal.ts'
import type { MemberRow, MeetingRow } from './queries.ts'

/** A meeting as its rules see it. */
export function factsOf(
  { status, chair_id }: Pick<MeetingRow, 'status' | 'chair_id'>,
  members: readonly Pick<MemberRow, 'account_id'>[],
): MeetingFacts {
  return { status, chair: chair_id, members: members.map(({ account_id }) => account_id) }
}

/** The reader of a meeting, with whether they may plan one at its school. */
export function actorOn(principal: Principal, { school_id }: Pick<MeetingRow, 'school_id'>): MeetingActor {
  const convenes = grants(principal, 'panel.convene').some(
    ({ assignment }) => assignment.schoolId === school_id,
  )
  return { accountId: principal.accountId, convenes }
}
