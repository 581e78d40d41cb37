import { offersFor, type Application, type ApplicationLine, type TimelineEntry } from '@sunshine-aid/domain'
import { situationOf, type Call, type Situation } from './facts.ts'
import { tiesOf } from '../panels/ties.ts'
import type { LineRow } from './listQueries.ts'
import { fastChannels } from './fastChannels.ts'
import { nextActors } from './nextActors.ts'
import { findCase, findEvents } from './queries.ts'

/** The case file as `situation` found it, with what its reader may do next. */
export async function applicationReply(call: Call, situation: Situation): Promise<Application> {
  const { row, facts, actor, policy } = situation
  const line = await lineReplies(call, [row])
  const events = await findEvents(call.trx, row.id)
  return {
    ...line(row),
    ...facts.content,
    enteredByName: row.entered_by_name,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    timeline: events.map(timelineEntry),
    offers: offersFor(facts, actor, policy),
    ties: await tiesOf(call, row, policy),
    gone: [...facts.gone],
    version: row.version,
  }
}

/** The case file as it stands after a change in this transaction. */
export async function changedApplication(call: Call, id: string): Promise<Application> {
  const row = await findCase(call.trx, id)
  if (!row) throw new Error('a request that was just changed is gone')
  return applicationReply(call, await situationOf(call, row))
}

/** What a list shows of each of `rows`. */
export async function lineReplies(
  { trx, now }: Pick<Call, 'trx' | 'now'>,
  rows: readonly LineRow[],
): Promise<(row: LineRow) => ApplicationLine> {
  const nextActorOf = await nextActors(trx, rows, now)
  const fastChannelOf = await fastChannels(trx, rows, now)
  return row => ({ ...factsOf(row), nextActor: nextActorOf(row), fastChannel: fastChannelOf(row) })
}

function factsOf(row: LineRow): Omit<ApplicationLine, 'nextActor' | 'fastChannel'> {
  return {
    id: row.id,
    studentId: row.student_id,
    studentName: row.student_name,
    schoolId: row.school_id,
    schoolName: row.school_name,
    className: row.class_name,
    stage: row.stage,
    status: row.status,
    statusSince: row.status_since.toISOString(),
    submittedAt: row.submitted_at?.toISOString() ?? null,
    suddenChange: row.sudden_change,
    aidCategories: row.aid_categories,
  }
}

function timelineEntry(event: Awaited<ReturnType<typeof findEvents>>[number]): TimelineEntry {
  return {
    at: event.at.toISOString(),
    command: event.command,
    from: event.from_status,
    to: event.to_status,
    actorName: event.actor_name,
    actorRole: event.actor_role,
    onBehalfOf: event.on_behalf_of_name,
    reasonCode: event.reason_code,
    text: event.text,
  }
}
