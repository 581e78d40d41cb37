import type { AccountLine } from '@sunshine-aid/api-contract'
import { dutyOf } from '@sunshine-aid/domain'
import type { Trx } from '../database/schema.ts'

const MAX_LINES = 200

/**
 * Who told what and who judged on it, oldest first (AD-02), each with the version of the file that they had before
 * them where one was kept: of a vote, and of a screening.
 */
export async function accountLines(trx: Trx, applicationId: string): Promise<AccountLine[]> {
  const events = await trx
    .selectFrom('application_event as event')
    .leftJoin('panel_member as member', join =>
      join
        .onRef('member.application_id', '=', 'event.application_id')
        .onRef('member.account_id', '=', 'event.actor_id')
        // A panel that sits again after a reconsideration votes again: each vote keeps its own version.
        .onRef('member.voted_at', '=', 'event.at'),
    )
    .leftJoin('screening_check as check', join =>
      join
        .onRef('check.application_id', '=', 'event.application_id')
        .onRef('check.checked_by', '=', 'event.actor_id')
        .onRef('check.checked_at', '=', 'event.at'),
    )
    .select(['event.command', 'event.actor_name', 'event.actor_role', 'event.at'])
    .select(['member.version_seen as vote_version', 'check.version_seen as check_version'])
    .where('event.application_id', '=', applicationId)
    .orderBy('event.id')
    .limit(MAX_LINES)
    .execute()
  return events.flatMap(event => {
    const duty = dutyOf(event.command)
    if (duty === null) return []
    const versionSeen =
      event.command === 'vote'
        ? event.vote_version
        : event.command === 'completeScreening'
          ? event.check_version
          : null
    return [
      {
        duty,
        command: event.command,
        name: event.actor_name,
        role: event.actor_role,
        at: event.at.toISOString(),
        versionSeen,
      },
    ]
  })
}
