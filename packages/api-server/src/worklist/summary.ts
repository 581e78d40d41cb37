import type { WaitingKind, WaitingTask } from '@sunshine-aid/api-contract'
import { PERSONAL_WORK, WORK_KINDS, workTask } from '@sunshine-aid/domain'
import { grants } from '../access/reach.ts'
import { countWork, type WorkCount } from './queries.ts'
import { WORK_SOURCES, type Waiting, type WorkCall } from './sources.ts'

/** How many requests wait for the reader, by what is to be done. */
export async function waitingTasks({ trx, principal, now }: WorkCall): Promise<WaitingTask[]> {
  const tasks = new Map<WaitingTask['task'], Waiting>()
  for (const row of await countWork(trx, principal, now)) {
    const task = workTask(factsOf(row))
    if (task !== null) tasks.set(task, sum(tasks.get(task), row))
  }
  return [...tasks].map(([task, waiting]) => ({ task, ...inWords(waiting) }))
}

/** What else waits for them: each source that one of their roles gives, as far as it has something. */
export async function waitingKinds(call: WorkCall): Promise<WaitingKind[]> {
  const kinds: WaitingKind[] = []
  for (const kind of WORK_KINDS) {
    const { permissions, ask } = WORK_SOURCES[kind]
    const held = permissions.flatMap(permission => grants(call.principal, permission))
    if (held.length === 0) continue
    const waiting = await ask(call)
    const roles = PERSONAL_WORK.has(kind) ? [] : held.map(({ assignment }) => assignment.role)
    if (waiting.count > 0) kinds.push({ kind, ...inWords(waiting), roles: [...new Set(roles)] })
  }
  return kinds
}

export function factsOf({
  status,
  next_role,
  has_panel,
  all_voted,
}: Pick<WorkCount, 'status' | 'next_role' | 'has_panel' | 'all_voted'>) {
  return {
    status,
    hasPanel: has_panel,
    waitsForChair: all_voted,
    waitsForPanel: next_role === 'panelMember',
  }
}

function sum(so: Waiting | undefined, row: Waiting): Waiting {
  if (!so) return row
  return {
    count: so.count + row.count,
    since: earlier(so.since, row.since),
    due: earlier(so.due, row.due),
    overdue: so.overdue + row.overdue,
  }
}

function earlier(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b
  return a < b ? a : b
}

function inWords({ count, since, due, overdue }: Waiting) {
  return {
    count,
    since: since?.toISOString() ?? null,
    due: due?.toISOString() ?? null,
    overdue,
  }
}
